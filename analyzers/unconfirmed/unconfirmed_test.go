package unconfirmed_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/unconfirmed"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", unconfirmed.Rule) }
