package asyncctx_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/asyncctx"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", asyncctx.Rule) }
