package ormhook_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ormhook"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", ormhook.Rule) }

// A program that sets SkipDefaultTransaction is another program.
func TestFixturesWithoutDefaultTransaction(t *testing.T) {
	r := ormhook.Rule
	r.Name = "ormhook-unset"
	ruletest.Run(t, "../../testdata/src", r)
}
