package outboxbypass_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/outboxbypass"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", outboxbypass.Rule) }
