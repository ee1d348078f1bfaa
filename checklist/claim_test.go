package checklist

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// claimable is a question whose evidence decides, and an item of it.
func claimable() ([]Question, Item) {
	q := Question{
		ID: "publish-mode", Rev: 1, Ask: "when?", Gate: Block, Who: Who{Author}, Choices: []Choice{{Value: "outbox"}, {Value: "at-once"}},
		Evidence: []Evidence{{Outbox: true, Says: "goes through an outbox", Decides: "outbox"}, {Rule: "txpublish", Says: "in a transaction", Disputes: []string{"at-once"}}},
	}
	at := finding.Position{File: "orders/service.go", Line: 42}
	return []Question{q}, Item{
		Question: q, Status: Open,
		Subject: Subject{
			Topic: catalog.Topic{Certainty: catalog.Constant, Name: "orders"}, Payload: "shop.Placed", Ref: "orders", Contract: "0123456789ab",
			Changes: []catalog.ChangeKind{catalog.EventAdded}, Edges: []catalog.Edge{{Position: at}},
		},
		Facts: []Fact{{Says: "goes through an outbox", Decides: "outbox", Places: []finding.Position{at}}},
	}
}

func TestClaimsOpenQuestionsAndCloseNone(t *testing.T) {
	t.Parallel()
	questions, item := claimable()
	if r := Judge([]Item{item}, Said{}); r.Open() != 0 {
		t.Fatal("what the code decides is open")
	}
	items, err := Claimed(questions, Claims([]Item{item}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(item.Subject, items[0].Subject); diff != "" {
		t.Errorf("subject: %s", diff)
	}
	if r := Judge(items, Said{}); r.Open() != 1 || r.Items[0].Status != Suggested {
		t.Errorf("%+v, want a question that is open and has a suggestion", r.Items)
	}
	questions[0].Scope = PerPull
	whole := Item{Question: questions[0], Subject: Subject{Scope: PerPull, Ref: "pull", Contract: "0123456789ab", Changes: []catalog.ChangeKind{catalog.EventAdded}}}
	if items, err = Claimed(questions, Claims([]Item{whole})); err != nil || items[0].Subject.key() != whole.Subject.key() {
		t.Errorf("%+v, %v, want the question of the whole pull request", items, err)
	}
	if c := Judge(nil, Said{}).Check("c0ffee", "."); c.Unproved().Conclusion != Neutral || c.Unproved().ExternalID == c.ExternalID {
		t.Errorf("%+v, want no success", c.Unproved())
	}
}

func TestHostileClaimsAreRefused(t *testing.T) {
	t.Parallel()
	questions, item := claimable()
	for name, change := range map[string]func(*Claim){
		"unknown question":      func(c *Claim) { c.Question = "@everyone" },
		"reference":             func(c *Claim) { c.Ref = "orders` <script>" },
		"contract":              func(c *Claim) { c.Contract = "x --> <h1>" },
		"certainty":             func(c *Claim) { c.Topic.Certainty = "sure" },
		"long name":             func(c *Claim) { c.Topic.Name = strings.Repeat("a", 501) },
		"name that is no text":  func(c *Claim) { c.Payload = "\xff" },
		"change":                func(c *Claim) { c.Changes = []catalog.ChangeKind{"**merged**"} },
		"file outside":          func(c *Claim) { c.Places[0].File = "../../etc/passwd" },
		"absolute file":         func(c *Claim) { c.Places[0].File = "/etc/passwd" },
		"line 0":                func(c *Claim) { c.Places[0].Line = 0 },
		"too many places":       func(c *Claim) { c.Places = make([]finding.Position, 101) },
		"evidence of its own":   func(c *Claim) { c.Facts[0].Says = "[click](https://evil.example)" },
		"place of the evidence": func(c *Claim) { c.Facts[0].Places = []finding.Position{{File: "a/../../b", Line: 1}} },
	} {
		c := Claims([]Item{item})
		c[0].Places, c[0].Facts = append([]finding.Position{}, c[0].Places...), append([]ClaimedFact{}, c[0].Facts...)
		change(&c[0])
		if _, err := Claimed(questions, c); err == nil {
			t.Errorf("%s: it is believed", name)
		}
	}
	if _, err := Claimed(questions, make([]Claim, 501)); err == nil {
		t.Error("too many are believed")
	}
}

func TestHostileRemarksAreRefused(t *testing.T) {
	t.Parallel()
	good := Remark{Rule: "lostpublish", Severity: finding.Error, File: "shop.go", Line: 3, EndLine: 4, Text: []string{"lost"}, Fingerprint: "0a1b"}
	if err := CheckRemarks([]Remark{good}, []string{"lostpublish"}); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Remark){
		"rule":        func(r *Remark) { r.Rule = "**x**" },
		"severity":    func(r *Remark) { r.Severity = "deadly" },
		"file":        func(r *Remark) { r.File = "../shop.go" },
		"lines":       func(r *Remark) { r.EndLine = 2 },
		"no text":     func(r *Remark) { r.Text = nil },
		"long text":   func(r *Remark) { r.Text = []string{strings.Repeat("a", 501)} },
		"fingerprint": func(r *Remark) { r.Fingerprint = "0 -->" },
		"suggestion":  func(r *Remark) { r.Suggestion = []string{"go func() { evil() }()"} },
	} {
		r := good
		change(&r)
		if CheckRemarks([]Remark{r}, []string{"lostpublish"}) == nil {
			t.Errorf("%s: it is believed", name)
		}
	}
	if CheckRemarks(make([]Remark, 501), nil) == nil {
		t.Error("too many are believed")
	}
}

func TestHostileNewsAreRefused(t *testing.T) {
	t.Parallel()
	at := []finding.Position{{File: "shop.go", Line: 3}}
	if err := CheckNews([]News{{Text: "event added: `<!-- x", Details: []string{"field added"}, Places: at}, {Text: "x"}}); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]News{
		"long text":    {Text: strings.Repeat("a", 501)},
		"no text":      {Text: "\xff"},
		"long detail":  {Text: "x", Details: []string{strings.Repeat("a", 501)}},
		"many details": {Text: "x", Details: make([]string, 101)},
		"many places":  {Text: "x", Places: make([]finding.Position, 101)},
		"file":         {Text: "x", Places: []finding.Position{{File: "/etc/passwd", Line: 1}}},
	} {
		if CheckNews([]News{n}) == nil {
			t.Errorf("%s: it is believed", name)
		}
	}
	if CheckNews(make([]News, 501)) == nil {
		t.Error("too many are believed")
	}
}
