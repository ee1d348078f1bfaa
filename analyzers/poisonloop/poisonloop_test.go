package poisonloop_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/poisonloop"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", poisonloop.Rule) }
