package weakacks_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/weakacks"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", weakacks.Rule) }
