package commiterr_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/commiterr"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/ruletest"
)

const src = "../../testdata/src"

func TestFixtures(t *testing.T) { ruletest.Run(t, src, commiterr.Rule) }

// TestFixMakesTheGoodExample carries out all fixes in the documentation's example.
func TestFixMakesTheGoodExample(t *testing.T) {
	t.Parallel()
	const file = "commiterr/doc/doc.go"
	content, err := os.ReadFile(filepath.Join(src, file))
	if err != nil {
		t.Fatal(err)
	}
	var edits []finding.Edit
	for _, f := range commiterr.Rule.Find(ruletest.Load(t, src, "commiterr").Program) {
		for _, fix := range f.Fixes {
			if f.Position.File == file {
				edits = append(edits, fix.Edits...)
			}
		}
	}
	fixed, err := finding.Rewrite(content, edits)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(fixed), "\tif err := tx.Commit(ctx); err != nil {\n\t\treturn err\n\t}\n\treturn s.writer"); n != 2 {
		t.Errorf("%d functions check the commit, want 2:\n%s", n, fixed)
	}
}

// TestFixOnlyWhereNothingElseChanges: a comment of the fixture says which findings have a fix.
func TestFixOnlyWhereNothingElseChanges(t *testing.T) {
	t.Parallel()
	fixable := map[string]bool{"one": true, "called": true, "own": true}
	seen := 0
	for _, f := range commiterr.Rule.Find(ruletest.Load(t, src, "commiterr").Program) {
		name, ok := strings.CutPrefix(f.Symbol, "commiterr/fixes.")
		if !ok {
			continue // of another fixture
		}
		seen++
		if got := len(f.Fixes) > 0; got != fixable[name] {
			t.Errorf("%s has a fix: %v, want %v", name, got, fixable[name])
		}
	}
	if seen != 12 {
		t.Errorf("%d findings, want 12", seen)
	}
}
