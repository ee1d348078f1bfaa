package parallelorder_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/parallelorder"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", parallelorder.Rule) }
