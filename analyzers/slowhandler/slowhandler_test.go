package slowhandler_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/slowhandler"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", slowhandler.Rule) }

// A program that allows rebalances is another program.
func TestFixturesThatAllowRebalances(t *testing.T) {
	r := slowhandler.Rule
	r.Name = "slowhandler-allowed"
	ruletest.Run(t, "../../testdata/src", r)
}
