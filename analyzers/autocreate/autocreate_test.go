package autocreate_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/autocreate"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", autocreate.Rule) }
