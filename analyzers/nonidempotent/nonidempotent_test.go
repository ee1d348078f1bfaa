package nonidempotent_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/nonidempotent"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", nonidempotent.Rule) }
