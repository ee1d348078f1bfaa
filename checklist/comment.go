package checklist

import (
	"fmt"
	"slices"
	"strings"
)

const (
	maxComment = 60000 // characters of 65,536 that GitHub takes
	maxRefused = 10    // refused answers that are told
)

// Markdown writes the review for people who read it elsewhere than in buslint's comment: nothing can be ticked.
func (r Review) Markdown() string {
	p := page{review: &r, budget: maxComment}
	p.write()
	return p.out.String()
}

// Comment writes buslint's comment: what [Judge] reads when it is called again with the pull request that has it. A pull request that raises no
// questions, and never has, gets none: "".
func (r Review) Comment() string {
	if len(r.Items) == 0 && (r.pull == nil || len(r.pull.own()) == 0) {
		return ""
	}
	s := state{Commands: r.state.Commands, Ticks: slices.Clone(r.state.Ticks), Asked: r.state.Asked}
	for i := range s.Ticks {
		s.Ticks[i].Shown = false
	}
	p := page{review: &r, boxes: true, state: &s}
	// Which boxes are shown is told in the state, and that must find its place behind them.
	kept := r.kept()
	p.budget = maxComment - len(kept) - len(s.String()) - len(s.Ticks)*len(`,"shown":true`)*4/3 - len(Marker) - 8
	p.write()
	return Marker + "\n" + p.out.String() + "\n" + kept + s.String() + "\n"
}

// page is the text of a review that is being written.
type page struct {
	review *Review
	boxes  bool
	state  *state // nil without boxes
	budget int    // bytes
	out    strings.Builder
}

// put writes a text if there is room for it and for the end.
func (p *page) put(s string) bool {
	const end = 200
	if p.out.Len()+len(s) > p.budget-end {
		return false
	}
	p.out.WriteString(s)
	return true
}

func (p *page) write() {
	r := p.review
	p.put("### Event review: " + r.title() + "\n")
	r.changedMarkdown(p.put)
	left := p.items(func(it *Item) bool { return !it.closed() && !it.Later }, "", "")
	p.put(r.later())
	if p.boxes && r.Open() > 0 {
		p.put("\nTick an answer, or write a comment with a line such as `" + usage + "`; answers that need a note are commands. " +
			"`buslint answer` writes the same into `events.yml`.\n")
	}
	p.refused()
	left += p.items(func(it *Item) bool { return it.closed() }, "\n<details><summary>Answered</summary>\n", "\n</details>\n")
	p.put(r.withdrawn())
	if left > 0 {
		fmt.Fprintf(&p.out, "\n%s not shown for want of room: `buslint review` tells all.\n", count(left, "question"))
	}
}

// items writes those of a kind, each subject with its own, between two texts. It returns how many had no room.
func (p *page) items(which func(it *Item) bool, before, after string) (left int) {
	subject, begun := "", false
	for i := range p.review.Items {
		it := &p.review.Items[i]
		if !which(it) {
			continue
		}
		text := it.markdown(p.boxes, p.review.pull)
		if key := it.Subject.key(); key != subject {
			text = "\n#### " + it.Subject.heading() + "\n" + text
		}
		if !begun {
			text = before + text
		}
		if left > 0 || !p.put(text) {
			left++ // all that follow are left out too: they come in order of importance
			continue
		}
		subject, begun = it.Subject.key(), true
		p.shown(it)
	}
	if begun {
		p.out.WriteString(after)
	}
	return left
}

// later tells of the questions that are not asked yet, "" if there are none.
func (r Review) later() string {
	if r.Later() == 0 {
		return ""
	}
	return fmt.Sprintf("\n%s when these are answered.\n", follow(r.Later()))
}

func follow(n int) string {
	if n == 1 {
		return "1 more question follows"
	}
	return fmt.Sprintf("%d more questions follow", n)
}

// shown notes that an item's box is in the comment, ticked.
func (p *page) shown(it *Item) {
	if p.state == nil || it.boxTicked() == "" {
		return
	}
	for i, c := range p.state.Ticks {
		if c.Question == it.Question.ID && c.Subject == it.Subject.key() {
			p.state.Ticks[i].Shown = true
		}
	}
}

// boxTicked is the value whose box is ticked, "" if none is.
func (it *Item) boxTicked() string {
	if it.Answer != nil && it.Answer.Via == ByTick && it.Status != Stale {
		return it.Answer.Value
	}
	return ""
}

// markdown writes an item.
func (it *Item) markdown(boxes bool, pull *Pull) string {
	var b strings.Builder
	q := it.Question
	fmt.Fprintf(&b, "\n**%s** `%s`%s  \n", prose(q.Ask), q.ID, map[bool]string{true: "", false: ", not blocking"}[q.Gate == Block || it.closed()])
	if !it.closed() {
		fmt.Fprintf(&b, "%s  \n", prose(q.Why)) // two spaces break the line, in comments and elsewhere
	}
	if who := it.answerers(pull); who != "" && !it.closed() {
		fmt.Fprintf(&b, "%s  \n", who)
	}
	for _, f := range it.Facts {
		fmt.Fprintf(&b, "The code: %s%s: %s.  \n", f.told(), f.means(), places(f.Places))
	}
	switch it.Status {
	case Answered:
		fmt.Fprintf(&b, "Answered: %s.\n", it.told())
	case Waived:
		fmt.Fprintf(&b, "Waived: %s.\n", it.told())
	case Disputed:
		fmt.Fprintf(&b, "Answered: %s. The code contradicts it: repair the code, change the answer, or let another maintainer confirm it with a note.\n", it.told())
	case Stale:
		fmt.Fprintf(&b, "Answered before the event or the question changed, or too long ago: %s. Please answer again.\n", it.told())
	}
	if it.closed() && it.Answer.Via != ByTick {
		return b.String()
	}
	b.WriteString("\n")
	command := fmt.Sprintf("%s answer %s@%s", slash, q.ID, it.Subject.Ref)
	if len(q.Choices) == 0 {
		fmt.Fprintf(&b, "- `%s TEXT`\n", command)
	}
	for _, c := range q.Choices {
		switch {
		case c.Note != "" || !boxes || !q.Who.author():
			note := ""
			if c.Note != "" {
				note = " -- NOTE"
			}
			fmt.Fprintf(&b, "- `%s`: %s", c.Value, prose(c.Means))
			if c.Note != "" {
				fmt.Fprintf(&b, "; the note says %s", prose(c.Note))
			}
			if boxes {
				fmt.Fprintf(&b, ": `%s %s%s`", command, c.Value, note)
			}
			b.WriteString("\n")
		default:
			mark := map[bool]string{true: "x", false: " "}[it.boxTicked() == c.Value]
			tick := box{question: q.ID, rev: q.Rev, subject: it.Subject.key(), contract: it.Subject.Contract, value: c.Value}
			fmt.Fprintf(&b, "- [%s] `%s`: %s %s\n", mark, c.Value, prose(c.Means), tick)
		}
	}
	return b.String()
}

// told is what a fact says, with the names that it is about.
func (f Fact) told() string {
	text := prose(f.Says)
	for i, name := range f.Names {
		text += map[bool]string{true: ": ", false: ", "}[i == 0] + code(name)
	}
	return text
}

// means says what a fact means for the answer.
func (f Fact) means() string {
	switch {
	case f.Decides != "":
		return " (answer `" + f.Decides + "`)"
	case f.Suggests != "":
		return " (suggests `" + f.Suggests + "`)"
	case len(f.Disputes) > 0:
		return " (contradicts `" + strings.Join(f.Disputes, "`, `") + "`)"
	}
	return ""
}

// refused tells of answers that do not count.
func (p *page) refused() {
	r := p.review
	if len(r.Refused) > 0 {
		p.put("\nNot counted:\n")
	}
	for _, f := range r.Refused[max(0, len(r.Refused)-maxRefused):] {
		by := ""
		if f.By != "" {
			by = " by " + code(f.By)
		}
		p.put("- " + code(clip(f.Text)) + by + ": " + f.Why + "\n")
	}
	if n := len(r.Refused) - maxRefused; n > 0 {
		p.put(fmt.Sprintf("- and %d more\n", n))
	}
	if r.Ignored > 0 {
		p.put(fmt.Sprintf("\n%s of people who may not answer here: that is up to the author and those who may write to the repository.\n", count(r.Ignored, "command")))
	}
}

// clip keeps long texts short.
func clip(s string) string { return clipTo(s, 200) }

func clipTo(s string, most int) string {
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most]) + "…"
	}
	return s
}
