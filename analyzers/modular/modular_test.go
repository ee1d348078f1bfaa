package modular

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/buslint/buslint/finding"
)

func TestFixesBecomeThoseOfTheHost(t *testing.T) {
	t.Parallel()
	const content = "package a\n\nvar x = 1\n"
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "/src/a/a.go", content, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := func(file string, column int) finding.Position {
		return finding.Position{File: file, Line: 3, Column: column}
	}
	edit := finding.Edit{Position: at("a/a.go", 9), End: at("a/a.go", 10), New: "2"}
	elsewhere := finding.Edit{Position: at("b/b.go", 9), End: at("b/b.go", 10), New: "2"}
	got := suggested(fset, map[string]*ast.File{"a/a.go": f}, []finding.Fix{
		{Text: "Take two", Edits: []finding.Edit{edit}},
		{Text: "Take two everywhere", Edits: []finding.Edit{edit, elsewhere}},
	})
	if len(got) != 1 || got[0].Message != "Take two" || len(got[0].TextEdits) != 1 {
		t.Fatalf("fixes are %+v, want the first with its edit", got)
	}
	e := got[0].TextEdits[0]
	file := fset.File(f.FileStart)
	if text := content[file.Offset(e.Pos):file.Offset(e.End)]; text != "1" || string(e.NewText) != "2" {
		t.Errorf("%q becomes %q, want 1 to become 2", text, e.NewText)
	}
}
