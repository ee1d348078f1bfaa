package analyzers

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/rule"
)

var name = regexp.MustCompile(`^[a-z]{3,16}$`)

// TestRulesObeyTheLaws checks what holds for every rule: where it lies, what its text says, and that it can be listed and explained.
func TestRulesObeyTheLaws(t *testing.T) {
	t.Parallel()
	for _, r := range All() {
		if !name.MatchString(r.Name) {
			t.Errorf("%s: the name is not 3 to 16 small letters", r.Name)
		}
		for _, file := range []string{"doc.go", r.Name + ".go", r.Name + "_test.go", filepath.Join("..", "..", "testdata", "src", r.Name, "doc", "doc.go")} {
			if _, err := os.Stat(filepath.Join(r.Name, file)); err != nil {
				t.Errorf("%s: %v", r.Name, err)
			}
		}
		if !slices.Contains(rule.Families(), r.Family) {
			t.Errorf("%s: family %q is unknown", r.Name, r.Family)
		}
		if r.Severity.Rank() == 0 {
			t.Errorf("%s: severity %q is unknown", r.Name, r.Severity)
		}
		if r.Since == "" || r.Find == nil {
			t.Errorf("%s: no version or no function", r.Name)
		}
		if paragraphs := strings.Split(strings.TrimSpace(r.Doc), "\n\n"); len(paragraphs) < 3 {
			t.Errorf("%s: doc.go does not say what it finds, what breaks and how to repair it, a paragraph each", r.Name)
		}
		if s := r.Summary(); !strings.HasPrefix(s, "Finds ") || len(s) > 120 {
			t.Errorf(`%s: summary does not begin with "Finds", or is longer than 120 characters: %s`, r.Name, s)
		}
		if w := r.Why(); len(w) > 160 {
			t.Errorf("%s: the sentence on what breaks is longer than 160 characters: %s", r.Name, w)
		}
	}
}

func TestRulesAreSortedAndComplete(t *testing.T) {
	t.Parallel()
	var names []string
	for _, r := range All() {
		names = append(names, r.Name)
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("rules are not sorted, or named twice: %v", names)
	}
	docs, err := filepath.Glob(filepath.Join("*", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		if dir := filepath.Dir(doc); dir != "rule" && !slices.Contains(names, dir) {
			t.Errorf("analyzers/%s is a rule that is not listed", dir)
		}
	}
}
