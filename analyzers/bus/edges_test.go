package bus_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/ruletest"
)

const src = "../../testdata/src"

// TestEdges compares the edges of a fixture with its comments: direction, topic, payload, confidence.
func TestEdges(t *testing.T) {
	t.Parallel()
	got := map[string][]string{}
	for _, e := range catalog.New(ruletest.Load(t, src, "edges").Edges()).Edges {
		at := fmt.Sprintf("%s:%d", e.Position.File, e.Position.Line)
		topic := "unknown"
		if e.Topic.Certainty != catalog.Unknown {
			topic = fmt.Sprintf("%q", e.Topic.Name)
		}
		payload := e.Payload
		if payload == "" {
			payload = "-"
		}
		text := fmt.Sprintf("%s %s %s %s", e.Direction, topic, payload, e.Confidence)
		if e.Outbox {
			text += " outbox"
		}
		if strings.Contains(e.Topic.Name, "{}") != (e.Topic.Certainty == catalog.Pattern) {
			t.Errorf("%s: topic %q is %s", at, e.Topic.Name, e.Topic.Certainty)
		}
		got[at] = append(got[at], text)
	}
	if diff := cmp.Diff(wanted(t, filepath.Join(src, "edges")), got); diff != "" {
		t.Error(diff)
	}
}

// wanted reads the edges that comments tell of, by file and line.
func wanted(t *testing.T, dir string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(src, file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if _, text, found := strings.Cut(line, "// edge: "); found {
				out[fmt.Sprintf("%s:%d", filepath.ToSlash(rel), i+1)] = strings.Split(text, "; ")
			}
		}
	}
	return out
}
