package unversioned_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/unversioned"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", unversioned.Rule) }
