package nonidempotent_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/nonidempotent"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", nonidempotent.Rule) }

// Programs of which the whole says that nothing is repeated: a middleware, tables that they make.
func TestPrograms(t *testing.T) {
	for _, name := range []string{"nonidempotent-middleware", "nonidempotent-made"} {
		r := nonidempotent.Rule
		r.Name = name
		ruletest.Run(t, "../../testdata/src", r)
	}
}
