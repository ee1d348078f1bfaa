package dyntopic_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/dyntopic"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", dyntopic.Rule) }
