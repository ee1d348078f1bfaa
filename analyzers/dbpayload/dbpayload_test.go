package dbpayload_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/dbpayload"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", dbpayload.Rule) }
