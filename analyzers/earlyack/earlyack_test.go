package earlyack_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/earlyack"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", earlyack.Rule) }
