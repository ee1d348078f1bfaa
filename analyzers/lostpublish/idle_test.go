package lostpublish_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/lostpublish"
	"github.com/buslint/buslint/internal/ruletest"
)

func TestCodeThatNeverRunsIsAdvice(t *testing.T) {
	for _, program := range []string{"idle", "idle.example"} {
		ruletest.RunProgram(t, "../../testdata/src", program, lostpublish.Rule)
	}
}
