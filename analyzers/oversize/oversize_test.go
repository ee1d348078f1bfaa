package oversize_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/oversize"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", oversize.Rule) }
