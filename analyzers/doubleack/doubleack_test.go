package doubleack_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/doubleack"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", doubleack.Rule) }
