package checklist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// rules are the names of all.
var rules = func() (out []string) {
	for _, r := range analyzers.All() {
		out = append(out, r.Name)
	}
	return out
}()

// questions are the built-in ones.
func questions(t *testing.T) []Question {
	t.Helper()
	qs, err := Builtin(rules)
	if err != nil {
		t.Fatal(err)
	}
	return qs
}

func edge(dir catalog.Direction, topic, payload, pkg string, line int) catalog.Edge {
	return catalog.Edge{
		Direction: dir, Topic: catalog.Topic{Certainty: catalog.Constant, Name: topic}, Payload: payload, Library: "kafka-go", Package: pkg,
		Position: finding.Position{File: pkg + "/a.go", Line: line, Column: 2}, Confidence: catalog.High,
	}
}

// placed is an event that orders publishes at a line.
func placed(line int) catalog.Edge {
	e := edge(catalog.Publish, "orders.placed", "shop/orders.Placed", "orders", line)
	e.Fields = []catalog.Field{{Name: "id", Type: "string"}, {Name: "total", Type: "int64"}}
	return e
}

// added is the difference that adds edges to a program that had none.
func added(edges ...catalog.Edge) Difference {
	head := catalog.New(edges)
	return Difference{Changes: catalog.Diff(catalog.Catalogue{}, head), Head: head}
}

// ids lists what is asked, as question@ref.
func ids(items []Item) string {
	var out []string
	for _, it := range items {
		out = append(out, it.Question.ID+"@"+it.Subject.Ref)
	}
	return strings.Join(out, " ")
}

func find(t *testing.T, r Review, id string) Item {
	t.Helper()
	for _, it := range r.Items {
		if it.Question.ID == id {
			return it
		}
	}
	t.Fatalf("%s is not asked", id)
	return Item{}
}

// said is what an item was answered, as "status value via".
func said(it Item) string {
	if it.Answer == nil {
		return string(it.Status)
	}
	return fmt.Sprintf("%s %s %s", it.Status, it.Answer.Value, it.Answer.Via)
}

// conversation is a pull request by alice, with comments that each have an author, how that one is associated, and a text.
func conversation(comments ...[3]string) *Pull {
	p := &Pull{Number: 7, Author: "alice", HeadSHA: "c0ffee"}
	for i, c := range comments {
		p.Comments = append(p.Comments, Comment{ID: int64(i + 1), Author: c[0], Association: c[1], Body: c[2], URL: fmt.Sprintf("https://github.example/7#%d", i+1)})
	}
	return p
}

// show puts the review's comment on its pull request, as GitHub would.
func show(p *Pull, r Review) {
	body := strings.ReplaceAll(r.Comment(), "\n", "\r\n") // as GitHub stores what browsers send
	if own := p.own(); len(own) > 0 {
		for i := range p.Comments {
			if p.Comments[i].ID == own[0].ID {
				p.Comments[i].Body = body
			}
		}
		return
	}
	p.Comments = append(p.Comments, Comment{ID: 1000, Author: "buslint[bot]", Own: true, Bot: true, Body: body})
}

// tick ticks or unticks a box of buslint's comment.
func tick(t *testing.T, p *Pull, question, value string, on bool) {
	t.Helper()
	from, to := "- [ ] ", "- [x] "
	if !on {
		from, to = to, from
	}
	for i, c := range p.Comments {
		if !c.Own {
			continue
		}
		lines := strings.Split(c.Body, "\n")
		for j, l := range lines {
			if strings.Contains(l, "bl:"+question+":") && strings.Contains(l, ":"+value+" -->") && strings.HasPrefix(l, from) {
				lines[j] = to + strings.TrimPrefix(l, from)
				p.Comments[i].Body = strings.Join(lines, "\n")
				return
			}
		}
	}
	t.Fatalf("no box of %s says %s", question, value)
}

func TestSelectAsksWhatTheChangeRaises(t *testing.T) {
	t.Parallel()
	consumer := edge(catalog.Consume, "orders.placed", "shop/orders.Placed", "shop/billing", 9)
	for _, c := range []struct {
		name string
		d    Difference
		want string
	}{
		{"nothing changed", Difference{}, ""},
		{"event", added(placed(1)), "consistency-sla@orders.placed source-of-truth@orders.placed delivery@orders.placed publish-mode@orders.placed " +
			"order-key@orders.placed schema-version@orders.placed personal-data@orders.placed owner@orders.placed idempotency@orders.placed callback@orders.placed " +
			"failure-path@orders.placed retention@orders.placed"},
		{"consumer", Difference{Changes: catalog.Diff(catalog.New([]catalog.Edge{placed(1)}), catalog.New([]catalog.Edge{placed(1), consumer}))},
			"idempotency@orders.placed/billing callback@orders.placed/billing failure-path@orders.placed/billing start-position@orders.placed/billing"},
		{"event with its consumer", added(placed(1), consumer), "consistency-sla@orders.placed source-of-truth@orders.placed delivery@orders.placed publish-mode@orders.placed " +
			"order-key@orders.placed schema-version@orders.placed personal-data@orders.placed owner@orders.placed idempotency@orders.placed/billing callback@orders.placed/billing failure-path@orders.placed/billing start-position@orders.placed/billing " +
			"retention@orders.placed"},
		{"event removed", Difference{Changes: catalog.Diff(catalog.New([]catalog.Edge{placed(1)}), catalog.Catalogue{})}, "owner@orders.placed deprecation@orders.placed"},
	} {
		if got := ids(Select(questions(t), c.d)); got != c.want {
			t.Errorf("%s: asked %q, want %q", c.name, got, c.want)
		}
	}
}

func TestReferencesAreDistinctWords(t *testing.T) {
	t.Parallel()
	hostile := edge(catalog.Publish, "a b`c`\n<!--", "shop/orders.A", "orders", 1)
	twins := []catalog.Edge{edge(catalog.Publish, "t", "shop/x.A", "x", 2), edge(catalog.Publish, "t", "shop/x.B", "x", 3), hostile}
	unknown := edge(catalog.Publish, "", "", "y", 4)
	unknown.Topic.Certainty = catalog.Unknown
	seen := map[string]bool{}
	for _, s := range subjects(added(append(twins, unknown)...).Changes, catalog.Catalogue{}) {
		if odd.MatchString(strings.ReplaceAll(s.Ref, "~", "")) || s.Ref == "" || seen[s.Ref] {
			t.Errorf("reference %q of %s", s.Ref, s)
		}
		seen[s.Ref] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d references, want 4", len(seen))
	}
}

func TestContractOutlivesMovesAndNotFields(t *testing.T) {
	t.Parallel()
	contract := func(edges ...catalog.Edge) string {
		d := added(edges...)
		return subjects(d.Changes, d.Head)[0].Contract
	}
	was := contract(placed(1))
	moved := placed(40)
	moved.Function, moved.Position.File = "(*Service).Other", "orders/b.go"
	if contract(moved) != was {
		t.Error("code that moved has another contract")
	}
	if contract(placed(1), edge(catalog.Consume, "orders.placed", "shop/orders.Placed", "billing", 2)) != was {
		t.Error("a consumer changes the event's contract")
	}
	field, outbox := placed(1), placed(1)
	field.Fields = append(field.Fields[:1:1], catalog.Field{Name: "total", Type: "string"})
	outbox.Outbox = true
	if contract(field) == was || contract(outbox) == was {
		t.Error("another payload, or an outbox, leaves the contract as it was")
	}
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	at := func(file string, line int) finding.Position {
		return finding.Position{File: file, Line: line, Column: 7}
	}
	outbox := placed(5)
	outbox.Outbox = true
	personal := placed(5)
	personal.Fields = []catalog.Field{{Name: "customer.firstName", Type: "string"}, {Name: "emails[]", Type: "string"}, {Name: "E_Mail", Type: "string"}}
	for _, c := range []struct {
		name     string
		edges    []catalog.Edge
		findings []finding.Finding
		question string
		want     string // status and answer
		facts    string
	}{
		{"outbox decides", []catalog.Edge{outbox}, nil, "publish-mode", "answered outbox evidence", "published through an outbox orders/a.go:5"},
		{"outbox of one of two places decides nothing", []catalog.Edge{outbox, placed(6)}, nil, "publish-mode", "open", ""},
		{"finding on the line suggests", []catalog.Edge{placed(5)}, []finding.Finding{{Rule: "dualwrite", Severity: finding.Info, Position: at("orders/a.go", 5)}},
			"publish-mode", "suggested", "published on commit orders/a.go:5"},
		{"finding whose path leads over the line", []catalog.Edge{placed(5)},
			[]finding.Finding{{Rule: "dualwrite", Severity: finding.Info, Position: at("bus/bus.go", 8), Path: []finding.Frame{{Position: at("orders/a.go", 5)}}}},
			"publish-mode", "suggested", "published on commit bus/bus.go:8"},
		{"finding elsewhere", []catalog.Edge{placed(5)}, []finding.Finding{{Rule: "dualwrite", Severity: finding.Info, Position: at("orders/a.go", 6)}}, "publish-mode", "open", ""},
		{"finding of another severity", []catalog.Edge{placed(5)}, []finding.Finding{{Rule: "dualwrite", Severity: finding.Error, Position: at("orders/a.go", 5)}}, "publish-mode", "open", ""},
		{"finding about the payload's type", []catalog.Edge{placed(5)}, []finding.Finding{{Rule: "unversioned", Symbol: "shop/orders.Placed", Position: at("orders/events.go", 3)}},
			"schema-version", "open", "neither payload nor topic says a version orders/events.go:3"},
		{"names of fields", []catalog.Edge{personal}, nil, "personal-data", "open", "a field's name tells of personal data [E_Mail customer.firstName] orders/a.go:5"},
	} {
		d := added(c.edges...)
		d.Findings = c.findings
		it := find(t, Judge(Select(questions(t), d), Said{}), c.question)
		facts := ""
		for _, f := range it.Facts {
			facts = f.Says
			if len(f.Names) > 0 {
				facts += fmt.Sprint(" ", f.Names)
			}
			facts += fmt.Sprintf(" %s:%d", f.Places[0].File, f.Places[0].Line)
		}
		if said(it) != c.want || facts != c.facts {
			t.Errorf("%s: %q because of %q, want %q because of %q", c.name, said(it), facts, c.want, c.facts)
		}
	}
}

func TestCommands(t *testing.T) {
	t.Parallel()
	const sla = "/buslint answer consistency-sla@orders.placed "
	items := Select(questions(t), added(placed(1)))
	for _, c := range []struct {
		name     string
		comments [][3]string
		want     string // of consistency-sla
		refused  string // why
		ignored  int
	}{
		{"by the author", [][3]string{{"alice", "NONE", sla + "unchanged"}}, "answered unchanged command", "", 0},
		{"without the event", [][3]string{{"alice", "NONE", "/buslint answer consistency-sla unchanged"}}, "answered unchanged command", "", 0},
		{"by a member", [][3]string{{"bob", "MEMBER", "All fine.\r\n\r\n" + sla + "looser -- search lags 5 s\r\n\r\nbye"}}, "answered looser command", "", 0},
		{"by a stranger", [][3]string{{"mallory", "CONTRIBUTOR", sla + "unchanged"}}, "open", "", 1},
		{"the last one counts", [][3]string{{"alice", "NONE", sla + "unchanged"}, {"alice", "NONE", sla + "looser -- 5 s"}}, "answered looser command", "", 0},
		{"several in one comment", [][3]string{{"alice", "NONE", sla + "unchanged\n" + sla + "looser -- 5 s"}}, "answered looser command", "", 0},
		{"no such value", [][3]string{{"alice", "NONE", sla + "maybe"}}, "open", "the answer is none of unchanged, looser, tighter", 0},
		{"no note", [][3]string{{"alice", "NONE", sla + "looser"}}, "open", "looser needs a note: how late at most, and which readers", 0},
		{"a mistake that was repaired", [][3]string{{"alice", "NONE", sla + "looser"}, {"alice", "NONE", sla + "looser -- 5 s"}}, "answered looser command", "", 0},
		{"no such event", [][3]string{{"alice", "NONE", "/buslint answer consistency-sla@orders.paid unchanged"}}, "open", "it is asked of nothing of that name; it is of orders.placed", 0},
		{"no such question", [][3]string{{"alice", "NONE", "/buslint answer colour red"}}, "open", "no such question is asked here", 0},
		{"no such command", [][3]string{{"alice", "NONE", "/buslint merge"}}, "open", noWords, 0},
	} {
		p := conversation(c.comments...)
		r := Judge(items, Said{Pull: p})
		refused := ""
		for _, f := range r.Refused {
			refused = f.Why
		}
		if got := said(find(t, r, "consistency-sla")); got != c.want || refused != c.refused || r.Ignored != c.ignored {
			t.Errorf("%s: %q, refused %q, ignored %d; want %q, %q, %d", c.name, got, refused, r.Ignored, c.want, c.refused, c.ignored)
		}
	}

	p := conversation([3]string{"alice", "NONE", sla + "unchanged"})
	p.Comments[0].Edited = true
	if r := Judge(items, Said{Pull: p}); said(find(t, r, "consistency-sla")) != "open" || len(r.Refused) != 1 {
		t.Error("a command in a comment that somebody edited counts")
	}
	for _, c := range []Comment{{Own: true}, {Bot: true}} {
		c.Author, c.Association, c.Body = "alice", "MEMBER", sla+"unchanged"
		if r := Judge(items, Said{Pull: &Pull{Author: "alice", Comments: []Comment{c}}}); said(find(t, r, "consistency-sla")) != "open" {
			t.Error("a command of a bot counts")
		}
	}
}

func TestQuestionOfSeveralEventsNeedsTheEvent(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1), edge(catalog.Publish, "orders.paid", "shop/orders.Paid", "orders", 2)))
	r := Judge(items, Said{Pull: conversation([3]string{"alice", "NONE", "/buslint answer owner team-orders"})})
	if len(r.Refused) != 1 || r.Refused[0].Why != "it is asked of several; name one, such as owner@orders.paid" {
		t.Errorf("refused: %v", r.Refused)
	}
}

func TestAnswersOutliveForcePushesAndNotContracts(t *testing.T) {
	t.Parallel()
	p := conversation([3]string{"alice", "NONE", "/buslint answer delivery at-least-once"})
	qs := questions(t)
	r := Judge(Select(qs, added(placed(1))), Said{Pull: p})
	show(p, r)
	tick(t, p, "consistency-sla", "unchanged", true)
	for _, line := range []int{1, 77} { // the same, and after a force-push that moves the code
		r = Judge(Select(qs, added(placed(line))), Said{Pull: p})
		if a, b := said(find(t, r, "consistency-sla")), said(find(t, r, "delivery")); a != "answered unchanged tick" || b != "answered at-least-once command" {
			t.Errorf("line %d: %q and %q", line, a, b)
		}
		show(p, r)
	}

	other := placed(77)
	other.Fields = append(other.Fields[:1:1], catalog.Field{Name: "total", Type: "string"})
	r = Judge(Select(qs, added(other)), Said{Pull: p})
	if a, b := said(find(t, r, "consistency-sla")), said(find(t, r, "delivery")); a != "stale unchanged tick" || b != "stale at-least-once command" {
		t.Errorf("after another payload: %q and %q", a, b)
	}
	show(p, r)
	tick(t, p, "consistency-sla", "unchanged", true) // its box is empty again
	p.Comments = append(p.Comments, Comment{ID: 2000, Author: "alice", Body: "/buslint answer delivery at-least-once"})
	r = Judge(Select(qs, added(other)), Said{Pull: p})
	if a, b := said(find(t, r, "consistency-sla")), said(find(t, r, "delivery")); a != "answered unchanged tick" || b != "answered at-least-once command" {
		t.Errorf("answered again: %q and %q", a, b)
	}

	gone := Judge(Select(qs, Difference{}), Said{Pull: p})
	show(p, gone)
	r = Judge(Select(qs, added(other)), Said{Pull: p})
	if a := said(find(t, r, "delivery")); a != "answered at-least-once command" {
		t.Errorf("after the event was gone for a while: %q", a)
	}
}

func TestRaisedRevisionAsksAgain(t *testing.T) {
	t.Parallel()
	p := conversation([3]string{"alice", "NONE", "/buslint answer delivery at-least-once"})
	qs := questions(t)
	show(p, Judge(Select(qs, added(placed(1))), Said{Pull: p}))
	for i := range qs {
		qs[i].Rev++
	}
	if got := said(find(t, Judge(Select(qs, added(placed(1))), Said{Pull: p}), "delivery")); got != "stale at-least-once command" {
		t.Error(got)
	}
}

func TestTicks(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1)))
	p := conversation()
	judge := func() Review {
		r := Judge(items, Said{Pull: p})
		show(p, r)
		return r
	}
	judge()
	tick(t, p, "source-of-truth", "database", true)
	tick(t, p, "source-of-truth", "event", true)
	if got := said(find(t, judge(), "source-of-truth")); got != "open" {
		t.Errorf("two ticks at once: %q", got)
	}
	tick(t, p, "source-of-truth", "database", true)
	p.TickedBy, p.TickedByID = "bob", 1000
	r := judge()
	if it := find(t, r, "source-of-truth"); said(it) != "answered database tick" || it.Answer.By != "bob" {
		t.Errorf("one tick: %q by %q", said(it), it.Answer.By)
	}
	p.TickedBy, p.TickedByID = "", 0
	tick(t, p, "source-of-truth", "event", true)
	if got := said(find(t, judge(), "source-of-truth")); got != "answered event tick" {
		t.Errorf("another tick: %q", got)
	}
	if it := find(t, judge(), "source-of-truth"); said(it) != "answered event tick" {
		t.Errorf("the same again: %q", said(it))
	}
	tick(t, p, "source-of-truth", "event", false)
	if got := said(find(t, judge(), "source-of-truth")); got != "open" {
		t.Errorf("tick removed: %q", got)
	}
	if strings.Contains(r.Comment(), ":looser -->") {
		t.Error("an answer that needs a note has a box")
	}
}

func TestReviewersAnswerForThemselves(t *testing.T) {
	t.Parallel()
	qs := questions(t)
	for i := range qs {
		qs[i].Who = Who{Reviewer}
	}
	items := Select(qs, added(placed(1)))
	answer := "/buslint answer source-of-truth database"
	for _, c := range []struct {
		name, by, association, want string
	}{
		{"author", "alice", "OWNER", "open"},
		{"member", "bob", "COLLABORATOR", "answered database command"},
	} {
		p := conversation([3]string{c.by, c.association, answer})
		if got := said(find(t, Judge(items, Said{Pull: p}), "source-of-truth")); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if strings.Contains(Judge(items, Said{Pull: p}).Comment(), "- [ ]") {
			t.Error("boxes are shown though nobody would know who ticked them")
		}
	}
}

func TestEntriesOfEventsFile(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1)))
	contract := items[0].Subject.Contract
	events := func(rs ...catalog.Review) catalog.Events {
		return catalog.Events{Topics: []catalog.DeclaredTopic{{Name: "orders.placed", Messages: []catalog.DeclaredMessage{{Payload: "shop/orders.Placed", Review: rs}}}}}
	}
	entry := catalog.Review{Question: "delivery", Rev: 1, Answer: "at-least-once", By: "bob", Contract: contract}
	r := Judge(items, Said{Entries: events(entry), Pull: conversation([3]string{"bob", "MEMBER", "/buslint answer delivery at-most-once"})})
	if it := find(t, r, "delivery"); said(it) != "answered at-least-once events.yml" || it.Answer.By != "alice" {
		t.Errorf("%q by %q: an entry counts first, and is the author's", said(it), it.Answer.By)
	}
	old := entry
	old.Contract = "abc"
	if got := said(find(t, Judge(items, Said{Entries: events(old)}), "delivery")); got != "stale at-least-once events.yml" {
		t.Errorf("an entry for another contract: %q", got)
	}
	wrong := entry
	wrong.Answer = "sometimes"
	if r := Judge(items, Said{Entries: events(wrong)}); said(find(t, r, "delivery")) != "open" || len(r.Refused) != 1 {
		t.Errorf("a wrong entry: %q, refused %v", said(find(t, r, "delivery")), r.Refused)
	}
}

func TestDisputedAnswerNeedsSomebodyElse(t *testing.T) {
	t.Parallel()
	d := added(placed(5))
	d.Findings = []finding.Finding{{Rule: "txpublish", Severity: finding.Error, Position: finding.Position{File: "orders/a.go", Line: 5}}}
	items := Select(questions(t), d)
	const unchanged = "/buslint answer consistency-sla unchanged"
	for _, c := range []struct {
		name     string
		comments [][3]string
		want     string
	}{
		{"author", [][3]string{{"alice", "OWNER", unchanged + " -- trust me"}}, "disputed unchanged command"},
		{"reviewer without a reason", [][3]string{{"alice", "OWNER", unchanged}, {"bob", "MEMBER", unchanged}}, "disputed unchanged command"},
		{"reviewer", [][3]string{{"alice", "OWNER", unchanged}, {"bob", "MEMBER", unchanged + " -- nobody reads it yet"}}, "answered unchanged command"},
		{"reviewer first", [][3]string{{"bob", "MEMBER", unchanged + " -- nobody reads it yet"}, {"alice", "OWNER", unchanged}}, "answered unchanged command"},
		{"another answer", [][3]string{{"alice", "NONE", "/buslint answer consistency-sla looser -- until the commit"}}, "answered looser command"},
	} {
		if got := said(find(t, Judge(items, Said{Pull: conversation(c.comments...)}), "consistency-sla")); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
