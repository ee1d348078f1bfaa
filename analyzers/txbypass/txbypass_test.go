package txbypass_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/txbypass"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", txbypass.Rule) }
