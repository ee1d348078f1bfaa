package oncommithook_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/oncommithook"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", oncommithook.Rule) }
