package driver

import (
	"testing"

	"github.com/buslint/buslint/analyzers/mismatch"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/analyzers/schemabreak"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// TestShapesAreWorkedOutIfNeeded: they cost a look at the types of packages that may come from the cache.
func TestShapesAreWorkedOutIfNeeded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		rule  rule.Rule
		state catalog.State
		want  bool
	}{
		{"no lock, no base", schemabreak.Rule, catalog.State{}, false},
		{"a lock", schemabreak.Rule, catalog.State{Locks: map[string]payload.History{"e": {}}}, true},
		{"a base", schemabreak.Rule, catalog.State{Base: &catalog.Revision{}}, true},
		{"consumers of the same program", mismatch.Rule, catalog.State{}, true},
		{"no shapes", rule.Rule{}, catalog.State{Base: &catalog.Revision{}}, false},
	} {
		if got := compares([]rule.Rule{c.rule}, c.state); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
