package corenats_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/corenats"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", corenats.Rule) }
