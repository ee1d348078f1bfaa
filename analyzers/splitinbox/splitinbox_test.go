package splitinbox_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/splitinbox"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", splitinbox.Rule) }
