package txretry_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/txretry"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", txretry.Rule) }
