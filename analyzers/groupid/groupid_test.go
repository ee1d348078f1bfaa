package groupid_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/groupid"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", groupid.Rule) }
