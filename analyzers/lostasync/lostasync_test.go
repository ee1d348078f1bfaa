package lostasync_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/lostasync"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", lostasync.Rule) }
