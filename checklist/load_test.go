package checklist

import (
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/catalog"
)

func TestBuiltinQuestions(t *testing.T) {
	t.Parallel()
	qs := questions(t)
	spoken := map[string]bool{}
	for _, q := range qs {
		for _, e := range q.Evidence {
			spoken[e.Rule] = true
		}
	}
	for _, r := range rules {
		if !spoken[r] {
			t.Errorf("%s is evidence for no question", r)
		}
	}
	if q := qs[0]; q.ID != "consistency-sla" || q.Ask != "Is the new event going to change the consistency SLA for the data it's publishing?" {
		t.Errorf("the first question is %q", q.Ask)
	}
	for _, q := range qs {
		if q.Why == "" || q.Rev < 1 {
			t.Errorf("%s has no reason or revision", q.ID)
		}
	}
}

func TestTeamChangesAndAddsQuestions(t *testing.T) {
	t.Parallel()
	on := questions(t)
	qs, err := Load(on, "c.yml", []byte(`version: 1
questions:
  - {id: delivery, rev: 2, gate: warn, who: reviewer}
  - {id: callback, off: true}
  - id: cost
    ask: What does it cost?
    when: [event-added]
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(qs, func(q Question) bool { return q.ID == "delivery" })
	if q := qs[i]; q.Rev != 2 || q.Gate != Warn || !slices.Equal(q.Who, Who{Reviewer}) || q.Ask != on[i].Ask || len(q.Choices) != 3 {
		t.Errorf("delivery is %+v", q)
	}
	if slices.ContainsFunc(qs, func(q Question) bool { return q.ID == "callback" }) {
		t.Error("callback is still asked")
	}
	if q := qs[len(qs)-1]; q.ID != "cost" || q.Rev != 1 || q.Gate != Warn || !slices.Equal(q.Who, Who{Author}) || !slices.Equal(q.When, []catalog.ChangeKind{catalog.EventAdded}) {
		t.Errorf("cost is %+v", q)
	}
	if len(qs) != len(on) || on[0].Rev != 1 {
		t.Errorf("%d questions", len(qs))
	}
}

func TestLoadNamesPlaceAndRepairOfMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"version", "questions: []\n", "c.yml:1: version is missing or none that is known; write: version: 1"},
		{"key", "version: 1\nquestion: []\n", `c.yml:2: unknown key "question", did you mean "questions"?`},
		{"no list", "version: 1\nquestions: {}\n", "c.yml:2: questions must be a list"},
		{"id", "version: 1\nquestions:\n  - {ask: x}\n", "c.yml:3: a question needs an id of lower-case letters, digits and dashes, such as: id: consistency-sla"},
		{"twice", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added]}\n  - {id: a, ask: y}\n", `c.yml:4: question "a" is at line 3 already`},
		{"half", "version: 1\nquestions:\n  - {id: a, ask: x}\n", `c.yml:3: question "a" needs ask and when`},
		{"when", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-appeared]}\n", `c.yml:3: when: "event-appeared" is none of event-added, `},
		{"gate", "version: 1\nquestions:\n  - {id: delivery, gate: hard}\n", `c.yml:3: gate: "hard" is none of block, warn, info`},
		{"off", "version: 1\nquestions:\n  - {id: delivry, off: true}\n", `c.yml:3: question "delivry" is off, but there is none of this id, did you mean "delivery"?`},
		{"value", "version: 1\nquestions:\n  - {id: delivery, answers: [{value: At most}]}\n", `c.yml:3: value "At most" is not made of lower-case letters, digits and dashes`},
		{"rule", "version: 1\nquestions:\n  - {id: delivery, evidence: [{finding: txpublsh, says: x}]}\n", `c.yml:3: unknown rule "txpublsh", did you mean "txpublish"?`},
		{"evidence", "version: 1\nquestions:\n  - {id: delivery, evidence: [{says: x}]}\n", "c.yml:3: evidence needs one of finding, edge, fields and added, and what it says"},
		{"answer", "version: 1\nquestions:\n  - {id: delivery, evidence: [{edge: outbox, says: x, suggests: at-least}]}\n", `c.yml:3: question "delivery": evidence speaks of "at-least", which is none of its answers`},
		{"type", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added], type: colour}\n", `c.yml:3: type: "colour" is none of choice, yes-no, text, number, duration, link, people`},
		{"choice without answers", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added], type: choice}\n", `c.yml:3: question "a" of type choice needs answers`},
		{"answers of a text", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added], type: link, answers: [{value: a, means: b}]}\n", `c.yml:3: question "a" has answers to choose from, and type link has none`},
		{"yes, no and more", "version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added], type: yes-no, answers: [{value: maybe, means: b}]}\n", `c.yml:3: question "a" of type yes-no has the answers yes and no`},
		{"expiry", "version: 1\nquestions:\n  - {id: delivery, expires: 1y}\n", "c.yml:3: expires must be a number of days such as 365d"},
		{"scope", "version: 1\nquestions:\n  - {id: delivery, scope: world}\n", `c.yml:3: scope: "world" is none of event, topic, pull`},
		{"pack", "version: 1\nextends: [old-event]\n", `c.yml:2: extends: "old-event" is none of new-event, `},
		{"documents", "version: 1\n---\nversion: 1\n", "c.yml:2: a second YAML document: only one is read"},
		{"syntax", "version: [\n", "c.yml:"},
	} {
		_, err := Load(questions(t), "c.yml", []byte(c.text), []string{"txpublish"})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// read is a file of buslint's own questions.
func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := packs.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestExtendsLeavesOtherPacksOut(t *testing.T) {
	t.Parallel()
	qs, err := Load(questions(t), "c.yml", []byte("version: 1\nquestions:\n  - {id: callback, gate: block}\nextends: [new-consumer]\n"), rules)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range qs {
		got = append(got, q.ID+" "+string(q.Gate))
	}
	if want := []string{"idempotency block", "callback block", "failure-path warn", "start-position info", "silence block"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	qs, err = Load(questions(t), "c.yml", []byte("version: 1\nextends: []\nquestions:\n  - {id: silence, off: true}\n"), rules)
	if err != nil || len(qs) > 0 {
		t.Errorf("%d questions, %v: what is asked of silences cannot be turned off", len(qs), err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("version: 1\nquestions:\n  - {id: a, ask: x, when: [event-added], answers: [{value: a, means: b}]}\n"))
	f.Add(read(f, "packs/new-event.yml"))
	f.Fuzz(func(t *testing.T, data []byte) {
		qs, err := Load(nil, "c.yml", data, nil)
		if err != nil && qs != nil {
			t.Error("questions of a file with mistakes")
		}
	})
}
