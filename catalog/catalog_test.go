package catalog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
)

// edge makes an edge out of words: direction, package, topic, payload.
func edge(dir Direction, pkg, topic, payload string) Edge {
	t := Topic{Certainty: Constant, Name: topic, Source: Call}
	if topic == "" {
		t = Topic{Certainty: Unknown}
	}
	return Edge{
		Direction: dir, Topic: t, Payload: payload, Library: "kafka-go", Package: pkg, Function: pkg + ".Do",
		Position: finding.Position{File: pkg + "/a.go", Line: 3, Column: 2}, Confidence: High, Source: Static,
	}
}

func TestCatalogueIsSortedAndHasEachEdgeOnce(t *testing.T) {
	t.Parallel()
	a, b, c := edge(Publish, "shop", "a", "A"), edge(Publish, "shop", "b", "B"), edge(Consume, "shop", "a", "A")
	want := []Edge{a, b, c}
	for _, in := range [][]Edge{{a, b, c}, {c, b, a, b}, {b, c, a, a}} {
		if diff := cmp.Diff(want, New(in).Edges); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDecodeReadsWhatEncodeWrote(t *testing.T) {
	t.Parallel()
	want := New([]Edge{edge(Consume, "shop", "", "A<b>"), edge(Publish, "shop", "a", "")})
	var b bytes.Buffer
	if err := Encode(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"version": 4}`: "version 4",
		`[]`:             "read catalogue",
		`{"version": 1, "edges": [{"direction": "listen"}]}`: `"listen" is neither`,
	} {
		if _, err := Decode(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	p := func(pkg, topic, payload string) Edge { return edge(Publish, pkg, topic, payload) }
	c := func(pkg, topic, payload string) Edge { return edge(Consume, pkg, topic, payload) }
	for _, tt := range []struct {
		name       string
		base, head []Edge
		want       []string // kind, event, and what it was
	}{
		{"nothing", []Edge{p("a", "t", "T")}, []Edge{p("a", "t", "T")}, nil},
		{"event added", nil, []Edge{p("a", "t", "T"), p("b", "t", "T")}, []string{`event-added T on "t"`, `topic-added "t"`}},
		{"event removed", []Edge{p("a", "t", "T")}, nil, []string{`event-removed T on "t"`}},
		{"topic changed", []Edge{p("a", "t", "T")}, []Edge{p("a", "u", "T")}, []string{`topic-added "u"`, `topic-changed T on "u" was T on "t"`}},
		{"payload changed", []Edge{p("a", "t", "T")}, []Edge{p("a", "t", "U")}, []string{`payload-changed U on "t" was T on "t"`}},
		{"consumer's payload changed", []Edge{c("a", "t", "T")}, []Edge{c("a", "t", "U")}, []string{`payload-changed U on "t" was T on "t"`}},
		{"producer added", []Edge{p("a", "t", "T")}, []Edge{p("a", "t", "T"), p("b", "t", "T")}, []string{`producer-added T on "t"`}},
		{"producer removed", []Edge{p("a", "t", "T"), p("b", "t", "T")}, []Edge{p("b", "t", "T")}, []string{`producer-removed T on "t"`}},
		{"consumer added", nil, []Edge{c("a", "t", "T")}, []string{`topic-added "t"`, `consumer-added T on "t"`}},
		{"consumer removed", []Edge{c("a", "t", "T")}, nil, []string{`consumer-removed T on "t"`}},
		{"which became which is not known", []Edge{p("a", "t", "T")}, []Edge{p("a", "t", "U"), p("a", "t", "V")},
			[]string{`event-added U on "t"`, `event-added V on "t"`, `event-removed T on "t"`}},
		{"nothing known in common", []Edge{p("a", "", "T")}, []Edge{p("a", "", "U")}, []string{`event-added U on an unknown topic`, `event-removed T on an unknown topic`}},
		{"topic became known", []Edge{p("a", "", "T")}, []Edge{p("a", "t", "T")}, []string{`topic-changed T on "t" was T on an unknown topic`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, x := range Diff(New(tt.base), New(tt.head)) {
				s := string(x.Kind) + " " + Event{Topic: x.Topic, Payload: x.Payload}.String()
				if x.Kind == TopicAdded {
					s = fmt.Sprintf("%s %q", x.Kind, x.Topic.Name)
				}
				if x.Was != nil {
					s += " was " + x.Was.String()
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDiffTellsOfAllProducersOfANewEvent(t *testing.T) {
	t.Parallel()
	got := Diff(Catalogue{}, New([]Edge{edge(Publish, "a", "t", "T"), edge(Publish, "b", "t", "T")}))
	if len(got) != 2 || len(got[0].Edges) != 2 || got[1].Kind != TopicAdded || len(got[1].Edges) != 2 {
		t.Errorf("got %v, want an event and its topic, each with both producers", got)
	}
}

func TestDiffIgnoresCodeThatMoves(t *testing.T) {
	t.Parallel()
	base := []Edge{edge(Publish, "a", "t", "T"), edge(Consume, "b", "t", "T")}
	head := slices.Clone(base)
	for i := range head {
		head[i].Function = "a.Renamed"
		head[i].Position = finding.Position{File: "z.go", Line: 99, Column: 1}
		head[i].Topic.Source = Setting
	}
	head = append(head, head[0]) // split in two
	head[2].Position.Line = 100
	slices.Reverse(head)
	if got := Diff(New(base), New(head)); len(got) != 0 {
		t.Errorf("got %v, want none", got)
	}
}

func TestDiffTellsOfFieldsOnceForAllProducers(t *testing.T) {
	t.Parallel()
	fields := func(e Edge, fields ...Field) Edge {
		e.Fields = fields
		return e
	}
	amount, id, lines := Field{"amount", "int"}, Field{"id", "string"}, Field{"lines[].sku", "string"}
	var base, head []Edge
	for _, pkg := range []string{"a", "b"} {
		base = append(base, fields(edge(Publish, pkg, "t", "T"), amount, id))
		head = append(head, fields(edge(Publish, pkg, "t", "T"), Field{"amount", "example.com/shop/money.Amount"}, lines))
	}
	changes := Diff(New(base), New(head))
	if len(changes) != 1 || changes[0].Kind != PayloadChanged || len(changes[0].Edges) != 2 {
		t.Fatalf("got %v, want one change of the payload with both producers", changes)
	}
	if diff := cmp.Diff([]Field{amount, id}, changes[0].Was.Fields); diff != "" {
		t.Error(diff)
	}
	var text strings.Builder
	if err := DiffText(&text, changes); err != nil {
		t.Fatal(err)
	}
	want := `payload changed: T on "t"
  field changed: amount money.Amount, was int
  field removed: id string
  field added: lines[].sku string
  a/a.go:3:2: publishes (kafka-go)
  b/a.go:3:2: publishes (kafka-go)
`
	if diff := cmp.Diff(want, text.String()); diff != "" {
		t.Error(diff)
	}
}
