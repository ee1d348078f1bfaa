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

// TestFormats asks for the shapes of what is written by schemas, and for the names of fields in them.
func TestFormats(t *testing.T) {
	t.Parallel()
	p := ruletest.Load(t, src, "edges/formats")
	p.Shape(nil) // without those that follow from types
	c := p.Catalogue(nil)
	got := map[string]string{}
	for _, e := range c.Edges {
		shape := "no shape"
		if s := c.Shapes[e.Shape]; s != nil {
			shape = string(s.Codec)
		}
		text := e.Format + ", " + shape
		for _, f := range e.Fields {
			text += " " + f.Name
		}
		if known, ok := got[e.Topic.Name]; ok && known != text {
			t.Errorf("%s: %s, and %s", e.Topic.Name, known, text)
		}
		got[e.Topic.Name] = text
	}
	want := map[string]string{
		"placed":   "avro, avro cents order_id",
		"paid":     "avro, avro order_id",
		"shipped":  "jsonv2, no shape id note",
		"closed":   "avro, no shape ID",
		"returned": "avro, avro order_id",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestResolved compares what decides on topics and keys of a fixture with its comments.
func TestResolved(t *testing.T) {
	t.Parallel()
	got := map[string][]string{}
	for _, e := range ruletest.Load(t, src, "resolved").Edges() {
		at := fmt.Sprintf("%s:%d", e.Position.File, e.Position.Line)
		topic := "unknown"
		if e.Topic.Certainty != catalog.Unknown {
			topic = fmt.Sprintf("%q", e.Topic.Name)
		}
		got[at] = append(got[at], fmt.Sprintf("%s %s %s", e.Direction, topic, e.Topic.Resolved))
		if e.Key.By != "" {
			got[at] = append(got[at], "key "+e.Key.String())
		}
	}
	if diff := cmp.Diff(wanted(t, filepath.Join(src, "resolved")), got); diff != "" {
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

// TestEdgesNameFieldsOnTheWire holds the edge of a payload with all kinds of fields against what encoding/json does with them.
func TestEdgesNameFieldsOnTheWire(t *testing.T) {
	t.Parallel()
	edges := ruletest.Load(t, src, "edges/wire").Edges()
	if len(edges) != 1 {
		t.Fatalf("got %d edges, want 1", len(edges))
	}
	var got []string
	for _, f := range edges[0].Fields {
		got = append(got, f.Name+" "+f.Type)
	}
	want := []string{
		"- string",
		"Note struct{Text string}",
		"Placed time.Time",
		"Status edges/wire.Status",
		"address.City string",
		"address.Zip string",
		"audit.By string",
		"id string",
		"lines[].Address.City string",
		"lines[].Address.Zip string",
		"lines[].sku string",
		"parent *edges/wire.Order",
		"prices[].Cents int",
		"total edges/wire.Amount",
		"version int",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReads compares the fields that consumers of a fixture read with its comments.
func TestReads(t *testing.T) {
	t.Parallel()
	got := map[string][]string{}
	for _, e := range ruletest.Load(t, src, "reads").Edges() {
		at := fmt.Sprintf("%s:%d", e.Position.File, e.Position.Line)
		text := "reads " + strings.Join(e.Reads, " ")
		if len(e.Reads) == 0 {
			text = "reads all"
		}
		got[at] = append(got[at], text)
	}
	if diff := cmp.Diff(wanted(t, filepath.Join(src, "reads")), got); diff != "" {
		t.Error(diff)
	}
}
