package transient_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/transient"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", transient.Rule) }
