package mismatch_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/mismatch"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", mismatch.Rule) }
