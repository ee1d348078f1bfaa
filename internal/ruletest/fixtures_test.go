package ruletest

import (
	"testing"

	"github.com/buslint/buslint/analyzers"
)

func TestFixtures(t *testing.T) {
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			Run(t, src, r)
		})
	}
}
