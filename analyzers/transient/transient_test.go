package transient_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/transient"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/ruletest"
)

const src = "../../testdata/src"

func TestFixtures(t *testing.T) { ruletest.Run(t, src, transient.Rule) }

// TestWithoutAQueueItIsAdvice reads a program that publishes to a durable exchange and declares no queue: others may keep nothing of it.
func TestWithoutAQueueItIsAdvice(t *testing.T) {
	t.Parallel()
	ruletest.RunProgram(t, src, "transient-exchange", transient.Rule)
}

// TestFixMakesMessagesPersistent carries out all fixes in two fixtures.
func TestFixMakesMessagesPersistent(t *testing.T) {
	t.Parallel()
	edits := map[string][]finding.Edit{}
	for _, f := range transient.Rule.Find(ruletest.Load(t, src, "transient").Program) {
		for _, fix := range f.Fixes {
			file := fix.Edits[0].Position.File
			edits[file] = append(edits[file], fix.Edits...)
		}
	}
	for file, want := range map[string]string{
		"transient/doc/doc.go":       "amqp.Publishing{DeliveryMode: amqp.Persistent, Body: event}) // want",
		"transient/fixes/fixes.go":   "\t\tDeliveryMode: rabbit.Persistent,\n\t\tContentType: \"application/json\",\n",
		"transient/rabbit/rabbit.go": "return amqp.Publishing{DeliveryMode: amqp.Persistent, Body: event}",
	} {
		content, err := os.ReadFile(filepath.Join(src, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		fixed, err := finding.Rewrite(content, edits[file])
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(fixed), want) {
			t.Errorf("%s lacks %q:\n%s", file, want, fixed)
		}
	}
}
