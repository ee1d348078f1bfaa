package deprecated_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/deprecated"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", deprecated.Rule) }
