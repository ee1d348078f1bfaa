package pii_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/pii"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", pii.Rule) }
