package checklist

import (
	"fmt"
	"slices"
	"testing"

	"github.com/buslint/buslint/catalog"
)

func TestTypesOfAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ   Type
		value string
		want  string // why it is refused
	}{
		{TextType, "anything", ""},
		{TextType, " ", "the answer is empty"},
		{People, "team orders", ""},
		{Number, "12.5", ""},
		{Number, "many", "the answer is no number"},
		{Duration, "1h30m", ""},
		{Duration, "7d", ""},
		{Duration, "-1s", "the answer is no duration such as 90s, 1h30m or 7d"},
		{Duration, "0d", "the answer is no duration such as 90s, 1h30m or 7d"},
		{Link, "https://example.com/adr/7", ""},
		{Link, "javascript:alert(1)", "the answer is no address such as https://example.com/decision"},
		{Link, "https://", "the answer is no address such as https://example.com/decision"},
	} {
		if got := (Question{Type: c.typ}).Check(c.value, ""); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.typ, c.value, got, c.want)
		}
	}
}

// own are questions as a team writes them, on top of none.
func own(t *testing.T, text string) []Question {
	t.Helper()
	qs, err := Load(nil, "c.yml", []byte("version: 1\nquestions:\n"+text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

func TestScopes(t *testing.T) {
	t.Parallel()
	qs := own(t, `
  - {id: each, ask: x, when: [event-added]}
  - {id: once, ask: x, when: [topic-added], scope: topic}
  - {id: all, ask: x, when: [event-added], scope: pull, type: yes-no}
`)
	other := edge(catalog.Publish, "orders.placed", "shop/orders.Other", "orders", 8)
	items := Select(qs, added(placed(1), other, edge(catalog.Publish, "orders.paid", "shop/orders.Paid", "orders", 9)))
	count := map[string]int{}
	for _, it := range items {
		count[it.Question.ID]++
	}
	if want := map[string]int{"each": 3, "once": 2, "all": 1}; fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("asked %v, want %v", count, want)
	}
	r := Judge(items, Said{Pull: conversation([3]string{"alice", "NONE", "/buslint answer all@pull yes\n/buslint answer once@orders.paid 7 days"})})
	if got := said(find(t, r, "all")); got != "answered yes command" {
		t.Errorf("the question about the pull request is %s", got)
	}
	if r.Open() != len(items)-2 {
		t.Errorf("%d of %d questions open: an answer about one topic is none about the other", r.Open(), len(items))
	}
}

func TestAnswersExpire(t *testing.T) {
	t.Parallel()
	items := Select(own(t, "  - {id: load, ask: x, when: [event-added], expires: 30d}\n"), added(placed(1)))
	for at, want := range map[string]string{
		"2026-11-01": "answered low events.yml",
		"2026-10-01": "stale low events.yml",
		"":           "stale low events.yml",
	} {
		entry := catalog.Review{Question: "load", Rev: 1, Answer: "low", At: at, Contract: items[0].Subject.Contract}
		entries := catalog.Events{Topics: []catalog.DeclaredTopic{{Name: "orders.placed", Messages: []catalog.DeclaredMessage{{Payload: "shop/orders.Placed", Review: []catalog.Review{entry}}}}}}
		if got := said(find(t, Judge(items, Said{Entries: entries, Today: "2026-11-22"}), "load")); got != want {
			t.Errorf("answered on %q: %s, want %s", at, got, want)
		}
		if got := said(find(t, Judge(items, Said{Entries: entries}), "load")); got != "answered low events.yml" {
			t.Errorf("without a day of today: %s", got)
		}
	}
}

func TestTenQuestionsAreAskedAtOnce(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1), edge(catalog.Publish, "orders.paid", "shop/orders.Paid", "orders", 9)))
	r := Judge(items, Said{})
	asked := slices.DeleteFunc(slices.Clone(r.Items), func(it Item) bool { return it.Later })
	if len(asked) != maxAsked || r.Later() != len(items)-maxAsked || r.Open() != len(items) {
		t.Errorf("%d asked, %d later, %d open of %d", len(asked), r.Later(), r.Open(), len(items))
	}
	for _, it := range asked {
		if !it.Blocks() {
			t.Errorf("%s is asked before questions that block", it.Question.ID)
		}
	}
	if asked[0].Question.ID != "consistency-sla" {
		t.Errorf("%s is asked first", asked[0].Question.ID)
	}
	// What is asked later can be answered before.
	late := slices.IndexFunc(r.Items, func(it Item) bool { return it.Later && it.Question.ID == "callback" })
	cmd := "/buslint answer callback@" + r.Items[late].Subject.Ref + " no"
	if r := Judge(items, Said{Pull: conversation([3]string{"alice", "NONE", cmd})}); r.Items[late].Status != Answered || r.Items[late].Later {
		t.Errorf("a question that is asked later cannot be answered: %+v", r.Refused)
	}
}

func TestConsumersDisputeThatAnEventIsUnused(t *testing.T) {
	t.Parallel()
	consumer := edge(catalog.Consume, "orders.placed", "shop/orders.Placed", "shop/billing", 9)
	base, head := catalog.New([]catalog.Edge{placed(1), consumer}), catalog.New([]catalog.Edge{consumer})
	items := Select(questions(t), Difference{Changes: catalog.Diff(base, head), Head: head})
	r := Judge(items, Said{Pull: conversation([3]string{"alice", "NONE", "/buslint answer deprecation unused -- nobody told us of one"})})
	it := find(t, r, "deprecation")
	if it.Status != Disputed || len(it.Facts) != 1 || !slices.Equal(it.Facts[0].Names, []string{"shop/billing"}) || it.Facts[0].Places[0].Line != 9 {
		t.Errorf("%s because of %+v", it.Status, it.Facts)
	}
}
