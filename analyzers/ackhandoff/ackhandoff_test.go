package ackhandoff_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ackhandoff"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", ackhandoff.Rule) }
