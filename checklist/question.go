package checklist

import (
	"slices"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Gate is what an open question does to a pull request.
type Gate string

// The gates.
const (
	Block  Gate = "block" // the check asks for action
	Warn   Gate = "warn"  // the check tells of it and passes
	Inform Gate = "info"  // the comment asks, and that is all
)

// Scope is what a question is asked once for.
type Scope string

// The scopes.
const (
	PerEvent Scope = "event" // each event, or each consumer of one
	PerTopic Scope = "topic" // each topic, whatever its events
	PerPull  Scope = "pull"  // the pull request as a whole
)

// Question is asked of what changed in one of the ways of When.
type Question struct {
	ID       string               `json:"id"`
	Pack     string               `json:"pack,omitempty"` // "" for a question of the team
	Rev      int                  `json:"rev"`            // raised to ask again those who answered before
	Ask      string               `json:"ask"`
	Why      string               `json:"why"`
	When     []catalog.ChangeKind `json:"-"`
	Scope    Scope                `json:"scope"`
	Type     Type                 `json:"type"`
	Expires  int                  `json:"expires,omitempty"` // days after which an answer of events.yml is asked for again; 0: never
	Who      Who                  `json:"who"`
	Gate     Gate                 `json:"gate"`
	Choices  []Choice             `json:"choices,omitempty"`
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

// Evidence says what a fact of the code means for the answer. Of Rule, Outbox, Consumed, Fields and Added one is set.
type Evidence struct {
	Rule     string           // a finding of this rule concerns the event
	Severity finding.Severity // only such findings, "" for all
	Outbox   bool             // the event is published through an outbox
	Consumed bool             // somebody consumes it, by the code or by events.yml
	Fields   []string         // the payload has a field of such a name
	Added    SilenceKind      // something of this kind was added that keeps buslint silent

	Says     string
	Suggests string   // value that is likely
	Decides  string   // value that is proved
	Disputes []string // values that the code contradicts
}
