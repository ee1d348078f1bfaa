package unstableid_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/unstableid"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", unstableid.Rule) }
