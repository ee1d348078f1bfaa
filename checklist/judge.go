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
	if said.Pull != nil {
		before := state{}
		var all []box
		if own := said.Pull.own(); len(own) > 0 {
			before, all = readState(own[0].Body), boxes(own[0].Body)
		}
		given = r.commanded(before.Commands)
		for i := range r.Items {
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
			if it := &r.Items[i]; it.Status != Answered && !it.Subject.silences() && it.Blocks() == blocks {
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

// commanded lists what commands answer to each item, the latest first, and notes what they were given for.
func (r *Review) commanded(before []counted) [][]Answer {
	out := make([][]Answer, len(r.Items))
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
			r.refuse(c, line, "", "it cannot be read; write "+usage)
		}
		for n, cmd := range cs {
			i, a, why := r.command(c, n, cmd, before)
			switch {
			case why != "":
				r.refuse(c, cmd.String(), cmd.Question, why)
			case i >= 0: // or else the event is gone, and may come back
				out[i] = slices.Insert(out[i], 0, a)
				r.Refused = slices.DeleteFunc(r.Refused, func(o Refused) bool { // told, and done better since
					return o.By == c.Author && (o.question == cmd.Question || o.question == "")
				})
			}
		}
	}
	return out
}

// command is what the nth command of a comment answers, and to which item; -1 if that is not asked now. Or it says why the command does not count.
func (r *Review) command(c Comment, n int, cmd command, before []counted) (item int, a Answer, why string) {
	if c.Edited {
		return -1, Answer{}, "the comment was edited, and GitHub does not say by whom; write a new one"
	}
	i, seen, why := r.meant(cmd, before, c.ID, n)
	if seen.Comment != 0 {
		r.state.Commands = append(r.state.Commands, seen)
	}
	if why != "" || i < 0 {
		return -1, Answer{}, why
	}
	q := r.Items[i].Question
	if why := q.Check(cmd.Value, cmd.Note); why != "" {
		return -1, Answer{}, why
	}
	if !q.Who.may(c, r.pull) {
		return -1, Answer{}, "it is to be answered by " + q.Who.String()
	}
	return i, Answer{Value: cmd.Value, Note: cmd.Note, By: c.Author, Via: ByCommand, URL: c.URL, contract: seen.Contract, rev: seen.Rev, reviewed: c.Author != r.pull.Author}, ""
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
	i := slices.IndexFunc(before, func(c counted) bool { return c.Comment == comment && c.Number == n && c.Question == cmd.Question })
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
	return r.count(func(it *Item) bool { return it.Status != Answered })
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
