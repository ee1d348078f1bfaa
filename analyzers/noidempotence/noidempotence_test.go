package noidempotence_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/noidempotence"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", noidempotence.Rule) }
