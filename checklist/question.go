package checklist

import (
	"slices"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Who may answer a question.
type Who string

// The answerers. Whoever may write to the repository may answer for the author.
const (
	Author   Who = "author"
	Reviewer Who = "reviewer" // somebody else than the author of the pull request
)

// Gate is what an open question does to a pull request.
type Gate string

// The gates.
const (
	Block  Gate = "block" // the check asks for action
	Warn   Gate = "warn"  // the check tells of it and passes
	Inform Gate = "info"  // the comment asks, and that is all
)

// Question is asked of each event, or of each consumer, that changed in one of the ways of When.
type Question struct {
	ID       string               `json:"id"`
	Rev      int                  `json:"rev"` // raised to ask again those who answered before
	Ask      string               `json:"ask"`
	Why      string               `json:"why"`
	When     []catalog.ChangeKind `json:"-"`
	Who      Who                  `json:"who"`
	Gate     Gate                 `json:"gate"`
	Choices  []Choice             `json:"choices,omitempty"` // none: the answer is a text
	Evidence []Evidence           `json:"-"`
}

// Choice is one of the answers to a question.
type Choice struct {
	Value string `json:"value"`
	Means string `json:"means"`
	Note  string `json:"note,omitempty"` // what a note must say; "" if none is needed
}

// choice finds a choice by its value.
func (q Question) choice(value string) (Choice, bool) {
	i := slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Value == value })
	if i < 0 {
		return Choice{}, false
	}
	return q.Choices[i], true
}

// Evidence says what a fact of the code means for the answer. Of Rule, Edge and Fields one is set.
type Evidence struct {
	Rule     string           // a finding of this rule concerns the event
	Severity finding.Severity // only such findings, "" for all
	Outbox   bool             // the event is published through an outbox
	Fields   []string         // the payload has a field of such a name

	Says     string
	Suggests string   // value that is likely
	Decides  string   // value that is proved
	Disputes []string // values that the code contradicts
}
