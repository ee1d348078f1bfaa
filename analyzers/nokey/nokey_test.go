package nokey_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/nokey"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", nokey.Rule) }
