package detachedpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/detachedpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", detachedpublish.Rule) }
