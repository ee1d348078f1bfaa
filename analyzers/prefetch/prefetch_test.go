package prefetch_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/prefetch"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", prefetch.Rule) }
