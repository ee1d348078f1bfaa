package nodlq_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/nodlq"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", nodlq.Rule) }

// A program with dead letters.
func TestDead(t *testing.T) {
	r := nodlq.Rule
	r.Name = "nodlq-dead"
	ruletest.Run(t, "../../testdata/src", r)
}
