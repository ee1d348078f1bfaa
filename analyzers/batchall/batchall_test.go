package batchall_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/batchall"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", batchall.Rule) }
