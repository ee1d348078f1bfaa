package docgen

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/buslint/buslint/models"
)

// Proved is what models/verify says of libraries: its go.mod, and the Go file that imports each package that is proved.
type Proved struct{ Mod, Imports []byte }

// ModelPages returns the pages about libraries by their names in the docs folder: one for each file of models, and a list of all.
func ModelPages(files []models.File, proved Proved) (map[string][]byte, error) {
	versions, err := proved.versions()
	if err != nil {
		return nil, fmt.Errorf("read versions of libraries: %w", err)
	}
	pages := map[string][]byte{}
	var all []entry
	for _, f := range files {
		entries, err := entriesOf(f, versions)
		if err != nil {
			return nil, fmt.Errorf("write page of %s: %w", f.Name, err)
		}
		all = append(all, entries...)
		pages["models/"+pageOf(f)+".md"] = modelPage(f, entries)
	}
	pages["models.md"] = modelList(all)
	return pages, nil
}

func pageOf(f models.File) string { return strings.TrimSuffix(f.Name, ".yaml") }

// versions are those of the packages that are proved.
func (p Proved) versions() (map[string]string, error) {
	mod, err := modfile.Parse("go.mod", p.Mod, nil)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), "libraries.go", p.Imports, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, spec := range file.Imports {
		pkg, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		module := "" // the longest that the package can be of
		for _, r := range mod.Require {
			if strings.HasPrefix(pkg+"/", r.Mod.Path+"/") && len(r.Mod.Path) > len(module) {
				module, out[pkg] = r.Mod.Path, r.Mod.Version
			}
		}
	}
	return out, nil
}

// entry is a library on its page. A file can describe it in several parts, which have different packages.
type entry struct {
	name, page string
	parts      []part
}

type part struct {
	models.Library
	imports []string // in markdown, with versions
}

// entriesOf lists the libraries of a file, each once.
func entriesOf(f models.File, versions map[string]string) ([]entry, error) {
	var out []entry
	for _, lib := range f.Libraries {
		imports, err := importsOf(lib, versions)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(out, func(e entry) bool { return e.name == lib.Name })
		if i < 0 {
			i = len(out)
			out = append(out, entry{name: lib.Name, page: pageOf(f)})
		}
		out[i].parts = append(out[i].parts, part{lib, imports})
	}
	return out, nil
}

// importsOf lists the packages of a library with their versions.
func importsOf(lib models.Library, versions map[string]string) ([]string, error) {
	if lib.Shape != nil {
		return []string{"generated code that imports `" + lib.Shape.Imports + "`"}, nil
	}
	packages := lib.Packages
	if slices.Equal(packages, []string{""}) { // its keys name their packages in full
		set, err := models.NewSet(lib)
		if err != nil {
			return nil, err
		}
		packages = set.Packages()
	}
	var out []string
	for _, p := range packages {
		out = append(out, strings.TrimSpace("`"+p+"` "+versions[p]))
	}
	return out, nil
}

func modelList(all []entry) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# Libraries\n\n"+generated, "models/*.yaml and models/verify")
	out.WriteString("\nWhat buslint knows of libraries. Versions are those against which it is proved (`make models`); packages without one are of the standard library,\n" +
		"internal to a library, or on no module proxy and compared by hand. Code that calls these libraries needs no description. How to describe others:\n" +
		"[Describing your own wrapper](describe-your-wrapper.md).\n")
	for _, kind := range []string{"Brokers", "Databases", "Outboxes", "Others"} {
		fmt.Fprintf(&out, "\n## %s\n\n| Library | Packages |\n|---|---|\n", kind)
		for _, e := range all {
			if e.kind() != kind {
				continue
			}
			var imports []string
			for _, p := range e.parts {
				for _, i := range p.imports {
					if !slices.Contains(imports, i) {
						imports = append(imports, i)
					}
				}
			}
			fmt.Fprintf(&out, "| [%s](models/%s.md#%s) | %s |\n", e.name, e.page, anchor(e.name), strings.Join(imports, "<br>"))
		}
	}
	return out.Bytes()
}

// anchor is what GitHub makes of a heading.
func anchor(heading string) string { return strings.ReplaceAll(strings.ToLower(heading), "/", "") }

// kind tells what a library is, by what its functions do.
func (e entry) kind() string {
	kind := "Others"
	for _, p := range e.parts {
		for _, f := range p.Functions {
			switch {
			case f.Outbox != nil, f.Construct != nil && (f.Construct.Kind == "outbox" || !f.Construct.OutboxIf.IsZero()):
				return "Outboxes"
			case f.Publish != nil, f.Consume != nil, f.Construct != nil && f.Construct.Kind == "publisher":
				kind = "Brokers"
			case kind == "Others" && (f.Begin != nil || f.Write != nil || f.Read != nil || f.Callback != nil && !f.Callback.InTx.IsZero()):
				kind = "Databases"
			}
		}
		if kind == "Others" && len(p.Hooks) > 0 {
			kind = "Databases"
		}
	}
	return kind
}

func modelPage(f models.File, entries []entry) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# %s\n\n"+generated, pageOf(f), "models/"+f.Name)
	out.WriteString("\nWhat buslint knows of these calls. Arguments, results and parameters are counted from 0, the receiver not among them.\n")
	for _, e := range entries {
		fmt.Fprintf(&out, "\n## %s\n", e.name)
		for _, p := range e.parts {
			p.write(&out)
		}
	}
	return out.Bytes()
}

func (p part) write(out *bytes.Buffer) {
	fmt.Fprintf(out, "\nIn %s. Source: <%s>.\n", strings.Join(p.imports, ", "), p.Source)
	if len(p.Pitfalls) > 0 {
		out.WriteString("\n### Pitfalls\n\n")
	}
	for _, f := range p.Pitfalls {
		fmt.Fprintf(out, "- %s ([source](%s))\n", f.Text, f.Source)
	}
	p.settings(out)
	p.calls(out)
	p.others(out)
	p.hooks(out)
}

// settings tells what fields of types mean, and what silence means. A type that only stands for a setting, such as a partitioner, has a line.
func (p part) settings(out *bytes.Buffer) {
	var tables, lines bytes.Buffer
	for _, key := range p.TypeKeys() {
		t := p.Types[key]
		switch {
		case len(t.Options)+len(t.Values) > 0 || t.Configures != "":
			fmt.Fprintf(&tables, "\n`%s`%s\n\n| Setting | Where | If not set | Values |\n|---|---|---|---|\n", short(key), remark(p.Note(key), t.Source))
			settingRows(&tables, t)
		case len(t.Defaults) > 0:
			fmt.Fprintf(&lines, "- `%s`: ", short(key))
			for i, setting := range slices.Sorted(maps.Keys(t.Defaults)) {
				fmt.Fprintf(&lines, "%s%s %s", map[bool]string{true: ", "}[i > 0], setting, t.Defaults[setting])
			}
			fmt.Fprintf(&lines, "%s\n", remark(p.Note(key), t.Source))
		}
	}
	if tables.Len()+lines.Len() > 0 {
		out.WriteString("\n### Settings\n")
	}
	out.Write(tables.Bytes())
	if lines.Len() > 0 {
		out.WriteString("\nWhat a value of a type stands for, if nothing else is set:\n\n")
		out.Write(lines.Bytes())
	}
}

func settingRows(out *bytes.Buffer, t models.Type) {
	fields := map[string][]string{}
	for _, field := range slices.Sorted(maps.Keys(t.Options)) {
		fields[t.Options[field]] = append(fields[t.Options[field]], "`"+field+"`")
	}
	settings := slices.Concat(slices.Collect(maps.Keys(fields)), slices.Collect(maps.Keys(t.Defaults)))
	slices.Sort(settings)
	for _, setting := range slices.Compact(settings) {
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", setting, strings.Join(fields[setting], ", "), t.Defaults[setting], valuesOf(t.Values[setting]))
	}
}

// valuesOf tells what the values of a setting mean: "`0` none, `1` leader".
func valuesOf(words models.Words) string {
	var out []string
	for _, value := range slices.Sorted(maps.Keys(words)) {
		out = append(out, "`"+value+"` "+words[value])
	}
	return strings.Join(out, ", ")
}

// section is a table of calls.
type section struct {
	title   string
	effects []string
}

// sections are the effects that have tables. What else functions do is told in short.
var sections = []section{
	{"Publishing", []string{"publish"}},
	{"Outbox", []string{"outbox-write"}},
	{"Consuming", []string{"consume", "settle"}},
	{"Transactions", []string{"begin", "commit", "rollback"}},
	{"Callbacks", []string{"callback"}},
	{"Writing and reading", []string{"write", "read"}},
	{"Making, flushing and closing", []string{"construct", "flush", "close"}},
}

// calls tells what functions do, a table for each kind of effect.
func (p part) calls(out *bytes.Buffer) {
	for _, c := range sections {
		first := true
		for _, key := range p.FunctionKeys() {
			f := p.Functions[key]
			for _, s := range f.Statements() {
				if !slices.Contains(c.effects, s.Effect) {
					continue
				}
				if first {
					fmt.Fprintf(out, "\n### %s\n\n| Call | What it does | How |\n|---|---|---|\n", c.title)
					first = false
				}
				fmt.Fprintf(out, "| `%s` | %s%s | %s |\n", short(key), s.Text, remark(p.Note(key), f.Source), strings.Join(s.Details, "<br>"))
			}
		}
	}
}

// others tells what else functions do, those together that do the same.
func (p part) others(out *bytes.Buffer) {
	functions := map[string][]string{}
	var texts []string // in the order of the file
	for _, key := range p.FunctionKeys() {
		f := p.Functions[key]
		for _, s := range f.Statements() {
			if slices.ContainsFunc(sections, func(c section) bool { return slices.Contains(c.effects, s.Effect) }) {
				continue
			}
			text := strings.Join(append([]string{s.Text}, s.Details...), ", ")
			if functions[text] == nil {
				texts = append(texts, text)
			}
			functions[text] = append(functions[text], "`"+short(key)+"`")
		}
	}
	if len(texts) > 0 {
		out.WriteString("\n### Other calls\n\n| What they do | Calls |\n|---|---|\n")
	}
	for _, text := range texts {
		fmt.Fprintf(out, "| %s | %s |\n", text, strings.Join(functions[text], ", "))
	}
}

// hooks tells which functions the library calls around a statement.
func (p part) hooks(out *bytes.Buffer) {
	if len(p.Hooks) > 0 {
		out.WriteString("\n### Hooks\n\n| Functions | Parameters | Results | When |\n|---|---|---|---|\n")
	}
	for _, h := range p.Hooks {
		methods := "any function"
		if len(h.Methods) > 0 {
			methods = codes(h.Methods)
		}
		when := "in the caller's transaction, if there is one"
		if h.In == "own" {
			when = "in the statement's own transaction, before it commits"
		}
		if h.OwnUnset != "" {
			when += "; not if `" + short(h.OwnUnset) + "` is set"
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", methods, codes(h.Params), codes(h.Results), when)
	}
}

// codes lists names, those of the library's packages without them.
func codes(names []string) string {
	var out []string
	for _, name := range names {
		out = append(out, "`"+short(name)+"`")
	}
	return strings.Join(out, ", ")
}

// short is a name without the library's package.
func short(name string) string { return strings.ReplaceAll(name, "$.", "") }

// remark is what follows a statement: a note, and where it comes from.
func remark(note, source string) string {
	out := ""
	if note != "" {
		out = ". " + strings.TrimSuffix(note, ".")
	}
	if source != "" {
		out += " ([source](" + source + "))"
	}
	return out
}
