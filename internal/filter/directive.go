package filter

import (
	"cmp"
	"go/ast"
	"go/token"
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// Directive is one //buslint:ignore comment.
type Directive struct {
	Package string
	Module  string // as in finding.Position
	File    string
	Line    int
	Column  int
	End     int // column behind it
	Rules   []string
	Reason  string
}

// Compare orders directives by place.
func (d Directive) Compare(e Directive) int {
	return cmp.Or(cmp.Compare(d.Module, e.Module), cmp.Compare(d.File, e.File), cmp.Compare(d.Line, e.Line), cmp.Compare(d.Column, e.Column))
}

// Comment is how a comment begins that ignores findings.
const Comment = "//buslint:ignore"

var ignoreComment = lazyregexp.New(`^` + Comment + `(?:\s+(\S+))?(?:\s+(.*))?$`)

// Directives collects the //buslint:ignore comments of a file. in says where it stands: package, module and name. Where the compiler got another file in place
// of the one that somebody wrote, positions are adjusted to that.
func Directives(fset *token.FileSet, f *ast.File, in Directive, adjusted bool) []Directive {
	var out []Directive
	for _, g := range f.Comments {
		for _, c := range g.List {
			m := ignoreComment.FindStringSubmatch(c.Text)
			if m == nil {
				continue // another comment
			}
			pos := fset.PositionFor(c.Pos(), adjusted)
			d := in
			d.Line, d.Column, d.End, d.Reason = pos.Line, pos.Column, pos.Column+len(c.Text), strings.TrimSpace(m[2])
			if m[1] != "" {
				d.Rules = strings.Split(m[1], ",")
			}
			out = append(out, d)
		}
	}
	return out
}
