// Package docgen writes the pages of the documentation that follow from the code: one for each rule, from its doc.go and the example in its fixtures,
// one for each file of models, and lists of all.
package docgen

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/buslint/buslint/analyzers/rule"
)

const generated = "<!-- Written by `make docs` from %s. -->\n"

// Pages returns the pages by their names in the docs folder. fixtures is testdata/src.
func Pages(rules []rule.Rule, fixtures fs.FS) (map[string][]byte, error) {
	pages := map[string][]byte{"rules.md": list(rules)}
	for _, r := range rules {
		page, err := rulePage(r, fixtures)
		if err != nil {
			return nil, fmt.Errorf("write page of %s: %w", r.Name, err)
		}
		pages["rules/"+r.Name+".md"] = page
	}
	return pages, nil
}

func list(rules []rule.Rule) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# Rules\n\n"+generated, "the rules' doc.go")
	for _, family := range rule.Families() {
		first := true
		for _, r := range rules {
			if r.Family != family {
				continue
			}
			if first {
				fmt.Fprintf(&out, "\n## %s\n\n| Rule | Severity | Default | |\n|---|---|---|---|\n", family)
				first = false
			}
			fmt.Fprintf(&out, "| [%s](rules/%s.md) | %s | %s | %s |\n", r.Name, r.Name, r.Severity, onOff(r), strings.ReplaceAll(r.Summary(), "|", `\|`))
		}
	}
	out.WriteString("\nSeverity is the worst that a rule tells of: *error* loses, duplicates or corrupts on a path that can be shown, *warning* depends on something that\n" +
		"the analysis cannot see, *info* is advice. [accuracy.md](accuracy.md) says how often each rule was right, which decides whether it is on.\n")
	return out.Bytes()
}

func onOff(r rule.Rule) string {
	if r.Default {
		return "on"
	}
	return "off"
}

func rulePage(r rule.Rule, fixtures fs.FS) ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# %s\n\n"+generated, r.Name, "analyzers/"+r.Name+"/doc.go and testdata/src/"+r.Name+"/doc")
	fmt.Fprintf(&out, "\n| Family | Severity | Default | Since |\n|---|---|---|---|\n| %s | %s | %s | %s |\n\n", r.Family, r.Severity, onOff(r), r.Since)
	out.Write((&comment.Printer{}).Markdown((&comment.Parser{}).Parse(r.Doc)))
	if err := example(&out, fixtures, path.Join(r.Name, "doc", "doc.go")); err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "\n## Settings\n\n"+
		"```yaml\n# .buslint.yml\nrules:\n  %s: %s # error, warning, info, on or off\n```\n\n"+
		"To keep one place as it is, say why, on its line or the line above:\n\n"+
		"```go\n//buslint:ignore %s the reason\n```\n", r.Name, r.Severity, r.Name)
	return out.Bytes(), nil
}

// example prints the functions of a fixture whose names begin with "bad" and "good". A rule without a fixture has no example.
func example(out *bytes.Buffer, fixtures fs.FS, name string) error {
	source, err := fs.ReadFile(fixtures, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, source, parser.ParseComments)
	if err != nil {
		return err
	}
	for _, kind := range []struct{ prefix, title string }{{"bad", "Wrong"}, {"good", "Right"}} {
		first := true
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(strings.ToLower(fn.Name.Name), kind.prefix) {
				continue
			}
			if first {
				fmt.Fprintf(out, "\n## %s\n", kind.title)
				first = false
			}
			code, err := function(fset, fn, source)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "\n```go\n%s\n```\n", code)
		}
	}
	return nil
}

var want = regexp.MustCompile(`[ \t]*// want ("(?:[^"\\]|\\.)*"\s*)+`)

// function is a function as it stands in the source, without the comments that are for the test.
func function(fset *token.FileSet, fn *ast.FuncDecl, source []byte) ([]byte, error) {
	from := fn.Pos()
	if fn.Doc != nil {
		from = fn.Doc.Pos()
	}
	text := source[fset.Position(from).Offset:fset.Position(fn.End()).Offset]
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		lines[i] = want.ReplaceAllString(line, "")
	}
	return format.Source([]byte(strings.Join(lines, "\n")))
}
