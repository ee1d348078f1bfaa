package keyignored_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/keyignored"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", keyignored.Rule) }
