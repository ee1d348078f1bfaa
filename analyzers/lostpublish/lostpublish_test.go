package lostpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/lostpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", lostpublish.Rule) }
