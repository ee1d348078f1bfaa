package thinevent_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/thinevent"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", thinevent.Rule) }
