package checklist

import (
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// How much of events.yml a suggestion may write anew.
const (
	maxSuggested      = 40 // lines
	maxSuggestedBytes = 8000
)

// Suggestions lists remarks on events.yml, the text of which is what [Said.Entries] was read from: one for each of its entries that the pull request changes
// and whose event has open questions. It offers to write the places of their answers there, with those that the code suggests and those that were given to the
// event as it was before. changed tells whether all of some lines, from 1 on, are the pull request's: beside others GitHub takes no remark.
func (r Review) Suggestions(said Said, text []byte, changed func(from, to int) bool) []Remark {
	var out []Remark
	var told []string // events
	for i := range r.Items {
		s := r.Items[i].Subject
		event := digest(s.Topic.Name, s.Payload)
		if s.Scope != PerEvent || slices.Contains(told, event) || !said.Entries.Has(s.Topic.Name, s.Payload) {
			continue // nobody has written an entry, or it is looked at already
		}
		told = append(told, event)
		if remark, ok := r.suggestion(said, text, s, changed); ok {
			out = append(out, remark)
		}
	}
	return out
}

// suggestion is the remark on the entry of an event.
func (r Review) suggestion(said Said, text []byte, event Subject, changed func(from, to int) bool) (Remark, bool) {
	out := Remark{Rule: catalog.EventsFile, File: said.File, Changed: true}
	about := []string{"answers", event.Topic.Name, event.Payload}
	now := text
	for i := range r.Items {
		it := &r.Items[i]
		s := it.Subject
		if s.Scope != PerEvent || s.Topic.Name != event.Topic.Name || s.Payload != event.Payload || it.Later || it.elsewhere() || it.closed() || it.Status == Disputed {
			continue
		}
		about = append(about, s.Consumer, s.Contract)
		out.Text = append(out.Text, it.Question.ID+": "+it.Expects())
		var err error
		if now, err = catalog.Record(said.File, now, s.Topic.Name, s.Payload, it.entry(said.Today)); err != nil {
			return Remark{}, false // it is written in a way in which it cannot be edited; the comment asks all the same
		}
	}
	if len(out.Text) == 0 {
		return Remark{}, false
	}
	from, to, lines := rewritten(string(text), string(now))
	if from < 1 || len(lines) > maxSuggested || len(strings.Join(lines, "\n")) > maxSuggestedBytes || !changed(from, to) {
		return Remark{}, false
	}
	if slices.ContainsFunc(lines, func(l string) bool { return finding.Clean(l) != l }) {
		return Remark{}, false // it would not be seen what is written
	}
	out.Line, out.EndLine, out.Suggestion = from, to, lines
	out.Text = slices.Insert(out.Text, 0, fmt.Sprintf("%s about %s can be answered here: take the suggestion, and write answers in the place of question marks", count(len(out.Text), "question"), event))
	out.Fingerprint = digest(slices.Compact(about)...)
	return out, true
}

// entry is what is to be written into events.yml: the answer that the code suggests, or the one that was given before something changed, or its place alone.
func (it *Item) entry(today string) catalog.Review {
	out := catalog.Review{Question: it.Question.ID, Rev: it.Question.Rev, Consumer: it.Subject.Consumer, Answer: Unanswered, Contract: it.Subject.Contract}
	value, note := it.suggestion(), ""
	if it.Status == Stale && !it.Answer.waives {
		value, note = it.Answer.Value, it.Answer.Note
	}
	if value != "" && it.Question.Check(value, note) == "" {
		out.Answer, out.Note, out.At = value, note, today
	}
	return out
}

// rewritten finds the lines of a text, from 1 on, that another one has otherwise, and what it has there. Where lines are put in only, the one before them is
// among them: a suggestion replaces something. from is 0 if there is no difference, or none that can be told in this way.
func rewritten(before, after string) (from, to int, lines []string) {
	if before == after || strings.Contains(before, "\r") {
		return 0, 0, nil
	}
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	start := 0
	for start < len(was) && start < len(is) && was[start] == is[start] {
		start++
	}
	end := 0
	for end < len(was)-start && end < len(is)-start && was[len(was)-1-end] == is[len(is)-1-end] {
		end++
	}
	if start == len(was)-end {
		start--
	}
	if start < 0 {
		return 0, 0, nil
	}
	return start + 1, len(was) - end, is[start : len(is)-end]
}
