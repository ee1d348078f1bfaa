package checklist

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// say adds a comment to a pull request.
func say(p *Pull, author, association, body string) {
	p.Comments = append(p.Comments, Comment{ID: int64(len(p.Comments) + 1), Author: author, Association: association, Body: body})
}

// run judges a pull request, as a run does, and shows the result on it.
func run(p *Pull, items []Item, said Said) Review {
	said.Pull = p
	r := Judge(items, said)
	show(p, r)
	return r
}

func TestWaivedQuestionsAreClosed(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1)))
	p := conversation()
	before := run(p, items, Said{})
	say(p, "bob", "MEMBER", "/buslint waive delivery nobody minds a lost one <!-- @all -->")
	r := run(p, items, Said{})
	if got := find(t, r, "delivery"); got.Status != Waived || r.Open() != before.Open()-1 || r.Blocking() != before.Blocking()-1 {
		t.Errorf("%s, %d open and %d blocking", got.Status, r.Open(), r.Blocking())
	}
	if !strings.Contains(r.Comment(), "Waived: no answer is needed, `nobody minds a lost one <!-- @all -->`, by `bob`") {
		t.Errorf("the comment does not tell why:\n%s", r.Comment())
	}
	e := placed(1)
	e.Fields = append(e.Fields, catalog.Field{Name: "more", Type: "string"})
	if got := find(t, run(p, Select(questions(t), added(e)), Said{}), "delivery").Status; got != Stale {
		t.Errorf("with another payload it is %s", got)
	}
	say(p, "alice", "NONE", "/buslint answer delivery at-least-once")
	if got := said(find(t, run(p, items, Said{}), "delivery")); got != "answered at-least-once command" {
		t.Errorf("answered after all, it is %s", got)
	}
}

func TestWaiverClosesADisputeThatItsAuthorCannot(t *testing.T) {
	t.Parallel()
	d := added(placed(1))
	d.Findings = append(d.Findings, finding.Finding{Rule: "lostpublish", Severity: finding.Error, Position: finding.Position{File: "orders/a.go", Line: 1}})
	items := Select(questions(t), d)
	p := conversation([3]string{"alice", "NONE", "/buslint answer delivery at-least-once"})
	if got := find(t, run(p, items, Said{}), "delivery").Status; got != Disputed {
		t.Fatalf("%s, want disputed", got)
	}
	say(p, "bob", "MEMBER", "/buslint waive delivery -- repaired in the next release")
	if got := find(t, run(p, items, Said{}), "delivery").Status; got != Waived {
		t.Errorf("%s, want waived", got)
	}
}

func TestReopenedQuestionsWaitForAnotherAnswer(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1)))
	entry := func(note string) Said {
		return Said{Entries: catalog.Events{Topics: []catalog.DeclaredTopic{{Name: "orders.placed", Messages: []catalog.DeclaredMessage{{Payload: "shop/orders.Placed", Review: []catalog.Review{
			{Question: "delivery", Rev: 1, Answer: "at-least-once", Note: note, Contract: items[0].Subject.Contract},
		}}}}}}}
	}
	for _, tt := range []struct {
		name  string
		give  func(p *Pull)
		first Said
	}{
		{name: "command", give: func(p *Pull) { say(p, "alice", "NONE", "/buslint answer delivery at-most-once") }},
		{name: "tick", give: func(p *Pull) { tick(t, p, "delivery", "at-most-once", true) }},
		{name: "waiver", give: func(p *Pull) { say(p, "bob", "MEMBER", "/buslint waive delivery -- nobody minds") }},
		{name: "entry", give: func(*Pull) {}, first: entry("")},
	} {
		for name, again := range map[string]func(p *Pull) Said{
			"by a command":     func(p *Pull) Said { say(p, "alice", "NONE", "/buslint answer delivery at-least-once"); return tt.first },
			"by a tick":        func(p *Pull) Said { tick(t, p, "delivery", "at-least-once", true); return tt.first },
			"by another entry": func(*Pull) Said { return entry("we looked again") },
		} {
			p := conversation()
			run(p, items, Said{})
			tt.give(p)
			if got := find(t, run(p, items, tt.first), "delivery"); !got.closed() {
				t.Fatalf("%s: %s", tt.name, got.Status)
			}
			say(p, "bob", "MEMBER", "/buslint reopen delivery -- the broker loses some")
			for range 2 {
				if got := find(t, run(p, items, tt.first), "delivery"); got.Status != Open {
					t.Errorf("%s: %s after it was reopened", tt.name, got.Status)
				}
			}
			s := again(p)
			for range 2 {
				if got := find(t, run(p, items, s), "delivery"); got.Status != Answered || got.Answer.Value != "at-least-once" {
					t.Errorf("%s, again %s: %s", tt.name, name, got.Status)
				}
			}
		}
	}
}

func TestReopenedQuestionIsNotDecidedByTheCode(t *testing.T) {
	t.Parallel()
	e := placed(1)
	e.Outbox = true
	items := Select(questions(t), added(e))
	p := conversation()
	if got := said(find(t, run(p, items, Said{}), "publish-mode")); got != "answered outbox evidence" {
		t.Fatal(got)
	}
	say(p, "bob", "MEMBER", "/buslint reopen publish-mode")
	if got := said(find(t, run(p, items, Said{}), "publish-mode")); got != "suggested" {
		t.Errorf("%s, want suggested", got)
	}
	say(p, "alice", "NONE", "/buslint answer publish-mode outbox")
	if got := said(find(t, run(p, items, Said{}), "publish-mode")); got != "answered outbox command" {
		t.Error(got)
	}
}

func TestQuestionsOfWhatIsGoneAreWithdrawn(t *testing.T) {
	t.Parallel()
	both := Select(questions(t), added(placed(1), edge(catalog.Publish, "orders.`paid`", "shop/orders.Paid", "orders", 2)))
	one := Select(questions(t), added(placed(1)))
	p := conversation()
	r := run(p, both, Said{})
	if len(r.Withdrawn) > 0 {
		t.Errorf("withdrawn: %v", r.Withdrawn)
	}
	for range 2 {
		r = run(p, one, Said{})
		if len(r.Withdrawn) == 0 || !strings.Contains(r.Comment(), "- `delivery` of ``orders.Paid on \"orders.`paid`\"``\n") {
			t.Errorf("withdrawn: %v\n%s", r.Withdrawn, r.Comment())
		}
	}
	if r = run(p, both, Said{}); len(r.Withdrawn) > 0 {
		t.Errorf("withdrawn, though they are asked again: %v", r.Withdrawn)
	}
	if r = run(p, nil, Said{}); len(r.Withdrawn) == 0 || r.Open() != 0 || r.Check("c0ffee", ".").Conclusion != Success {
		t.Errorf("%d withdrawn, %d open", len(r.Withdrawn), r.Open())
	}
}

func TestForgedMemoryOfTheCommentIsTextAlone(t *testing.T) {
	t.Parallel()
	s := state{}
	for range 500 {
		s.Asked = append(s.Asked, asked{"x`y", "k", strings.Repeat("</details><!-- @all ", 30)})
	}
	p := conversation()
	p.Comments = append(p.Comments, Comment{ID: 9, Own: true, Body: Marker + "\n" + s.String()})
	r := run(p, Select(questions(t), added(placed(1))), Said{})
	if body := r.Comment(); len(body) > maxComment || strings.Count(body, "\n<details>") != strings.Count(body, "\n</details>") {
		t.Errorf("%d bytes\n%.2000s", len(body), body)
	}
}
