package commandevent_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/commandevent"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", commandevent.Rule) }
