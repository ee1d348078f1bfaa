package catalog

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

// part makes a catalogue of a module.
func part(module, when string, topics []Declaration, edges ...Edge) Part {
	c := New(edges)
	c.Origins, c.Topics = []Origin{{Module: module, Time: when}}, topics
	return Part{module + ".json", c}
}

// on is an edge on a bus, with fields as "name type".
func on(dir Direction, pkg, topic, payload, bus string, fields ...string) Edge {
	e := edge(dir, pkg, topic, payload)
	e.Bus = bus
	if strings.Contains(topic, "{}") {
		e.Topic.Certainty = Pattern
	}
	for _, f := range fields {
		name, typ, _ := strings.Cut(f, " ")
		e.Fields = append(e.Fields, Field{name, typ})
	}
	return e
}

func seen(topic, group string) Edge {
	e := on(Consume, "", topic, "", "kafka")
	e.Source, e.Group = Observed, group
	return e
}

var now = Freshness{Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

func TestMergeTellsOfConflicts(t *testing.T) {
	t.Parallel()
	declared := func(name, owner string, endings ...Ending) []Declaration {
		return []Declaration{{Name: name, Owner: owner, Bus: "kafka", Endings: endings}}
	}
	both := func(topic string) []Edge {
		return []Edge{on(Publish, "x", topic, "x.P", "kafka"), on(Consume, "x", topic, "x.P", "kafka")}
	}
	for _, c := range []struct {
		name  string
		parts []Part
		age   time.Duration
		want  []string
	}{
		{"two owners, of one topic in two environments", []Part{part("a", "", declared("{env}.orders", "@acme/team-a")), part("b", "", declared("Orders", "team-b"))}, 0,
			[]string{`error: "Orders" has two owners: team-b and @acme/team-a (owner)`}},
		{"one owner", []Part{part("a", "", declared("orders", "@acme/team-a")), part("b", "", declared("orders", "team-a"))}, 0, nil},
		{"a field of two kinds", []Part{
			part("a", "", nil, on(Publish, "a", "orders", "a.Placed", "kafka", "amount int64", "id string")),
			part("b", "", nil, on(Consume, "b", "orders", "b.Placed", "kafka", "amount string", "id *string")),
		}, 0, []string{`error: amount of "orders" is a number where a publishes it and a text where b consumes it (shape)`}},
		{"a field of two kinds, of another event", []Part{
			part("a", "", nil, on(Publish, "a", "orders", "a.Placed", "kafka", "amount int64"), on(Publish, "a", "orders", "a.Paid", "kafka", "amount int64")),
			part("b", "", nil, on(Consume, "b", "orders", "b.Sent", "kafka", "amount string")),
		}, 0, nil},
		{"a type that may write anything", []Part{
			part("a", "", nil, on(Publish, "a", "orders", "a.Placed", "kafka", "amount a/money.Amount")),
			part("b", "", nil, on(Consume, "b", "orders", "b.Placed", "kafka", "amount string")),
		}, 0, nil},
		{"two producers", []Part{
			part("a", "", nil, on(Publish, "a", "orders", "a.Placed", "kafka", "id int")),
			part("b", "", nil, on(Publish, "b", "orders", "b.Placed", "kafka", "id string"), on(Consume, "b", "orders", "b.Other", "kafka")),
		}, 0, []string{`error: id of "orders" is a number where a publishes it and a text where b publishes it (shape)`}},
		{"deprecated elsewhere", []Part{
			part("a", "", declared("orders", "", Ending{Sunset: "2027-03-01"}), both("orders")...),
			part("b", "", nil, on(Consume, "b", "{}.orders", "b.P", "kafka"), on(Consume, "b", "orders", "b.P", "kafka")),
		}, 0, []string{`warning: "orders" ends on 2027-03-01, and b consumes it (ended)`}},
		{"over elsewhere", []Part{
			part("a", "", declared("orders", "", Ending{Version: 1, Payload: "a.Placed", Sunset: "2026-03-01"}), both("orders")...),
			part("b", "", nil, on(Consume, "b", "orders", "b.Placed", "kafka"), on(Consume, "b", "orders", "b.PlacedV2", "kafka")),
		}, 0, []string{`error: version 1 of "orders" was to end on 2026-03-01, and b consumes it (ended)`}},
		{"no other end", []Part{part("a", "", nil, on(Publish, "a", "orders", "a.P", "kafka"), on(Publish, "a", "jobs", "a.P", "rabbitmq"), on(Publish, "a", "stock.eu", "", "nats"))},
			0, []string{`info: "orders" is consumed nowhere (orphan)`, `info: "stock.eu" is consumed nowhere (orphan)`}},
		{"another end by wildcards", []Part{
			part("a", "", nil, on(Publish, "a", "stock.eu", "", "nats"), on(Publish, "a", "orders.eu", "", "kafka")),
			part("b", "", nil, on(Consume, "b", "stock.*", "", "jetstream"), on(Consume, "b", `^orders\..*`, "", "kafka")),
		}, 0, nil},
		{"another end perhaps", []Part{part("a", "", nil, on(Publish, "a", "orders", "", "kafka")), part("b", "", nil, on(Consume, "b", "", "", "kafka"))}, 0, nil},
		{"seen by the broker alone", []Part{
			part("a", "", nil, both("orders")...),
			part("broker", "", nil, seen("orders", "billing")),
		}, 0, nil},
		{"seen by the broker, of another group", []Part{
			part("a", "", nil, on(Publish, "a", "orders", "", "kafka")),
			part("broker", "", nil, seen("orders", "bi")),
		}, 0, []string{`warning: group "bi" consumes "orders" and is in no catalogue (observed)`}},
		{"old", []Part{part("a", "2026-11-01T00:00:00Z", nil), part("b", "2026-11-20T00:00:00Z", nil), part("c", "", nil)}, 14 * 24 * time.Hour,
			[]string{"warning: the catalogue of a is 21 days old, so what it says may be over (stale)", "warning: the catalogue of c does not say how old it is (stale)"}},
		{"twice", []Part{part("a", "2026-11-01T00:00:00Z", nil), part("a", "2026-11-20T00:00:00Z", nil)}, 0,
			[]string{"warning: a.json is a catalogue of a, of which a.json is newer or came first: it is left out (twice)"}},
	} {
		fresh := now
		fresh.MaxAge = c.age
		_, conflicts := Merge(c.parts, fresh)
		var b strings.Builder
		if err := ConflictsText(&b, conflicts); err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(b.String()) {
			if !strings.HasPrefix(line, " ") {
				got = append(got, strings.TrimSuffix(line, "\n"))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestMergeKeepsModules(t *testing.T) {
	t.Parallel()
	a, b := edge(Publish, "x", "t", "P"), edge(Consume, "y", "t", "P")
	b.Position.Module = "elsewhere"
	merged, _ := Merge([]Part{part("m", "", nil, a), part("n", "", nil, b)}, now)
	if got := []string{merged.Edges[0].Position.Module, merged.Edges[1].Position.Module}; got[0] != "m" || got[1] != "elsewhere" {
		t.Errorf("modules: %v", got)
	}
	again, _ := Merge([]Part{{"all.json", merged}}, now)
	if diff := cmp.Diff(merged, again); diff != "" {
		t.Errorf("merged once more: %s", diff)
	}
}

func TestConsumers(t *testing.T) {
	t.Parallel()
	registered := Edge{Direction: Consume, Topic: Topic{Certainty: Constant, Name: "orders.placed"}, Bus: "nats", Service: "bi", Versions: []int{2}, Source: Declared, Position: finding.Position{File: "events.yml", Line: 9, Column: 3}}
	c := New([]Edge{
		on(Publish, "shop", "orders.placed", "shop.Placed", "nats", "id string"),
		on(Consume, "billing", "orders.placed", "billing.Placed", "nats", "customer.email string", "id string"),
		on(Consume, "search", "orders.*", "search.PlacedV2", "jetstream", "id int"),
		on(Consume, "raw", "{}.orders.placed", "", "nats"),
		on(Consume, "other", "orders.paid", "other.Paid", "nats", "id string"),
		on(Consume, "kafka", "orders.placed", "kafka.Placed", "kafka", "id string"),
		on(Consume, "anything", "", "", "nats"),
		registered,
	})
	c.Topics = []Declaration{{Name: "orders.placed", Bus: "nats", Versions: []Numbered{{"Placed", 1, "shop.Placed"}, {"Placed", 2, "shop.PlacedV2"}}}}
	for _, tt := range []struct {
		q    Query
		want []string
	}{
		{Query{Topic: "orders.placed"}, []string{"bi", "billing", "raw", "search"}},
		{Query{Topic: "orders.placed", Version: 1}, []string{"billing", "raw?"}},
		{Query{Topic: "orders.placed", Version: 2}, []string{"bi", "raw?", "search"}},
		{Query{Topic: "orders.placed", Field: "customer"}, []string{"bi?", "billing parts of it", "raw?"}},
		{Query{Topic: "orders.placed", Field: "id"}, []string{"bi?", "billing string", "raw?", "search int"}},
		{Query{Topic: "orders.paid"}, []string{"other", "search"}},
	} {
		a, err := c.Consumers(tt.q)
		if err != nil {
			t.Errorf("%+v: %v", tt.q, err)
			continue
		}
		var got []string
		for _, u := range a.Consumers {
			text := u.Who()
			if !u.Sure {
				text += "?"
			}
			if u.Reads != "" {
				text += " " + u.Reads
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || len(a.Unknown) != 1 {
			t.Errorf("%+v: %d unknown, %s", tt.q, len(a.Unknown), diff)
		}
	}
	for q, want := range map[Query]string{
		{Topic: "ordr.placed"}:               `topic "ordr.placed" is neither declared nor found in code, did you mean "orders.placed"?`,
		{Topic: "orders.placed", Version: 7}: `topic "orders.placed" has no version 7 in events.yml`,
	} {
		if _, err := c.Consumers(q); err == nil || err.Error() != want {
			t.Errorf("%+v: %v, want %s", q, err, want)
		}
	}
}

func TestDueIsSafeOnlyIfAllIsKnown(t *testing.T) {
	t.Parallel()
	agreed := on(Consume, "billing", "orders", "b.P", "kafka")
	agreed.Acked = "2026-12-01"
	late := agreed
	late.Package, late.Acked = "search", "2027-12-01"
	topics := []Declaration{{Name: "orders", Bus: "kafka", Endings: []Ending{{Sunset: "2026-12-01"}}}, {Name: "later", Endings: []Ending{{Sunset: "2027-12-01"}, {}}}}
	for _, tt := range []struct {
		name  string
		edges []Edge
		stale []Origin
		want  string
	}{
		{"nobody", nil, nil, "safe: nobody is left"},
		{"agreed", []Edge{agreed}, nil, "safe: nobody is left"},
		{"agreed to a later day", []Edge{agreed, late}, nil, "1 left"},
		{"unknown", []Edge{on(Consume, "x", "", "", "kafka")}, nil, "nobody known is left, but some consume topics that are not known"},
		{"unknown on another bus", []Edge{on(Consume, "x", "", "", "nats")}, nil, "safe: nobody is left"},
		{"old", nil, []Origin{{Module: "a"}}, "nobody known is left, but some catalogues are too old"},
	} {
		c := New(tt.edges)
		c.Topics = topics
		due := c.Due("2026-12-22")
		if len(due) != 1 {
			t.Fatalf("%s: %d are due, want 1", tt.name, len(due))
		}
		if got := due[0].state(tt.stale); got != tt.want || due[0].Safe(tt.stale) != strings.HasPrefix(tt.want, "safe") {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestParseKafkaGroups(t *testing.T) {
	t.Parallel()
	const table = `
Consumer group 'idle' has no active members.

GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
billing         orders.placed   0          1               2               1               c-1             /10.0.0.1       c
billing         orders.placed   1          1               2               1               c-1             /10.0.0.1       c
billing         -               -          -               -               -               c-2             /10.0.0.1       c
search          orders.placed   0          -               2               -               -               -               -
`
	got, err := ParseKafkaGroups("g.txt", []byte(table))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Edge{observed("kafka", "orders.placed", "billing", "g.txt", 5), observed("kafka", "orders.placed", "search", "g.txt", 8)}, got); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{
		"":                             "g.txt: no table of `kafka-consumer-groups --describe`",
		"hello world\n":                "g.txt:1: no table of `kafka-consumer-groups --describe`: its heading has GROUP, TOPIC and PARTITION",
		"TOPIC PARTITION\na 0\n":       "g.txt:1: the table has no column GROUP; print it with a newer kafka-consumer-groups",
		"GROUP TOPIC PARTITION\nalone": "g.txt:2: the line has 1 columns, fewer than the heading",
	} {
		if _, err := ParseKafkaGroups("g.txt", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestParseNATS(t *testing.T) {
	t.Parallel()
	const one = `{"stream_name": "ORDERS", "name": "billing", "config": {"durable_name": "billing", "filter_subject": "orders.*"}}`
	got, err := ParseNATS("n.json", []byte("[\n"+one+",\n"+`{"stream_name": "ORDERS", "name": "all", "config": {"filter_subjects": ["a", "b"], "deliver_group": "g"}}, {"stream_name": "S", "name": "n", "config": {}}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Edge{
		observed("nats", "orders.*", "billing", "n.json", 2), observed("nats", "a", "g", "n.json", 3), observed("nats", "b", "g", "n.json", 3), observed("nats", "S", "n", "n.json", 3),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := ParseNATS("n.json", []byte(one)); err != nil || len(got) != 1 {
		t.Errorf("one consumer: %v, %v", got, err)
	}
	for text, want := range map[string]string{
		`["billing"]`:   "n.json: consumer 1: no information about a consumer",
		"[\n{]":         "n.json:2: no JSON of NATS's consumers",
		"":              "n.json:1: no JSON of NATS's consumers",
		`{"name": "a"}`: "n.json: consumer 1: it has no stream_name or name",
	} {
		if _, err := ParseNATS("n.json", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func FuzzObserve(f *testing.F) {
	f.Add("GROUP TOPIC PARTITION\na b 0\n")
	f.Add(`[{"stream_name": "s", "name": "n"}]`)
	f.Fuzz(func(_ *testing.T, text string) {
		ParseKafkaGroups("g", []byte(text)) //nolint:errcheck // it must not panic
		ParseNATS("n", []byte(text))        //nolint:errcheck // it must not panic
	})
}

// TestMergeComparesShapes joins a producer and a consumer of two programs, whose shapes say more than the kinds of their fields.
func TestMergeComparesShapes(t *testing.T) {
	t.Parallel()
	shape := func(fields ...payload.Field) *payload.Schema {
		return &payload.Schema{Codec: payload.JSON, Root: &payload.Shape{Kind: payload.Object, Fields: fields}}
	}
	field := func(name string, kind payload.Kind) payload.Field {
		return payload.Field{Name: name, Presence: payload.Always, Shape: &payload.Shape{Kind: kind, Bits: 64, Signed: true}}
	}
	part := func(module string, d Direction, s *payload.Schema, reads ...string) Part {
		shapes := Shapes{}
		e := Edge{Direction: d, Topic: Topic{Certainty: Constant, Name: "orders"}, Payload: module + ".Order", Package: module, Bus: "kafka", Source: Static, Shape: shapes.Add(s), Reads: reads}
		return Part{module, Catalogue{Edges: []Edge{e}, Origins: []Origin{{Module: module}}, Shapes: shapes}}
	}
	for name, tc := range map[string]struct {
		consumer *payload.Schema
		reads    []string
		want     []string
	}{
		"fits":       {shape(field("id", payload.Int)), []string{"id"}, nil},
		"wrong kind": {shape(field("id", payload.String)), nil, []string{`id of "orders" is int64 where a publishes it and string where b consumes it`}},
		"not read":   {shape(field("id", payload.Int), field("total", payload.Int)), []string{"id"}, nil},
		"missing":    {shape(field("id", payload.Int), field("total", payload.Int)), []string{"total"}, []string{`total of "orders", published by a and consumed by b: the field is not written, so it is read as 0`}},
		"all read":   {shape(field("id", payload.Int), field("total", payload.Int)), nil, nil},
	} {
		c, conflicts := Merge([]Part{part("a", Publish, shape(field("id", payload.Int))), part("b", Consume, tc.consumer, tc.reads...)}, Freshness{})
		if len(c.Shapes) == 0 {
			t.Errorf("%s: the shapes are lost", name)
		}
		var got []string
		for _, x := range conflicts {
			if x.Kind == ShapeConflict {
				got = append(got, x.Text)
			}
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", name, got, tc.want)
		}
	}
}
