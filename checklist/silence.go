package checklist

import (
	"slices"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Silenced is the change that raises questions about what keeps buslint from telling something. It goes with [PerPull] alone.
const Silenced catalog.ChangeKind = "silenced"

// changeKinds are all that questions can be asked on.
func changeKinds() []catalog.ChangeKind { return append(catalog.ChangeKinds(), Silenced) }

// SilenceKind is a way to keep buslint from telling something.
type SilenceKind string

// The kinds.
const (
	Ignores    SilenceKind = "ignore"        // a comment in the code
	Baselined  SilenceKind = "baseline"      // an entry of the baseline
	Modelled   SilenceKind = "model"         // what a model says of a function or type
	Configured SilenceKind = "configuration" // of rules, questions or topics
	Approved   SilenceKind = "approval"      // of a change of a payload
	Removed    SilenceKind = "removal"       // of a model, or of configuration
)

func silenceKinds() []SilenceKind {
	return []SilenceKind{Ignores, Baselined, Modelled, Configured, Approved, Removed}
}

// Silence is one line by which a change keeps something from being told.
type Silence struct {
	Kind SilenceKind
	At   finding.Position
	Text string // what it says, in the words of who wrote it
}

// maxSilences is how many of a kind are told one by one. All are named by file and line.
const maxSilences = 40

// silenced is what a change silences, as one thing to ask about: nothing if it silences nothing. Its contract is what is silenced in which file.
func silenced(all []Silence) []Subject {
	if len(all) == 0 {
		return nil
	}
	s := Subject{Scope: PerPull, Changes: []catalog.ChangeKind{Silenced}, Ref: string(Silenced)}
	var about []string
	for _, x := range all {
		about = append(about, digest(string(x.Kind), x.At.Path(), x.Text))
	}
	slices.Sort(about)
	s.Contract = digest(about...)
	return []Subject{s}
}

// silences tells whether a subject is what a change silences.
func (s Subject) silences() bool { return slices.Contains(s.Changes, Silenced) }

// asksOfSilence tells whether a question is about what a change silences.
func (q Question) asksOfSilence() bool { return slices.Contains(q.When, Silenced) }

// silences lists what a change adds of the evidence's kind: a fact for each, and one for all that are too many.
func (e Evidence) silences(all []Silence) []Fact {
	var out []Fact
	var rest []finding.Position
	for _, s := range all {
		switch {
		case s.Kind != e.Added:
		case len(out) < maxSilences:
			out = append(out, Fact{Says: e.Says, Names: []string{clip(s.Text)}, Places: []finding.Position{s.At}})
		default:
			rest = append(rest, s.At)
		}
	}
	if len(rest) > 0 {
		out = append(out, Fact{Says: e.Says, Places: distinct(rest)})
	}
	return out
}
