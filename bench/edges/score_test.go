package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

func TestReadRowsLeavesOutWhatIsNoEdge(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a+b.tsv")
	line := func(class, rule, confidence, note string) string {
		return strings.Join([]string{"a/b", "abc", class, rule, "x.go", "7", "F", confidence, note}, "\t") + "\n"
	}
	text := line("event", "publish", "sure", "topic=orders (outbox); payload=*Placed; lib=x") +
		line("event", "publish", "likely", "topic=b") + line("finding", "lostpublish", "sure", "") + line("event", "publish", "sure", "wrapper-inner; topic=param") +
		line("event", "consume", "sure", "handler; topic=orders")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readRows(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []row{{catalog.Publish, "x.go", 7, "orders (outbox)", "*Placed", "topic=orders (outbox); payload=*Placed; lib=x"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Error(diff)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	r := row{direction: catalog.Publish, file: "x.go", line: 10, topic: "orders.eu (by region)", payload: "*shop.Placed"}
	e := func(line int, topic, payload string) catalog.Edge {
		c := catalog.Pattern
		if topic == "" {
			c = catalog.Unknown
		}
		return catalog.Edge{Direction: catalog.Publish, Topic: catalog.Topic{Certainty: c, Name: topic}, Payload: payload, Position: finding.Position{File: "x.go", Line: line}}
	}
	for _, tt := range []struct {
		name  string
		edges []catalog.Edge
		want  verdict
	}{
		{"all", []catalog.Edge{e(13, "orders.{}", "example.com/shop.Placed")}, verdict{true, true, true}},
		{"too far", []catalog.Edge{e(14, "orders.{}", "example.com/shop.Placed")}, verdict{}},
		{"unknown topic", []catalog.Edge{e(10, "", "example.com/shop.Placed")}, verdict{true, false, true}},
		{"another topic and payload", []catalog.Edge{e(10, "paid", "example.com/shop.PlacedV2")}, verdict{true, false, false}},
		{"nothing but holes", []catalog.Edge{e(10, "{}.{}", "")}, verdict{true, false, false}},
	} {
		if got := judge(r, tt.edges); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}
