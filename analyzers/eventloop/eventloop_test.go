package eventloop_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventloop"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", eventloop.Rule) }
