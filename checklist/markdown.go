package checklist

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/finding"
)

// code writes a text from outside as a code span: nothing in it is Markdown, HTML or a mention, whatever it holds.
func code(s string) string {
	s = finding.Clean(s)
	if s == "" {
		return "` `"
	}
	fence := strings.Repeat("`", ticks(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.Trim(s, " ") != s {
		s = " " + s + " "
	}
	return fence + s + fence
}

// ticks is the length of the longest row of backticks in a text.
func ticks(s string) int {
	longest, run := 0, 0
	for _, r := range s {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// fenced writes lines as a block of code, which nothing in them ends. info is what GitHub takes it for.
func fenced(info string, lines []string) string {
	text := strings.Join(lines, "\n")
	fence := strings.Repeat("`", max(3, ticks(text)+1))
	return fence + info + "\n" + text + "\n" + fence + "\n"
}

// prose writes a question's own text. It may be Markdown, and hides nothing.
func prose(s string) string { return strings.ReplaceAll(s, "<!--", "&lt;!--") }

// maxPlaces is how many places are named of one fact or subject.
const maxPlaces = 3

// places names some places, each in a code span.
func places(ps []finding.Position) string {
	var out []string
	for _, p := range ps[:min(len(ps), maxPlaces)] {
		out = append(out, code(fmt.Sprintf("%s:%d", p.Path(), p.Line)))
	}
	text := strings.Join(out, ", ")
	if n := len(ps) - maxPlaces; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

func (s Subject) places() []finding.Position {
	var out []finding.Position
	for _, e := range s.Edges {
		out = append(out, e.Position)
	}
	return distinct(out)
}

// changed says what happened to a subject: "event added, topic changed".
func (s Subject) changed() string {
	var out []string
	for _, k := range s.Changes {
		out = append(out, strings.ReplaceAll(string(k), "-", " "))
	}
	return strings.Join(out, ", ")
}

// heading is a subject with what happened to it and where.
func (s Subject) heading() string {
	text := code(s.String())
	if !s.silences() {
		text += " · " + s.changed()
	}
	if ps := s.places(); len(ps) > 0 {
		text += " · " + places(ps)
	}
	return text
}

// told says how an item was answered.
func (it *Item) told() string {
	a := it.Answer
	text := code(a.Value)
	if a.waives {
		text = "no answer is needed"
	}
	if a.Note != "" {
		text += ", " + code(a.Note)
	}
	switch {
	case a.Via == ByEvidence:
		return text + ", by the code"
	case a.URL != "":
		return text + fmt.Sprintf(", by %s, [command](%s)", code(a.By), a.URL)
	case a.By != "":
		return text + fmt.Sprintf(", by %s, %s", code(a.By), a.Via)
	}
	return text + ", " + string(a.Via)
}

// title is one line on the whole review.
func (r Review) title() string {
	switch n := r.Open(); {
	case len(r.Items) == 0:
		return "No event changed in a way that raises questions"
	case n == 0:
		return fmt.Sprintf("%s answered", count(len(r.Items), "question"))
	default:
		return fmt.Sprintf("%s open, %d answered", count(n, "question"), len(r.Items)-n)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
