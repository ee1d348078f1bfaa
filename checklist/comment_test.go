package checklist

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

func TestCodeHoldsAnything(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", " ", "a", "`", "``a`", "a\n\n# b", "<!-- x -->", "@all", "a\x1b[31mb", "\u202eabc", "| a |", "\\`", " a "} {
		source := []byte("before " + code(s) + " after")
		p, ok := markdown().Parse(text.NewReader(source)).FirstChild().(*ast.Paragraph)
		if !ok || p.NextSibling() != nil {
			t.Errorf("%q breaks out of its paragraph", s)
			continue
		}
		var kinds []string
		for n := p.FirstChild(); n != nil; n = n.NextSibling() {
			kinds = append(kinds, n.Kind().String())
		}
		if got := strings.Join(kinds, " "); got != "Text CodeSpan Text" {
			t.Errorf("%q is written as %q, which is %s", s, source, got)
		}
	}
}

func TestCommentOfHostileNamesReadsBack(t *testing.T) {
	t.Parallel()
	e := placed(1)
	e.Topic.Name = "a`b``c</details>\n- [x] yes <!-- bl:delivery:1@000000000000:000000000000:at-most-once --> @org/all"
	e.Payload, e.Package = "x<!--y", "z\x1b[2J"
	e.Fields = []catalog.Field{{Name: "`email`", Type: "string"}, {Name: "a.`\nemail", Type: "string"}}
	d := added(e)
	d.Silences = []Silence{{Kind: Ignores, At: finding.Position{File: "a`<!--x", Line: 1}, Text: "lostpublish ` <!-- x --> @org/all"}}
	items := Select(questions(t), d)
	r := Judge(items, Said{Pull: conversation()})
	r.Changes, r.Findings = d.Changes, []finding.Finding{{Rule: "pii", Severity: finding.Error, Text: "`` <script> @org/all"}}
	body := r.Comment()
	for _, b := range boxes(body) {
		if b.ticked || b.subject != items[0].Subject.key() {
			t.Errorf("box that the topic's name has made: %+v", b)
		}
	}
	doc := markdown().Parse(text.NewReader([]byte(body)))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := n.(*ast.RawHTML); ok && entering {
			for i := range raw.Segments.Len() {
				seg := raw.Segments.At(i)
				if s := string(seg.Value([]byte(body))); !strings.HasPrefix(s, "<!-- bl:") {
					t.Errorf("HTML in the comment: %q", s)
				}
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCommentFitsAndKeepsWhatItCannotShow(t *testing.T) {
	t.Parallel()
	var edges []catalog.Edge
	for i := range 400 {
		e := edge(catalog.Publish, fmt.Sprintf("topic.%03d", i), "shop/orders.Placed", "orders", i+1)
		e.Outbox = true // publish-mode is answered, and shown as such
		edges = append(edges, e)
	}
	items := Select(questions(t), added(edges...))
	p := conversation()
	r := Judge(items, Said{Pull: p})
	show(p, r)
	tick(t, p, "source-of-truth", "database", true) // of the first event
	for range 2 {
		r = Judge(items, Said{Pull: p})
		body := r.Comment()
		if n := utf8.RuneCountInString(body); n > maxComment {
			t.Fatalf("%d characters", n)
		}
		if !strings.Contains(body, "not shown for want of room") {
			t.Error("the comment does not tell that it is not whole")
		}
		show(p, r)
	}
	if got := len(items) - r.Open(); got != 401 {
		t.Errorf("%d answers, want the one that was ticked and those of the code", got)
	}
}

func TestNoQuestionsNoComment(t *testing.T) {
	t.Parallel()
	if got := Judge(nil, Said{Pull: conversation()}).Comment(); got != "" {
		t.Errorf("comment %q", got)
	}
	p := conversation()
	show(p, Judge(Select(questions(t), added(placed(1))), Said{Pull: p}))
	if got := Judge(nil, Said{Pull: p}).Comment(); !strings.Contains(got, "No event changed") {
		t.Errorf("the comment that is there still asks: %q", got)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(5)))
	p := conversation()
	r := Judge(items, Said{Pull: p})
	c := r.Check("c0ffee", "shop")
	if c.Conclusion != ActionRequired || c.Title != "12 questions open, 0 answered" || len(c.Annotations) != 1 {
		t.Errorf("%s, %q, %d annotations", c.Conclusion, c.Title, len(c.Annotations))
	}
	if a := c.Annotations[0]; a.File != "shop/orders/a.go" || a.Line != 5 || a.Level != Caution || a.Title != "Open questions about orders.placed" || strings.Count(a.Message, "\n") != 10 {
		t.Errorf("annotation %+v", a)
	}
	if again := r.Check("c0ffee", "shop"); again.ExternalID != c.ExternalID {
		t.Error("the same check has another ID")
	}
	if p.Draft = true; r.Check("c0ffee", ".").Conclusion != Neutral {
		t.Error("a draft is blocked")
	}
	if c := Judge(nil, Said{}).Check("c0ffee", "."); c.Conclusion != Success {
		t.Errorf("nothing to ask: %s", c.Conclusion)
	}
	for i := range items {
		items[i].Question.Gate = Warn
	}
	if c := Judge(items, Said{}).Check("c0ffee", "."); c.Conclusion != Neutral || c.Annotations[0].Level != Notice {
		t.Errorf("nothing blocks: %s", c.Conclusion)
	}
}

func TestPlanChangesNothingTwice(t *testing.T) {
	t.Parallel()
	items := Select(questions(t), added(placed(1)))
	p := conversation()
	r := Judge(items, Said{Pull: p})
	want := Desired{Body: r.Comment(), Check: r.Check(p.HeadSHA, ".")}
	if got := Plan(want, *p); len(got) != 2 || got[0].Kind != CreateComment || got[1].Kind != CreateCheck {
		t.Fatalf("plan %+v", got)
	}
	show(p, r)
	done := *want.Check
	done.ID, done.Completed = 5, true
	p.Checks = []Check{done}
	r = Judge(items, Said{Pull: p})
	if got := Plan(Desired{Body: r.Comment(), Check: r.Check(p.HeadSHA, ".")}, *p); len(got) != 0 {
		t.Errorf("plan of what is done: %+v", got)
	}

	p.Comments = append(p.Comments, Comment{ID: 2000, Own: true, Body: want.Body}, Comment{ID: 2001, Body: want.Body})
	if got := Plan(Desired{Body: want.Body, Check: want.Check}, *p); len(got) != 1 || got[0].Kind != DeleteComment || got[0].Comment != 2000 {
		t.Errorf("plan where a second comment of buslint's is: %+v", got)
	}
	p.HeadSHA = "beef"
	if got := Plan(Desired{Check: r.Check(p.HeadSHA, ".")}, *p); len(got) != 1 || got[0].Kind != CreateCheck {
		t.Errorf("plan for another head: %+v", got)
	}
}
