package notrace_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/notrace"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", notrace.Rule) }
