package cli

import (
	"bytes"
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/filter"
)

// reading returns a file of a revision by its path in the repository, nil where there is none.
type reading func(name string) ([]byte, error)

// silences lists what a change adds below a module's folder that keeps buslint from telling something, and what configures it there. It reads files and
// nothing else, whatever they hold: neither is code loaded, nor does the configuration need to be right. root is relative to the repository.
func (a *app) silences(ctx context.Context, c *changes, root string, before, now reading) ([]checklist.Silence, error) {
	builtin, err := checklist.Builtin(a.names())
	if err != nil {
		return nil, err
	}
	out, err := ignores(ctx, c, root, now)
	if err != nil {
		return nil, err
	}
	for _, f := range configuring(root, now) {
		was, err := f.lines(before)
		if err != nil {
			return nil, err
		}
		is, err := f.lines(now)
		if err != nil {
			return nil, err
		}
		there, asked := map[string]int{}, map[string]bool{}
		for _, q := range builtin {
			asked[q.ID] = true
		}
		for _, l := range was {
			there[l.same]++
			asked[l.question] = true
		}
		for _, l := range is {
			if there[l.same]--; there[l.same] < 0 && (l.question == "" || asked[l.question]) { // one more question silences nothing
				out = append(out, checklist.Silence{Kind: l.kind, At: place(root, f.name, l.line), Text: l.text})
			}
		}
	}
	return out, nil
}

// place is a line of a file of the repository as findings of a module name it.
func place(root, name string, line int) finding.Position {
	rel, err := filepath.Rel(filepath.FromSlash(root), filepath.FromSlash(name))
	if err != nil {
		panic(err) // both are relative
	}
	return finding.Position{File: filepath.ToSlash(rel), Line: line, Column: 1}
}

// ignores lists the //buslint:ignore comments on lines that a change adds.
func ignores(ctx context.Context, c *changes, root string, now reading) ([]checklist.Silence, error) {
	names, err := c.naming(ctx, filter.Comment)
	if err != nil {
		return nil, err
	}
	var out []checklist.Silence
	for _, name := range names {
		if !inPackage(root, name) {
			continue
		}
		data, err := now(name)
		if err != nil {
			return nil, err
		}
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, name, data, parser.ParseComments|parser.SkipObjectResolution) // who loads the code tells of mistakes
		if file == nil {
			continue // it is no Go
		}
		for _, d := range filter.Directives(fset, file, filter.Directive{File: name}, false) {
			if d.Reason == "" || len(d.Rules) == 0 {
				continue // it ignores nothing
			}
			added, err := c.touches(ctx, name, span{d.Line, d.Line})
			if err != nil {
				return nil, err
			}
			if added {
				out = append(out, checklist.Silence{Kind: checklist.Ignores, At: place(root, name, d.Line), Text: strings.Join(d.Rules, ",") + " " + d.Reason})
			}
		}
	}
	return out, nil
}

// inPackage tells whether a file may belong to a package below a folder: go commands leave out what is named otherwise.
func inPackage(root, name string) bool {
	rel, below := strings.CutPrefix(name, root+"/")
	if root == "." {
		rel, below = name, true
	}
	return below && strings.HasSuffix(name, ".go") && !slices.ContainsFunc(strings.Split(rel, "/"), func(dir string) bool {
		return dir == "testdata" || dir == "vendor" || strings.HasPrefix(dir, "_") || strings.HasPrefix(dir, ".")
	})
}

// settingFile is a file that says what is told or asked.
type settingFile struct {
	name string // path in the repository
	read func(data []byte) []settingLine
}

// settingLine is a line of such a file: what it says, and what tells it apart from others.
type settingLine struct {
	kind       checklist.SilenceKind
	line       int
	text, same string
	question   string // its id, if it is one
}

// configuring lists the files that say what is told or asked of a module.
func configuring(root string, now reading) []settingFile {
	out := []settingFile{{path.Join(root, baseline.File), baselined}}
	for dir := root; ; dir = path.Dir(dir) {
		name := path.Join(dir, config.Name)
		out = append(out, settingFile{path.Join(dir, checklist.File), settings}, settingFile{name, settings})
		if data, err := now(name); err == nil {
			if inferred := inferredFile(data); inferred != "" && filepath.IsLocal(path.Join(dir, inferred)) {
				out = append(out, settingFile{path.Join(dir, inferred), modelled})
			}
		}
		if dir == "." {
			return out
		}
	}
}

func (f settingFile) lines(read reading) ([]settingLine, error) {
	data, err := read(f.name)
	if err != nil {
		return nil, fmt.Errorf("compare settings: %w", err)
	}
	return f.read(data), nil
}

// documents reads the YAML documents of a file as far as they can be read.
func documents(data []byte) []*yaml.Node {
	var out []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		if err := d.Decode(&doc); err != nil {
			return out // at its end, or at a mistake that is told when it is read in earnest
		}
		out = append(out, doc.Content...)
	}
}

// pairs calls f for each pair of a mapping, and for nothing else.
func pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i], n.Content[i+1])
	}
}

// settings lists what a .buslint.yml or a checklist says: the elements of its lists, the pairs of its mappings, its values, and the parts of its models.
func settings(data []byte) []settingLine {
	var out []settingLine
	for _, doc := range documents(data) {
		pairs(doc, func(key, value *yaml.Node) {
			add := func(line int, text string) {
				out = append(out, settingLine{kind: checklist.Configured, line: line, text: text, same: text})
			}
			switch {
			case key.Value == "version" || key.Value == "enable": // nothing is silenced by more rules
			case key.Value == "models" && value.Kind == yaml.SequenceNode:
				for _, library := range value.Content {
					out = append(out, describing(library)...)
				}
			case value.Kind == yaml.SequenceNode:
				for _, item := range value.Content {
					add(item.Line, key.Value+": "+inline(item))
					if key.Value == "questions" {
						out[len(out)-1].question = valueOf(item, "id")
					}
				}
			case value.Kind == yaml.MappingNode:
				pairs(value, func(k, v *yaml.Node) { add(k.Line, key.Value+": "+inline(k)+": "+inline(v)) })
			default:
				add(key.Line, key.Value+": "+inline(value))
			}
		})
	}
	return out
}

// modelled lists the parts of a file of models.
func modelled(data []byte) []settingLine {
	var out []settingLine
	for _, doc := range documents(data) {
		out = append(out, describing(doc)...)
	}
	return out
}

// describing lists what one model says: of each function and type, and in which packages.
func describing(library *yaml.Node) []settingLine {
	var out []settingLine
	name := valueOf(library, "library")
	add := func(line int, text string) {
		text = strings.TrimSpace(name + " " + text)
		out = append(out, settingLine{kind: checklist.Modelled, line: line, text: text, same: text})
	}
	pairs(library, func(key, value *yaml.Node) {
		switch {
		case key.Value == "library" || key.Value == "source":
		case value.Kind == yaml.MappingNode:
			pairs(value, func(k, v *yaml.Node) { add(k.Line, inline(k)+": "+inline(v)) })
		default:
			add(key.Line, key.Value+": "+inline(value))
		}
	})
	return out
}

// baselined lists the entries of a baseline.
func baselined(data []byte) []settingLine {
	entries, err := baseline.Parse(baseline.File, data)
	if err != nil {
		return nil // it is told when it is read in earnest
	}
	var out []settingLine
	for _, e := range entries {
		out = append(out, settingLine{kind: checklist.Baselined, line: e.Line(), text: fmt.Sprintf("%s in %s: %s", e.Rule, e.File, e.Text), same: e.Fingerprint})
	}
	return out
}

// inferredFile is the name of the file of models that a configuration names.
func inferredFile(data []byte) string {
	for _, doc := range documents(data) {
		return valueOf(doc, "inferred")
	}
	return ""
}

// valueOf is a text of a mapping, "" if it has none.
func valueOf(n *yaml.Node, key string) string {
	text := ""
	pairs(n, func(k, v *yaml.Node) {
		if k.Value == key {
			text = v.Value
		}
	})
	return text
}

// inline writes a node on one line, without its comments.
func inline(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		var out []string
		pairs(n, func(key, value *yaml.Node) { out = append(out, inline(key)+": "+inline(value)) })
		return "{" + strings.Join(out, ", ") + "}"
	case yaml.SequenceNode:
		var out []string
		for _, item := range n.Content {
			out = append(out, inline(item))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case yaml.AliasNode:
		return "*" + n.Value
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

// naming lists the files of a change in which lines with a text were added or taken out, and those that are new.
func (c *changes) naming(ctx context.Context, text string) ([]string, error) {
	listed, err := c.diff(ctx, append([]string{"--name-only", "-z", "-G" + text}, c.revisions()...)...)
	if err != nil {
		return nil, fmt.Errorf("look for %s: %w", text, err)
	}
	out := strings.Split(strings.TrimSuffix(listed, "\x00"), "\x00")
	out = slices.AppendSeq(out, maps.Keys(c.added))
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(name string) bool { return !c.added[name] && c.old[name] == "" }), nil
}
