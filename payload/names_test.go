package payload

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// All ids in the code have names, and all names an id in the code.
func TestEachIDHasAName(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^([AJP]\d\d|(ENUM|FIELD|FILE|MESSAGE|RESERVED)_[A-Z_]+)$`)
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") || f.Name() == "names.go" {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if id, err := strconv.Unquote(l.Value); err == nil && form.MatchString(id) {
					used[id] = true
				}
			}
			return true
		})
	}
	for _, id := range sortedKeys(used) {
		if Name(id) == "" {
			t.Errorf("%s has no name", id)
		}
	}
	for _, id := range sortedKeys(names) {
		if !used[id] {
			t.Errorf("%s is not used", id)
		}
	}
	for _, id := range sortedKeys(fixes) {
		if id != "" && !used[id] {
			t.Errorf("the fix of %s is not used", id)
		}
	}
}
