package lostbatch_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/lostbatch"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", lostbatch.Rule) }
