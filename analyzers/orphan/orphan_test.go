package orphan_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/orphan"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", orphan.Rule) }
