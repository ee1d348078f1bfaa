package callback_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/callback"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", callback.Rule) }
