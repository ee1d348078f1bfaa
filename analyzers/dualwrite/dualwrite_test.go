package dualwrite_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/dualwrite"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", dualwrite.Rule) }
