package driver

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// Problem is a package that could not be read, type-checked or analysed.
type Problem struct {
	Package string
	File    string // as in finding.Position, "" if unknown
	Line    int
	Column  int
	Text    string // one line
}

func (p Problem) String() string {
	if p.File == "" {
		return fmt.Sprintf("%s: %s", p.Package, p.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

func (p Problem) compare(q Problem) int {
	return cmp.Or(cmp.Compare(p.Package, q.Package), cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Text, q.Text))
}

// problem tells of the first thing that is wrong with a package, and how many others there are.
func (r *Result) problem(p *packages.Package) (Problem, bool) {
	errs := slices.DeleteFunc(slices.Clone(p.Errors), func(e packages.Error) bool {
		return strings.HasPrefix(e.Msg, "# ") && len(p.Errors) > 1 // the compiler's own words on the same mistakes
	})
	if len(errs) == 0 {
		return Problem{}, false
	}
	slices.SortStableFunc(errs, func(a, b packages.Error) int { return cmp.Compare(rank(a), rank(b)) })
	first := errs[0]
	text := oneLine(first.Msg)
	if path, _, ok := strings.Cut(strings.TrimPrefix(first.Msg, "could not import "), " ("); ok && p.Imports[path] != nil && len(p.Imports[path].Errors) > 0 {
		text = oneLine(p.Imports[path].Errors[0].Msg) // says what to do
	}
	if n := len(errs) - 1; n > 0 {
		text += fmt.Sprintf(" (and %d more in this package)", n)
	}
	out := Problem{Package: p.PkgPath, Text: text}
	if file, rest, ok := strings.Cut(first.Pos, ":"); ok {
		out.File = r.name(p, file)
		_, _ = fmt.Sscanf(rest, "%d:%d", &out.Line, &out.Column) // what is not there stays 0
	}
	return out, true
}

// rank puts what explains other errors first: what does not parse has types that are missing.
func rank(e packages.Error) int {
	switch e.Kind {
	case packages.ParseError:
		return 0
	case packages.ListError:
		return 1
	}
	return 2
}

// commandWords is what go/packages puts before what the go command says.
var commandWords = lazyregexp.New(`^err: exit status \d+: stderr: (go: )?`)

// loadError tells in one line why the go command lists nothing at all.
func loadError(patterns []string, err error) error {
	if m := commandWords.FindString(err.Error()); m != "" {
		err = errors.New(oneLine(strings.TrimPrefix(err.Error(), m)))
	}
	return fmt.Errorf("%s: %w", strings.Join(slices.Concat([]string{"load packages"}, patterns), " "), err)
}

// nothing tells whether a package only stands for a name that nothing bears.
func nothing(p *packages.Package) bool {
	return p.Name == "" && p.Module == nil && len(p.GoFiles)+len(p.OtherFiles)+len(p.IgnoredFiles) == 0 && len(p.Errors) > 0
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
