package noeventid_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/noeventid"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", noeventid.Rule) }
