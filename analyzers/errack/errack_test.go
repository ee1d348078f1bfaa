package errack_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/errack"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", errack.Rule) }
