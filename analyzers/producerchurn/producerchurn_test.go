package producerchurn_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/producerchurn"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", producerchurn.Rule) }
