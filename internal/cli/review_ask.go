package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/buslint/buslint/checklist"
)

// asksBack tells whether somebody is there to answer: both ends are a terminal.
func asksBack(out io.Writer) bool { return terminal(out) && term.IsTerminal(int(os.Stdin.Fd())) }

// askBack asks the open questions one by one and writes the answers into events.yml, until all are answered or somebody has enough. It returns the review
// as it is then.
func (a *app) askBack(w asking, r checklist.Review, in io.Reader) (checklist.Review, error) {
	lines := bufio.NewScanner(in)
	passed := map[string]bool{} // questions that were left open
	for {
		it, ok := next(r, passed)
		if !ok {
			return r, nil
		}
		name := it.Question.ID + "@" + it.Subject.Ref
		fmt.Fprintf(a.out, "\n%s\n%s (%s)\n", checklist.Quiet(it.Question.Ask), checklist.Quiet(name), checklist.Quiet(it.Expects()))
		fmt.Fprint(a.out, "answer -- note, nothing to leave it open, q to stop: ")
		if !lines.Scan() {
			fmt.Fprintln(a.out)
			return r, lines.Err()
		}
		value, note, _ := strings.Cut(lines.Text()+" ", " -- ")
		value, note = strings.TrimSpace(value), strings.TrimSpace(note)
		switch value {
		case "q":
			return r, nil
		case "":
			passed[name] = true
			continue
		}
		if why := it.Question.Check(value, note); why != "" {
			fmt.Fprintln(a.out, checklist.Quiet(why))
			continue
		}
		err := w.answer(it, value, note, "")
		if err != nil {
			return r, exit{Usage, err}
		}
		if w.entries, w.text, err = eventsOf(w.name, func(string) ([]byte, error) { return readIfThere(w.file) }); err != nil {
			return r, exit{Usage, err}
		}
		findings := r.Findings
		r = w.judge()
		r.Findings = findings
		if again, ok := find(r, name); ok && again.Status != checklist.Answered {
			fmt.Fprintf(a.out, "written, and %s\n", again.Status)
			passed[name] = true
		}
	}
}

// next is the first question that is open and was not passed, of those that events.yml can answer.
func next(r checklist.Review, passed map[string]bool) (checklist.Item, bool) {
	for _, it := range r.Items {
		if it.Status != checklist.Answered && !it.Later && it.Subject.Scope != checklist.PerPull && !passed[it.Question.ID+"@"+it.Subject.Ref] {
			return it, true
		}
	}
	return checklist.Item{}, false
}

func find(r checklist.Review, name string) (checklist.Item, bool) {
	for _, it := range r.Items {
		if it.Question.ID+"@"+it.Subject.Ref == name {
			return it, true
		}
	}
	return checklist.Item{}, false
}
