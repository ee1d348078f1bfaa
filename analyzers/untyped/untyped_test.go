package untyped_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/untyped"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", untyped.Rule) }
