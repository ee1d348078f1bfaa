package txpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/txpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", txpublish.Rule) }
