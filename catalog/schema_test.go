package catalog

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

var schemaFile = filepath.Join("..", "schema", "events.schema.json")

// declaredAll says all that can be said.
const declaredAll = `version: 1
defaults: {compat: auto, min-grace: 90d, require-registration: true, content-model: open}
services:
  - {id: orders, packages: [./orders/..., example.com/shop/api], owner: team-orders}
topics:
  - name: orders.placed
    address: "{env}.orders.placed"
    bus: kafka
    kind: event
    lifecycle: stable
    owner: team-orders
    source-of-truth: orders
    consistency: {model: eventual, sla: 5s}
    delivery: at-least-once
    ordering: {scope: key, key: order_id}
    retention: 7d
    compat: FULL_TRANSITIVE
    pii: [customer.email, {path: customer.name, class: person}]
    messages:
      - type: example.com/shop/orders.Placed
        review:
          - {question: delivery, rev: 1, consumer: example.com/shop/billing, answer: at-least-once, note: outbox, by: alice, at: "2026-11-22", contract: 9f2c4a}
      - event: OrderPaid
        versions:
          - {v: 1, type: example.com/shop/orders.Paid, deprecated: {since: "2026-09-01", sunset: "2027-03-01", replacement: OrderPaid@2, reason: cents, link: "https://example.com"}}
          - {v: 2, type: example.com/shop/orders.PaidV2}
    consumers:
      - {service: billing, repo: example.com/billing, owner: team-billing, versions: [1], group: billing, ack: {sunset: "2027-03-01", by: ana, on: "2026-09-03"}}
      - {service: bi-export, external: true, contact: "#data"}
    deprecated: {sunset: "2028-01-01"}
`

func TestParseReadsAllThatCanBeSaid(t *testing.T) {
	t.Parallel()
	e, err := ParseEvents("events.yml", []byte(declaredAll))
	if err != nil {
		t.Fatal(err)
	}
	topic := e.Topics[0]
	register := true
	want := DeclaredTopic{
		Name: "orders.placed", Address: "{env}.orders.placed", Bus: "kafka", Kind: "event", Lifecycle: "stable", Owner: "team-orders", SourceOfTruth: "orders",
		Consistency: Consistency{"eventual", 5e9}, Delivery: "at-least-once", Ordering: Ordering{"key", "order_id"}, Retention: 7 * 24 * 3600e9, Compat: "FULL_TRANSITIVE",
		PII: []PII{{Path: "customer.email"}, {"customer.name", "person"}}, Deprecated: &Deprecation{Sunset: "2028-01-01"},
		Messages: []DeclaredMessage{
			{Payload: "example.com/shop/orders.Placed", Review: topic.Messages[0].Review},
			{Event: "OrderPaid", Versions: []MessageVersion{
				{1, "example.com/shop/orders.Paid", &Deprecation{"2026-09-01", "2027-03-01", "OrderPaid@2", "cents", "https://example.com"}},
				{2, "example.com/shop/orders.PaidV2", nil},
			}},
		},
		Consumers: []Consumer{
			{Service: "billing", Repo: "example.com/billing", Owner: "team-billing", Versions: []int{1}, Group: "billing", Ack: &Ack{"2027-03-01", "ana", "2026-09-03"}},
			{Service: "bi-export", External: true, Contact: "#data"},
		},
	}
	if diff := cmp.Diff(want, topic); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Defaults{"auto", 90 * 24 * 3600e9, &register, "open"}, e.Defaults); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Service{{"orders", []string{"./orders/...", "example.com/shop/api"}, "team-orders"}}, e.Services); diff != "" {
		t.Error(diff)
	}
}

// TestSchemaHasTheKeysOfTheParser holds the keys of each mapping, and the words that their values may be, against the parser's.
func TestSchemaHasTheKeysOfTheParser(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type object struct {
		Enum       []any
		Properties map[string]json.RawMessage
	}
	var s struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	within := func(o object, key string) object {
		var in object
		if err := json.Unmarshal(o.Properties[key], &in); err != nil {
			t.Fatal(err)
		}
		return in
	}
	topic := s.Defs["topic"]
	for _, c := range []struct {
		name string
		keys []string
		in   object
	}{
		{"the file", topKeys, s.object}, {"defaults", defaultsKeys, within(s.object, "defaults")}, {"a service", serviceKeys, s.Defs["service"]},
		{"a topic", topicKeys, topic}, {"consistency", consistencyKeys, within(topic, "consistency")}, {"ordering", orderingKeys, within(topic, "ordering")},
		{"a message", messageKeys, s.Defs["message"]}, {"a version", versionKeys, s.Defs["version"]}, {"deprecated", deprecatedKeys, s.Defs["deprecated"]},
		{"a consumer", consumerKeys, s.Defs["consumer"]}, {"ack", ackKeys, within(s.Defs["consumer"], "ack")}, {"an answer", reviewKeys, s.Defs["answer"]},
	} {
		if diff := cmp.Diff(slices.Sorted(slices.Values(c.keys)), slices.Sorted(maps.Keys(c.in.Properties))); diff != "" {
			t.Errorf("keys of %s: %s", c.name, diff)
		}
	}
	for _, c := range []struct {
		name  string
		words []string
		in    object
	}{
		{"bus", Buses(), within(topic, "bus")}, {"kind", kinds, within(topic, "kind")}, {"lifecycle", lifecycles, within(topic, "lifecycle")},
		{"delivery", deliveries, within(topic, "delivery")}, {"compat", compats, s.Defs["compat"]},
	} {
		var got []string
		for _, word := range c.in.Enum {
			got = append(got, word.(string))
		}
		if diff := cmp.Diff(c.words, got); diff != "" {
			t.Errorf("words of %s: %s", c.name, diff)
		}
	}
}

// TestSchemaAgreesWithTheParser gives files that both must take or both refuse.
func TestSchemaAgreesWithTheParser(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) bool {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(doc) == nil
	}
	topic := func(s string) string { return "version: 1\ntopics: [{name: a, " + s + "}]" }
	for _, tt := range []struct {
		text string
		want bool
	}{
		{declaredAll, true},
		{"version: 1", true},
		{"topics: []", false},
		{"version: 2", false},
		{"version: 1\ntopic: []", false},
		{"version: 1\ntopics: [{owner: a}]", false},
		{"version: 1\ndefaults: {min-grace: soon}", false},
		{"version: 1\ndefaults: {require-registration: maybe}", false},
		{"version: 1\nservices: [{packages: [./...]}]", false},
		{"version: 1\nservices: [{id: a b}]", false},
		{topic("bus: carrier-pigeon"), false},
		{topic("kind: evnt"), false},
		{topic("lifecycle: gone"), false},
		{topic("delivery: once"), false},
		{topic("compat: full"), false},
		{topic("retention: 7"), false},
		{topic("retention: 2w"), true},
		{topic("address: '{env'"), false},
		{topic("pii: [{class: a}]"), false},
		{topic("deprecated: {sunset: soon}"), false},
		{topic("deprecated: {unset: '2027-01-01'}"), false},
		{topic("deprecated: {}"), true},
		{topic("messages: [{review: []}]"), false},
		{topic("messages: [{type: ''}]"), true},
		{topic("messages: [{event: A}]"), true},
		{topic("messages: [{type: a.A, versions: [{v: 1}]}]"), false},
		{topic("messages: [{event: A, versions: [{type: a.A}]}]"), false},
		{topic("messages: [{event: A, versions: [{v: 0}]}]"), false},
		{topic("consumers: [{group: a}]"), false},
		{topic("consumers: [{service: a, versions: [1, 2]}]"), true},
		{topic("consumers: [{service: a, versions: 1}]"), false},
		{topic("consumers: [{service: a, ack: {on: today}}]"), false},
		{topic("messages: [{type: a, review: [{question: A, rev: 1, answer: x, contract: ab}]}]"), false},
	} {
		if _, err := ParseEvents("e.yml", []byte(tt.text)); (err == nil) != tt.want {
			t.Errorf("parser: %q: %v, want valid to be %v", tt.text, err, tt.want)
		}
		if got := valid(tt.text); got != tt.want {
			t.Errorf("schema: %q is valid: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestMistakesInDeclarationsHaveAPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"version: 1\nservices:\n- {id: a}\n- {id: a}\n", `e.yml:4: service "a" is at line 3 already`},
		{"version: 1\nservices:\n- {id: a, packages: [\"a b\"]}\n", `e.yml:3: packages: "a b" is no pattern such as ./orders/... or example.com/shop/orders`},
		{"version: 1\ntopics:\n- name: a\n  lifecycle: stabel\n", `e.yml:4: lifecycle "stabel" is none of draft, alpha, beta, stable, deprecated, retired, did you mean "stable"?`},
		{"version: 1\ntopics:\n- name: a\n  consumer: []\n", `e.yml:4: unknown key "consumer", did you mean "consumers"?`},
		{"version: 1\ntopics:\n- name: a\n  consumers:\n  - {service: b}\n  - {service: b}\n", `e.yml:6: consumer "b" is at line 5 already`},
		{"version: 1\ntopics:\n- name: a\n  messages:\n  - {event: A, versions: [{v: 1}, {v: 1}]}\n", `e.yml:5: version 1 is at line 5 already`},
		{"version: 1\ntopics:\n- name: a\n  deprecated: {since: 2026-09-01, sunset: 2026-08-01}\n", `e.yml:4: sunset 2026-08-01 is before 2026-09-01, since when it is deprecated`},
		{"version: 1\ntopics:\n- name: a\n  deprecated: {sunset: 2026-02-30}\n", `e.yml:4: sunset "2026-02-30" is no date such as 2026-11-22`},
		{"version: 1\ntopics:\n- name: a\n  retention: 999999999999d\n", `e.yml:4: retention "999999999999d" is no time such as 500ms, 24h or 90d`},
		{"version: 1\ntopics: {a: b}\n", "e.yml:2: topics must be a list"},
		{"version: 1\nservices: [a]\n", "e.yml:2: a service must be a mapping of names to values"},
	} {
		_, err := ParseEvents("e.yml", []byte(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q:\n%v\nwant\n%s", c.text, err, c.want)
		}
	}
}
