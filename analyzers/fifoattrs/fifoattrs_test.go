package fifoattrs_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/fifoattrs"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", fifoattrs.Rule) }

// A program that creates a queue which deduplicates by content.
func TestContentBased(t *testing.T) {
	r := fifoattrs.Rule
	r.Name = "fifoattrs-content"
	ruletest.Run(t, "../../testdata/src", r)
}

// A program that sets no group anywhere.
func TestMetadata(t *testing.T) {
	r := fifoattrs.Rule
	r.Name = "fifoattrs-metadata"
	ruletest.Run(t, "../../testdata/src", r)
}
