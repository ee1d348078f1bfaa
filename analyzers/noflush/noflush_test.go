package noflush_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/noflush"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", noflush.Rule) }
