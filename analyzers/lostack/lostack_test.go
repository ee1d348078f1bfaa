package lostack_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/lostack"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", lostack.Rule) }
