package foreignpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/foreignpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", foreignpublish.Rule) }
