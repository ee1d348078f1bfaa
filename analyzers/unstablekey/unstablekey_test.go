package unstablekey_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/unstablekey"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", unstablekey.Rule) }
