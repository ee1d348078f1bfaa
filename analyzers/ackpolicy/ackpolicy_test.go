package ackpolicy_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ackpolicy"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", ackpolicy.Rule) }
