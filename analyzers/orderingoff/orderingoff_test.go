package orderingoff_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/orderingoff"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", orderingoff.Rule) }

// A program that resumes nothing.
func TestUnresumed(t *testing.T) {
	r := orderingoff.Rule
	r.Name = "orderingoff-unresumed"
	ruletest.Run(t, "../../testdata/src", r)
}
