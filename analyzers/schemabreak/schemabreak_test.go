package schemabreak_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/schemabreak"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", schemabreak.Rule) }
