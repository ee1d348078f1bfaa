package checklist

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Text writes the review for people at a terminal, and for the logs of workflows.
func (r Review) Text(w io.Writer) error {
	var b strings.Builder
	line := func(indent int, format string, args ...any) {
		b.WriteString(strings.Repeat("  ", indent) + Quiet(fmt.Sprintf(format, args...)) + "\n")
	}
	r.changed(line)
	subject := ""
	for i := range r.Items {
		it := &r.Items[i]
		if it.Later {
			continue
		}
		if key := it.Subject.key(); key != subject {
			subject = key
			heading := it.Subject.String()
			if !it.Subject.silences() {
				heading += ": " + it.Subject.changed()
			}
			line(0, "%s", heading)
			for _, p := range it.Subject.places() {
				line(1, "%s:%d", p.Path(), p.Line)
			}
			b.WriteString("\n")
		}
		it.text(line, r.pull)
		b.WriteString("\n")
	}
	line(0, "%s", r.title())
	if n := r.Later(); n > 0 {
		line(0, "%s when these are answered", follow(n))
	}
	for _, w := range r.Withdrawn {
		line(1, "withdrawn: %s of %s", w.Question, w.Name)
	}
	for _, f := range r.Refused {
		line(1, "not counted: %s: %s", clip(f.Text), f.Why)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Quiet keeps a text on its line and from being a command, of a terminal or of a workflow, which knows one form of them anywhere in a line.
func Quiet(s string) string { return strings.ReplaceAll(finding.Clean(s), "##[", "## [") }

func (it *Item) text(line func(indent int, format string, args ...any), pull *Pull) {
	q := it.Question
	gate := ""
	switch {
	case it.closed():
	case it.OnPull:
		gate = ", to be answered on the pull request"
	case q.Gate != Block:
		gate = ", not blocking"
	}
	line(1, "%s (%s%s)", q.ID, it.Status, gate)
	line(2, "%s", q.Ask)
	if !it.closed() {
		line(2, "%s", q.Why)
	}
	if who := it.answerers(pull); who != "" && !it.closed() {
		line(2, "%s", strings.ReplaceAll(who, "`", ""))
	}
	for _, f := range it.Facts {
		text := f.Says
		if len(f.Names) > 0 {
			text += ": " + strings.Join(f.Names, ", ")
		}
		var at []string
		for _, p := range f.Places {
			at = append(at, fmt.Sprintf("%s:%d", p.Path(), p.Line))
		}
		line(2, "the code: %s%s: %s", text, strings.ReplaceAll(f.means(), "`", ""), strings.Join(at, ", "))
	}
	if a := it.Answer; a != nil {
		said := map[Status]string{Answered: "answer", Waived: "waived", Disputed: "disputed answer", Stale: "answer to what it was before"}[it.Status]
		text := a.Value
		switch {
		case a.waives:
			text = "no answer is needed, " + a.Note
		case a.Note != "":
			text += ", " + a.Note
		}
		line(2, "%s: %s (%s)", said, text, a.Via)
	}
	if it.closed() {
		return
	}
	for _, c := range q.Choices {
		note := ""
		if c.Note != "" {
			note = "; note: " + c.Note
		}
		line(3, "%s: %s%s", c.Value, c.Means, note)
	}
	command := "buslint"
	if it.elsewhere() {
		command = "on the pull request: " + slash
	}
	line(2, "%s answer %s@%s %s", command, q.ID, it.Subject.Ref, map[bool]string{true: "TEXT", false: "VALUE"}[len(q.Choices) == 0])
}

// JSON writes the review for programs.
func (r Review) JSON(w io.Writer) error {
	type item struct {
		Question Question `json:"question"`
		Subject  Subject  `json:"subject"`
		Status   Status   `json:"status"`
		Blocks   bool     `json:"blocks"`
		Later    bool     `json:"later,omitempty"`
		Facts    []Fact   `json:"facts"`
		Answer   *Answer  `json:"answer,omitempty"`
	}
	doc := struct {
		Version  int               `json:"version"`
		Open     int               `json:"open"`
		Blocking int               `json:"blocking"`
		Changes  []catalog.Change  `json:"changes"`
		Findings []finding.Finding `json:"findings"`
		Items    []item            `json:"items"`
		Gone     []Withdrawal      `json:"withdrawn,omitempty"`
		Refused  []Refused         `json:"refused,omitempty"`
	}{1, r.Open(), r.Blocking(), append([]catalog.Change{}, r.Changes...), append([]finding.Finding{}, r.Findings...), []item{}, r.Withdrawn, r.Refused}
	for i := range r.Items {
		it := &r.Items[i]
		doc.Items = append(doc.Items, item{it.Question, it.Subject, it.Status, it.Blocks(), it.Later, append([]Fact{}, it.Facts...), it.Answer})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write review: %w", err)
	}
	return nil
}

// Expects says what an item can be answered, in a line.
func (it Item) Expects() string {
	if len(it.Question.Choices) == 0 {
		return string(it.Question.Type)
	}
	text := strings.Join(it.Question.values(), ", ")
	if v := it.suggestion(); v != "" {
		text += "; the code suggests " + v
	}
	return text
}
