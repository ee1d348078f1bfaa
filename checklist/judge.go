package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Said is where answers come from.
type Said struct {
	Entries catalog.Events                         // of the head's events.yml: what the author says
	File    string                                 // what that file is called in messages, such as its path in the repository
	Line    func(topic, payload string, n int) int // on which line of it the nth answer about an event stands, 0 if that is not known; see [catalog.ReviewLines]
	Agreed  catalog.Events                         // of the base's
	Pull    *Pull                                  // nil outside of one
	Today   string                                 // date, such as 2026-11-22, by which answers expire; "" if none does
}

// Review is what is asked and what was answered.
type Review struct {
	Items   []Item
	Refused []Refused // answers that do not count, and why
	Ignored int       // commands of people who may not answer

	Kept string // for a later run, which finds it with [KeptIn]; "" for nothing

	Withdrawn []Withdrawal // questions that were asked before and are no more

	Changes  []catalog.Change  // that raise the questions; only those who write reviews need them
	Claimed  []News            // what a run that is not trusted says of the changes; nil if Changes are known
	Findings []finding.Finding // on the change

	pull  *Pull
	state state
}

// Refused is an answer that does not count.
type Refused struct {
	Text string `json:"text"`
	By   string `json:"by,omitempty"`
	URL  string `json:"url,omitempty"`
	Why  string `json:"why"`

	question string // "" if it cannot be read
}

// Judge says which questions are answered. The answer of the events.yml in the head counts first, then commands, then ticks, then what the code proves.
func Judge(items []Item, said Said) Review {
	r := Review{Items: slices.Clone(items), pull: said.Pull}
	entries := make([][]Answer, len(items))
	for i := range items {
		entries[i] = r.entries(&items[i], said)
	}
	given := make([][]Answer, len(items)) // by commands and ticks
	var before state
	if said.Pull != nil {
		var all []box
		if own := said.Pull.own(); len(own) > 0 {
			before, all = readState(own[0].Body), boxes(own[0].Body)
		}
		var reopened []reopening
		given, reopened = r.commanded(before.Commands, entries)
		for i := range r.Items {
			r.Items[i].reopened = reopened[i].is
			entries[i] = slices.DeleteFunc(entries[i], func(a Answer) bool { return a.digest() == reopened[i].entry })
			if reopened[i].now {
				continue // the tick was there before, as far as is known
			}
			if a, ok := r.ticked(&r.Items[i], all, before.Ticks); ok {
				given[i] = append(given[i], a)
			}
		}
		for _, c := range before.Ticks {
			if r.item(c) < 0 { // the event is gone, and may come back
				c.Shown = false
				r.state.Ticks = append(r.state.Ticks, c)
			}
		}
	}
	for i := range r.Items {
		it := &r.Items[i]
		it.settle(append(entries[i], given[i]...))
		it.OnPull = said.Pull == nil && it.elsewhere()
	}
	r.postpone()
	if said.Pull != nil {
		r.withdraw(before.Asked)
	}
	return r
}

// maxAsked is how many questions are asked at once: nobody reads twenty.
const maxAsked = 10

// postpone leaves so many open questions as are asked at once, those that block first. What is silenced is asked about at once: it must not hide behind
// questions that its author has raised.
func (r *Review) postpone() {
	asked := 0
	for _, blocks := range []bool{true, false} {
		for i := range r.Items {
			if it := &r.Items[i]; !it.closed() && !it.Subject.silences() && it.Blocks() == blocks {
				it.Later = asked >= maxAsked
				asked++
			}
		}
	}
}

// Later counts the questions that are open and not asked yet.
func (r Review) Later() int {
	return r.count(func(it *Item) bool { return it.Later })
}

// entries lists what events.yml answers to an item, the latest revision first.
func (r *Review) entries(it *Item, said Said) []Answer {
	q, s := it.Question, it.Subject
	if s.Scope == PerPull {
		return nil // events.yml speaks of topics
	}
	agreed := said.Agreed.Reviews(s.Topic.Name, s.Payload)
	var out []Answer
	for n, e := range said.Entries.Reviews(s.Topic.Name, s.Payload) {
		if e.Question != q.ID || e.Consumer != s.Consumer || e.Answer == Unanswered {
			continue // another question, or the place of an answer that nobody has given
		}
		if why := q.Check(e.Answer, e.Note); why != "" && e.Rev == q.Rev {
			r.Refused = append(r.Refused, Refused{Text: said.place(s, n) + ": " + q.ID + " " + e.Answer, Why: why})
			continue
		}
		a := Answer{Value: e.Answer, Note: e.Note, By: e.By, Via: ByEntry, contract: e.Contract, rev: e.Rev, expired: q.expired(e.At, said.Today), reviewed: slices.Contains(agreed, e)}
		if said.Pull != nil && !a.reviewed {
			a.By = said.Pull.Author // whoever it names, the author wrote it
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b Answer) int { return -cmp.Compare(a.rev, b.rev) })
	return out
}

// place is where the nth answer about an event stands.
func (s Said) place(about Subject, n int) string {
	file := cmp.Or(s.File, catalog.EventsFile)
	if s.Line == nil {
		return file
	}
	if line := s.Line(about.Topic.Name, about.Payload, n); line > 0 {
		return fmt.Sprintf("%s:%d", file, line)
	}
	return file
}

// expired tells whether an answer of a day is too old. One without a day is: nobody knows how old it is.
func (q Question) expired(at, today string) bool {
	if q.Expires == 0 || today == "" {
		return false
	}
	now, err := time.Parse(time.DateOnly, today)
	return err == nil && at < now.AddDate(0, 0, -q.Expires).Format(time.DateOnly)
}

// reopening is what a command to reopen does to an item.
type reopening struct {
	is    bool   // somebody reopened it as it is now
	now   bool   // and that is seen for the first time
	entry string // digest of the entry of events.yml that does not count any more
}

// commanded lists what commands answer to each item, the latest first, which items they reopen, and notes what they were given for. entries are those of
// events.yml.
func (r *Review) commanded(before []counted, entries [][]Answer) ([][]Answer, []reopening) {
	out, reopened := make([][]Answer, len(r.Items)), make([]reopening, len(r.Items))
	for _, c := range r.pull.Comments {
		if c.Own || c.Bot {
			continue
		}
		cs, wrong := commands(c.Body)
		if !r.known(c) {
			r.Ignored += len(cs) + len(wrong)
			continue
		}
		for _, line := range wrong {
			r.refuse(c, line, "", noWords)
		}
		for n, cmd := range cs {
			i, seen, why := r.command(c, n, cmd, before, entries)
			switch {
			case why != "":
				r.refuse(c, cmd.String(), cmd.Question, why)
			case i >= 0: // or else the event is gone, and may come back
				a := r.answered(c, cmd, seen)
				if cmd.Verb == toReopen {
					now := !slices.ContainsFunc(before, seen.same)
					out[i], reopened[i] = nil, reopening{is: a.current(&r.Items[i]), now: now || reopened[i].now, entry: seen.Void}
				} else {
					out[i] = slices.Insert(out[i], 0, a)
				}
				r.Refused = slices.DeleteFunc(r.Refused, func(o Refused) bool { // told, and done better since
					return o.By == c.Author && (o.question == cmd.Question || o.question == "")
				})
			}
		}
	}
	return out, reopened
}

// command is the item that the nth command of a comment is about, and what it was given for; -1 if that is not asked now. Or it says why the command does
// not count.
func (r *Review) command(c Comment, n int, cmd command, before []counted, entries [][]Answer) (item int, seen counted, why string) {
	if c.Edited {
		return -1, counted{}, "the comment was edited, and GitHub does not say by whom; write a new one"
	}
	i, seen, why := r.meant(cmd, before, c.ID, n)
	if i >= 0 && cmd.Verb == toReopen && !slices.ContainsFunc(before, seen.same) {
		seen.Void = currentEntry(&r.Items[i], entries[i])
	}
	if seen.Comment != 0 {
		r.state.Commands = append(r.state.Commands, seen)
	}
	if why != "" || i < 0 {
		return -1, counted{}, why
	}
	return i, seen, r.forbids(c, cmd, r.Items[i].Question)
}

// forbids says why a command does not count, "" if it does.
func (r *Review) forbids(c Comment, cmd command, q Question) string {
	mine := c.Author == r.pull.Author
	switch {
	case cmd.Verb == toReopen:
		return "" // whoever is heard here may ask again
	case cmd.Verb == toWaive && mine:
		return "somebody else than the author has to waive it"
	case cmd.Verb == toWaive && cmd.Note == "":
		return "a reason is missing; write " + slash + " waive " + cmd.Question + " -- REASON"
	case cmd.Verb == toAnswer && q.Check(cmd.Value, cmd.Note) != "":
		return q.Check(cmd.Value, cmd.Note)
	case !q.Who.may(c, r.pull):
		return "it is to be answered by " + q.Who.String()
	}
	return ""
}

// answered is the answer that a command gives.
func (r *Review) answered(c Comment, cmd command, seen counted) Answer {
	return Answer{
		Value: cmd.Value, Note: cmd.Note, By: c.Author, Via: ByCommand, URL: c.URL,
		contract: seen.Contract, rev: seen.Rev, reviewed: c.Author != r.pull.Author, waives: cmd.Verb == toWaive,
	}
}

// currentEntry is the digest of the entry that answers an item as it is now, "" if there is none.
func currentEntry(it *Item, entries []Answer) string {
	i := slices.IndexFunc(entries, func(a Answer) bool { return a.current(it) })
	if i < 0 {
		return ""
	}
	return entries[i].digest()
}

// known tells whether somebody's commands are read: the author's, those of people who may write to the repository, and of those whom a question names.
func (r *Review) known(c Comment) bool {
	return c.Author == r.pull.Author || c.Member() || slices.ContainsFunc(r.Items, func(it Item) bool { return it.Question.Who.names(c.Author, r.pull) })
}

func (r *Review) refuse(c Comment, text, question, why string) {
	r.Refused = append(r.Refused, Refused{Text: text, By: c.Author, URL: c.URL, Why: why, question: question})
}

// meant finds the item that a command answers, and what it was given for: what is there when it is seen for the first time.
func (r *Review) meant(cmd command, before []counted, comment int64, n int) (item int, seen counted, why string) {
	i := slices.IndexFunc(before, counted{Comment: comment, Number: n, Question: cmd.Question}.same)
	if i >= 0 {
		seen = before[i]
		return r.item(seen), seen, ""
	}
	var found []int
	var refs []string
	for i, it := range r.Items {
		if it.Question.ID == cmd.Question {
			refs = append(refs, it.Subject.Ref)
			if cmd.Ref == "" || cmd.Ref == it.Subject.Ref {
				found = append(found, i)
			}
		}
	}
	switch {
	case len(refs) == 0:
		return -1, counted{}, "no such question is asked here"
	case len(found) == 0:
		return -1, counted{}, "it is asked of nothing of that name; it is of " + strings.Join(refs, ", ")
	case len(found) > 1:
		return -1, counted{}, "it is asked of several; name one, such as " + cmd.Question + "@" + refs[0]
	}
	it := r.Items[found[0]]
	return found[0], counted{Comment: comment, Number: n, Question: it.Question.ID, Rev: it.Question.Rev, Subject: it.Subject.key(), Contract: it.Subject.Contract}, ""
}

// item finds the item that an answer was given to, -1 if it is not asked now.
func (r *Review) item(c counted) int {
	return slices.IndexFunc(r.Items, func(it Item) bool { return it.Question.ID == c.Question && it.Subject.key() == c.Subject })
}

// ticked is what a box answers to an item. Who ticked it is known only in the run that the tick started.
func (r *Review) ticked(it *Item, all []box, before []counted) (Answer, bool) {
	if !it.Question.Who.author() {
		return Answer{}, false // GitHub does not keep who it was
	}
	by := ""
	if own := r.pull.own(); len(own) > 0 && own[0].ID == r.pull.TickedByID {
		by = r.pull.TickedBy
	}
	c, ok := ticked(it, all, before, by)
	if !ok {
		return Answer{}, false
	}
	r.state.Ticks = append(r.state.Ticks, c)
	return Answer{Value: c.Value, By: c.By, Via: ByTick, contract: c.Contract, rev: c.Rev}, true
}

// Blocking counts the items that keep a pull request from being merged.
func (r Review) Blocking() int {
	return r.count(func(it *Item) bool { return it.Blocks() })
}

// Open counts the items that are not answered.
func (r Review) Open() int {
	return r.count(func(it *Item) bool { return !it.closed() })
}

func (r Review) count(f func(it *Item) bool) int {
	n := 0
	for i := range r.Items {
		if f(&r.Items[i]) {
			n++
		}
	}
	return n
}
