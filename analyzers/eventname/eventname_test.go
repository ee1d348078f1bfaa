package eventname_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", eventname.Rule) }
