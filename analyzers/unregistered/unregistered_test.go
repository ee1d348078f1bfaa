package unregistered_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/unregistered"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", unregistered.Rule) }
