package readafterpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/readafterpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", readafterpublish.Rule) }
