package checklist

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Claim is a question with what it is asked of, as a run tells it that is not trusted: one on a fork, whose code and workflow are somebody else's. The
// question itself and what evidence means are not in it, as they are the base's.
type Claim struct {
	Question string               `json:"question"`
	Topic    catalog.Topic        `json:"topic"`
	Payload  string               `json:"payload,omitempty"`
	Consumer string               `json:"consumer,omitempty"`
	Ref      string               `json:"ref"`
	Contract string               `json:"contract"`
	Changes  []catalog.ChangeKind `json:"changes"`
	Places   []finding.Position   `json:"places"`
	Facts    []ClaimedFact        `json:"facts,omitempty"`
}

// ClaimedFact is evidence that a claim names by what it says.
type ClaimedFact struct {
	Says   string             `json:"says"`
	Names  []string           `json:"names,omitempty"`
	Places []finding.Position `json:"places"`
}

// Claims writes items as claims. What the change silences is for the base to see, which has no need of a claim.
func Claims(items []Item) []Claim {
	out := []Claim{}
	for _, it := range items {
		s := it.Subject
		if s.silences() {
			continue
		}
		c := Claim{Question: it.Question.ID, Topic: s.Topic, Payload: s.Payload, Consumer: s.Consumer, Ref: s.Ref, Contract: s.Contract, Changes: s.Changes, Places: s.places()}
		for _, f := range it.Facts {
			c.Facts = append(c.Facts, ClaimedFact{f.Says, f.Names, f.Places})
		}
		out = append(out, c)
	}
	return out
}

// How much is believed of a run on a fork.
const (
	maxClaims  = 500
	maxClaimed = 100
	maxName    = 500 // characters
	maxLine    = 10_000_000
)

var (
	claimedRef      = lazyregexp.New(`^[A-Za-z0-9._/{}:~-]{1,500}$`)
	claimedContract = lazyregexp.New(`^[0-9a-f]{12}$`)
	claimedPrint    = lazyregexp.New(`^[0-9a-f]{1,64}$`)
)

// Claimed reads claims as items of the base's questions. A claim opens a question, and its evidence may suggest or dispute an answer; it decides none.
func Claimed(questions []Question, claims []Claim) ([]Item, error) {
	if len(claims) > maxClaims {
		return nil, fmt.Errorf("%d questions are more than %d", len(claims), maxClaims)
	}
	var out []Item
	for i, c := range claims {
		it, err := c.item(questions)
		if err != nil {
			return nil, fmt.Errorf("claim %d: %w", i+1, err)
		}
		out = append(out, it)
	}
	return out, nil
}

func (c Claim) item(questions []Question) (Item, error) {
	at := slices.IndexFunc(questions, func(q Question) bool { return q.ID == c.Question })
	switch {
	case at < 0:
		return Item{}, fmt.Errorf("the base asks no question %.80q", c.Question)
	case !claimedRef.MatchString(c.Ref):
		return Item{}, fmt.Errorf("%.80q is no reference", c.Ref)
	case !claimedContract.MatchString(c.Contract):
		return Item{}, fmt.Errorf("%.80q is no contract", c.Contract)
	case questions[at].Scope != PerPull && !slices.Contains([]catalog.Certainty{catalog.Constant, catalog.Pattern, catalog.Unknown}, c.Topic.Certainty):
		return Item{}, fmt.Errorf("%.80q is no certainty", c.Topic.Certainty)
	case !short(c.Topic.Name, c.Payload, c.Consumer):
		return Item{}, errors.New("a name is too long, or no text")
	}
	for _, k := range c.Changes {
		if !slices.Contains(catalog.ChangeKinds(), k) {
			return Item{}, fmt.Errorf("%.80q is no change", k)
		}
	}
	q := questions[at]
	it := Item{Question: q, Status: Open, Subject: Subject{
		Scope: q.Scope, Topic: c.Topic, Payload: c.Payload, Consumer: c.Consumer, Ref: c.Ref, Contract: c.Contract, Changes: c.Changes,
	}}
	it.Subject.Topic.Source, it.Subject.Topic.Resolved = "", catalog.Resolution{}
	if err := claimedPlaces(c.Places); err != nil {
		return Item{}, err
	}
	for _, p := range c.Places {
		it.Subject.Edges = append(it.Subject.Edges, catalog.Edge{Position: p})
	}
	for _, f := range c.Facts {
		i := slices.IndexFunc(q.Evidence, func(e Evidence) bool { return e.Says == f.Says })
		if i < 0 || len(f.Names) > maxClaimed || !short(f.Names...) {
			return Item{}, fmt.Errorf("question %s has no such evidence", q.ID)
		}
		if err := claimedPlaces(f.Places); err != nil {
			return Item{}, err
		}
		e := q.Evidence[i]
		suggests := e.Suggests
		if suggests == "" {
			suggests = e.Decides // who runs on a fork decides nothing
		}
		it.Facts = append(it.Facts, Fact{Says: e.Says, Names: f.Names, Suggests: suggests, Disputes: e.Disputes, Places: f.Places})
	}
	return it, nil
}

func claimedPlaces(ps []finding.Position) error {
	if len(ps) > maxClaimed {
		return fmt.Errorf("%d places are more than %d", len(ps), maxClaimed)
	}
	for _, p := range ps {
		if err := claimedPlace(path.Join(p.Module, p.File), p.Line, p.Line); err != nil {
			return err
		}
	}
	return nil
}

// claimedPlace keeps out what is no file of a repository.
func claimedPlace(file string, from, to int) error {
	if !short(file) || file == "" || path.Clean(file) != file || path.IsAbs(file) || file == ".." || strings.HasPrefix(file, "../") || from < 1 || to < from || to > maxLine {
		return fmt.Errorf("%.80q has no lines %d to %d", file, from, to)
	}
	return nil
}

// short tells whether texts are valid and not too long.
func short(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) || len(s) > maxName })
}

// CheckNews looks through what a run on a fork says that has changed.
func CheckNews(all []News) error {
	if len(all) > maxClaims {
		return fmt.Errorf("%d changes are more than %d", len(all), maxClaims)
	}
	for i, n := range all {
		if err := claimedPlaces(n.Places); err != nil {
			return fmt.Errorf("change %d: %w", i+1, err)
		}
		if !short(n.Text) || !short(n.Details...) || len(n.Details) > maxClaimed {
			return fmt.Errorf("change %d is too long, or no text", i+1)
		}
	}
	return nil
}

// CheckRemarks looks through what a run on a fork says that it has found. rules are the names of all rules.
func CheckRemarks(remarks []Remark, rules []string) error {
	if len(remarks) > maxLintAnnotations {
		return fmt.Errorf("%d findings are more than %d", len(remarks), maxLintAnnotations)
	}
	for i, r := range remarks {
		switch err := claimedPlace(r.File, r.Line, r.EndLine); {
		case err != nil:
			return fmt.Errorf("finding %d: %w", i+1, err)
		case !slices.Contains(rules, r.Rule) || r.Severity.Rank() == 0 || len(r.Suggestion) > 0 || !claimedPrint.MatchString(r.Fingerprint) || len(r.Text) == 0 || len(r.Text) > maxClaimed || !short(r.Text...):
			return fmt.Errorf("finding %d is none of buslint's", i+1)
		}
	}
	return nil
}

// Unproved is the check run of what a run on a fork tells: it may keep a pull request from being merged, and proves nothing good.
func (c *Check) Unproved() *Check {
	out := *c
	if out.Conclusion == Success {
		out.Conclusion = Neutral
	}
	out.Summary += " This is what the run on the fork tells, whose workflow and code are the author's."
	out.seal()
	return &out
}
