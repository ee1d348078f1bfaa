package txcall_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/txcall"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", txcall.Rule) }
