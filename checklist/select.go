package checklist

import (
	"slices"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Difference is what changed in the code, and what is known of the code after the change.
type Difference struct {
	Changes  []catalog.Change
	Head     catalog.Catalogue
	Findings []finding.Finding // of all rules and severities, those that comments ignore among them: a comment of the author proves nothing
	Silences []Silence         // what the change adds that keeps something from being told
}

// Item is a question that is asked of a subject.
type Item struct {
	Question Question
	Subject  Subject
	Facts    []Fact
	Status   Status
	Later    bool    // open, and asked only when others are answered
	OnPull   bool    // only a pull request has who may answer it, and this is none: it does not block here
	reopened bool    // somebody wants people to answer, whatever the code proves
	Answer   *Answer // that counts, or that the code disputes, or that was given before something changed; nil if there is none
}

// Select lists the questions that a difference raises, by subject, and for each subject in the order of the questions. Nothing is answered yet. What is
// asked once for a topic or for all comes last.
func Select(questions []Question, d Difference) []Item {
	var out []Item
	var events, topics, pull, silence []Question
	for _, q := range questions {
		switch {
		case q.asksOfSilence():
			silence = append(silence, q)
		case q.Scope == PerTopic:
			topics = append(topics, q)
		case q.Scope == PerPull:
			pull = append(pull, q)
		default:
			events = append(events, q)
		}
	}
	out = append(out, selectFrom(events, subjects(d.Changes, d.Head), d)...)
	out = append(out, selectFrom(topics, topicSubjects(d.Changes, d.Head), d)...)
	out = append(out, selectFrom(pull, pullSubject(d.Changes), d)...)
	return append(out, selectFrom(silence, silenced(d.Silences), d)...)
}

func selectFrom(questions []Question, all []Subject, d Difference) []Item {
	var out []Item
	for _, s := range all {
		for _, q := range questions {
			if !q.asked(s) {
				continue
			}
			if s.Consumer == "" && slices.ContainsFunc(all, func(o Subject) bool { return o.consumes(s) && q.asked(o) }) {
				continue // those who consume it are asked, each for itself
			}
			out = append(out, Item{Question: q, Subject: s, Facts: q.facts(s, d), Status: Open})
		}
	}
	return out
}

// asked tells whether a question is asked of a subject.
func (q Question) asked(s Subject) bool {
	return slices.ContainsFunc(s.Changes, func(k catalog.ChangeKind) bool { return slices.Contains(q.When, k) })
}

// consumes tells whether a subject is a consumer of an event, of whatever type it reads: topics that are not known are told apart by the payload.
func (s Subject) consumes(event Subject) bool {
	return s.Consumer != "" && s.Topic.Certainty == event.Topic.Certainty && s.Topic.Name == event.Topic.Name &&
		(s.Topic.Certainty != catalog.Unknown || s.Payload == event.Payload)
}
