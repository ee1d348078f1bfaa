package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const wholeEvents = `# what we intend
version: 1
topics:
  - name: orders.placed
    owner: team-orders
    source-of-truth: database
    consistency: {model: eventual, sla: 5s}
    messages:
      - type: shop/orders.Placed
        review:
          - {question: delivery, rev: 1, answer: at-least-once, note: "via: outbox", by: alice, at: 2026-11-22, contract: 9f2c4a}
          - question: idempotency
            rev: 2
            consumer: shop/billing
            answer: natural
            contract: 41d09b
  - name: ""
`

func TestParseEvents(t *testing.T) {
	t.Parallel()
	got, err := ParseEvents("events.yml", []byte(wholeEvents))
	if err != nil {
		t.Fatal(err)
	}
	want := &Events{Topics: []DeclaredTopic{
		{
			Name: "orders.placed", Owner: "team-orders", SourceOfTruth: "database", Consistency: Consistency{"eventual", 5 * time.Second},
			Messages: []DeclaredMessage{{Payload: "shop/orders.Placed", Review: []Review{
				{Question: "delivery", Rev: 1, Answer: "at-least-once", Note: "via: outbox", By: "alice", At: "2026-11-22", Contract: "9f2c4a"},
				{Question: "idempotency", Rev: 2, Consumer: "shop/billing", Answer: "natural", Contract: "41d09b"},
			}}},
		},
		{},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if rs := got.Reviews("orders.placed", "shop/orders.Placed"); len(rs) != 2 {
		t.Errorf("%d reviews", len(rs))
	}
	if rs := got.Reviews("orders.placed", "shop/orders.Paid"); rs != nil {
		t.Errorf("reviews of another payload: %v", rs)
	}
	for _, empty := range []string{"", "# nothing\n", "\n"} {
		if e, err := ParseEvents("events.yml", []byte(empty)); err != nil || len(e.Topics) > 0 {
			t.Errorf("%q: %v, %v", empty, e, err)
		}
	}
}

func TestParseEventsNamesPlaceOfMistakes(t *testing.T) {
	t.Parallel()
	review := func(s string) string {
		return "version: 1\ntopics:\n- name: a\n  messages:\n  - type: b\n    review:\n    - " + s + "\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"version", "topics: []\n", "e.yml:1: version is missing; write: version: 1"},
		{"other version", "version: 2\n", `e.yml:1: version "2" is not known; this buslint reads version 1`},
		{"key", "version: 1\ntopic: []\n", `e.yml:2: unknown key "topic", did you mean "topics"?`},
		{"topic twice", "version: 1\ntopics:\n- name: a\n- name: a\n", `e.yml:4: topic "a" is at line 3 already`},
		{"topic without a name", "version: 1\ntopics:\n- owner: x\n", `e.yml:3: a topic needs a name; of topics that are not known, write: name: ""`},
		{"no value", "version: 1\ntopics:\n", "e.yml:2: topics has no value; leave it out, or say one"},
		{"alias", "version: 1\ntopics: &a []\n", "e.yml:2: topics has an anchor, alias or tag: write the value out"},
		{"sla", "version: 1\ntopics:\n- name: a\n  consistency: {sla: soon}\n", `e.yml:4: sla "soon" is no time such as 500ms, 24h or 90d`},
		{"model", "version: 1\ntopics:\n- name: a\n  consistency: {model: eventually}\n", `e.yml:4: model "eventually" is none of immediate, eventual, did you mean "eventual"?`},
		{"answer", review("{question: q, rev: 1, contract: ab}"), "e.yml:7: answer is missing or empty"},
		{"rev", review("{question: q, rev: one, answer: x, contract: ab}"), "e.yml:7: rev is missing or no number from 1 on"},
		{"contract", review("{question: q, rev: 1, answer: x}"), "e.yml:7: contract \"\" is no hash; `buslint answer` writes it"},
		{"date", review("{question: q, rev: 1, answer: x, contract: ab, at: yesterday}"), `e.yml:7: at "yesterday" is no date such as 2026-11-22`},
		{"twice", review("{question: q, rev: 1, answer: x, contract: ab}\n    - {question: q, rev: 1, answer: y, contract: ab}"), `e.yml:8: question "q" is answered at line 7 already`},
		{"encoding", "version: 1\n# \xff\n", "e.yml:2: it is not encoded in UTF-8"},
		{"documents", "version: 1\n---\nversion: 1\n", "e.yml:2: a second YAML document: only one is read"},
	} {
		_, err := ParseEvents("e.yml", []byte(c.text))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

var natural = Review{Question: "idempotency", Rev: 1, Answer: "natural", Contract: "ab12"}

func TestRecord(t *testing.T) {
	t.Parallel()
	const line = "{question: idempotency, rev: 1, answer: natural, contract: ab12}"
	const start = "version: 1\ntopics:\n"
	for _, c := range []struct{ name, before, after string }{
		{"new file", "", start + "  - name: t\n    messages:\n      - type: p\n        review:\n          - " + line + "\n"},
		{"comments alone", "# ours\n\n", "# ours\n\n" + start + "  - name: t\n    messages:\n      - type: p\n        review:\n          - " + line + "\n"},
		{"no topics", "version: 1 # yes\n# end\n", start[:10] + " # yes\ntopics:\n  - name: t\n    messages:\n      - type: p\n        review:\n          - " + line + "\n# end\n"},
		{"empty list", "version: 1\ntopics: []\n", "version: 1\ntopics: [{name: t, messages: [{type: p, review: [" + line + "]}]}]\n"},
		{"another topic", start + "- name: a\n\n# b\n- name: b # x\n", start + "- name: a\n\n# b\n- name: b # x\n- name: t\n  messages:\n    - type: p\n      review:\n        - " + line + "\n"},
		{"topic without messages", start + "  - owner: x\n    name: t\n\n  - name: u\n", start + "  - owner: x\n    name: t\n    messages:\n      - type: p\n        review:\n          - " + line + "\n\n  - name: u\n"},
		{"another answer", start + "- name: t\n  messages:\n  - type: p\n    review:\n    # first\n    - {question: delivery, rev: 1, answer: a, contract: ab}\n# end\n",
			start + "- name: t\n  messages:\n  - type: p\n    review:\n    # first\n    - {question: delivery, rev: 1, answer: a, contract: ab}\n    - " + line + "\n# end\n"},
		{"the same, in brackets", start + "- {name: t, messages: [{type: p, review: [{question: idempotency, rev: 1, answer: 'old ''x''', note: \"a, b\", contract: cd}]}]} # c\n",
			start + "- {name: t, messages: [{type: p, review: [{question: idempotency, rev: 1, answer: natural, note: \"\", contract: ab12}]}]} # c\n"},
		{"the same, in lines", start + "- name: t\n  messages:\n  - type: p\n    review:\n    - question: idempotency\n      rev: 1\n      answer: old # why\n      contract: cd\n",
			start + "- name: t\n  messages:\n  - type: p\n    review:\n    - question: idempotency\n      rev: 1\n      answer: natural # why\n      contract: ab12\n"},
		{"another revision is kept", start + "- name: t\n  messages:\n  - type: p\n    review:\n    - {question: idempotency, rev: 2, answer: a, contract: ab}\n",
			start + "- name: t\n  messages:\n  - type: p\n    review:\n    - {question: idempotency, rev: 2, answer: a, contract: ab}\n    - " + line + "\n"},
		{"browsers' line ends", "version: 1\r\ntopics:\r\n- name: t\r\n", "version: 1\r\ntopics:\r\n- name: t\r\n  messages:\r\n    - type: p\r\n      review:\r\n        - " + line + "\r\n"},
		{"no line end", "version: 1", "version: 1\ntopics:\n  - name: t\n    messages:\n      - type: p\n        review:\n          - " + line},
		{"brackets over lines", "version: 1\ntopics: [\n  {name: a}, # x\n  {name: b} # y\n]\n", "version: 1\ntopics: [\n  {name: a}, # x\n  {name: b}, # y\n  {name: t, messages: [{type: p, review: [" + line + "]}]}\n]\n"},
		{"brackets over lines, with a last comma", "version: 1\ntopics: [\n  {name: a}, # x\n]\n", "version: 1\ntopics: [\n  {name: a}, # x\n  {name: t, messages: [{type: p, review: [" + line + "]}]},\n]\n"},
		{"text in lines of its own", start + "- name: t\n  messages:\n  - type: p\n    review:\n    - question: idempotency\n      rev: 1\n      contract: cd\n      answer: |\n        # no comment\n        x\n\n# end\n",
			start + "- name: t\n  messages:\n  - type: p\n    review:\n    - question: idempotency\n      rev: 1\n      contract: ab12\n      answer: natural\n\n# end\n"},
		{"byte order mark", "\ufeffversion: 1\n", "\ufeffversion: 1\ntopics:\n  - name: t\n    messages:\n      - type: p\n        review:\n          - " + line + "\n"},
	} {
		got, err := Record("events.yml", []byte(c.before), "t", "p", natural)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.after, string(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestRecordRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, before string
		change       func(r *Review)
		want         string
	}{
		{"a file with mistakes", "version: 1\ntopic: []\n", func(*Review) {}, `events.yml:2: unknown key "topic"`},
		{"a comment that would be lost", "version: 1\ntopics:\n- name: t\n  messages:\n  - type: p\n    review:\n    - question: idempotency\n      rev: 1\n      answer: | # why\n        x\n      contract: cd\n",
			func(*Review) {}, "events.yml:7: it is written in a way in which it cannot be edited; add the answer by hand: {question: idempotency, rev: 1, answer: natural, contract: ab12}"},
		{"no contract", "", func(r *Review) { r.Contract = "" }, "record answer: contract"},
		{"bytes that are no text", "", func(r *Review) { r.Note = "\xff" }, `record answer: "\xff" is not encoded in UTF-8`},
	} {
		r := natural
		c.change(&r)
		if _, err := Record("events.yml", []byte(c.before), "t", "p", r); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestRecordKeepsHostileTexts(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"yes", "a: b", "- a", "#", "\"'", "a\nb: c", "\u2028\u0085", "{}", "]", "null", "1", "2026-01-01", "*a", "&a", "!b", "%", "@", "`", "🙂", "\x00\x1b"} {
		r := natural
		r.Note, r.By, r.Consumer = s, s, s
		out, err := Record("events.yml", []byte(wholeEvents), s, s, r)
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		e, err := ParseEvents("events.yml", out)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Reviews(s, s); !reflect.DeepEqual(got, []Review{r}) {
			t.Errorf("%q: read back %+v", s, got)
		}
	}
}

func FuzzParseEvents(f *testing.F) {
	f.Add([]byte(wholeEvents))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, err := ParseEvents("e.yml", data); (e == nil) == (err == nil) {
			t.Errorf("%v and %v", e, err)
		}
	})
}

// FuzzRecord records an answer in any file. What is read before is read after, with the answer; where none is replaced, all bytes stay, in their order.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(wholeEvents), "orders.placed", "shop/orders.Placed", "note")
	f.Add([]byte("version: 1\ntopics: [\n  {name: a}, # x\n  {name: b},\n]\n"), "b", "", "\"")
	f.Add([]byte("version: 1\ntopics:\n- name: >-\n    a\n    b\n\n# c\n"), "a b", "p", "")
	f.Fuzz(func(t *testing.T, data []byte, topic, payload, note string) {
		before, err := ParseEvents("e.yml", data)
		if err != nil {
			return // not a file of ours
		}
		r := natural
		r.Note = note
		out, err := Record("e.yml", data, topic, payload, r)
		if err != nil {
			return // refused, nothing written
		}
		after, err := ParseEvents("e.yml", out)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(before.Reviews(topic, payload), r.answersSame) && !kept(data, out) {
			t.Errorf("%q has lost a part of %q", out, data)
		}
		before.add(topic, payload, r)
		if !reflect.DeepEqual(before, after) {
			t.Errorf("read %+v, want %+v", after, before)
		}
	})
}

// kept tells whether a text is there in another one, with others between its bytes.
func kept(part, whole []byte) bool {
	for _, b := range whole {
		if len(part) > 0 && part[0] == b {
			part = part[1:]
		}
	}
	return len(part) == 0
}
