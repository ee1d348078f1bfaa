package commiterr_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/commiterr"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", commiterr.Rule) }
