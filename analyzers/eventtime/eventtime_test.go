package eventtime_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventtime"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", eventtime.Rule) }
