package ackskips_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ackskips"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", ackskips.Rule) }
