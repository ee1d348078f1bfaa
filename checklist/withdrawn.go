package checklist

import (
	"slices"
	"strings"
)

// Withdrawal is a question that was asked and is asked no more: what it is about has gone from the change, or the base has taken the question back.
type Withdrawal struct {
	Status   string `json:"status"` // "withdrawn"
	Question string `json:"question"`
	Name     string `json:"name"` // of what it was asked of
}

// maxNoted is how many questions buslint's comment keeps in mind, of those that it asks and of those that it has asked.
const maxNoted = 40

// withdraw finds the questions that were asked before and are not any more, and notes those that are asked now.
func (r *Review) withdraw(before []asked) {
	for i := range r.Items {
		if it := &r.Items[i]; !it.Later && len(r.state.Asked) < maxNoted {
			r.state.Asked = append(r.state.Asked, asked{it.Question.ID, it.Subject.key(), clip(it.Subject.String())})
		}
	}
	for _, a := range before[:min(len(before), 2*maxNoted)] {
		if r.item(counted{Question: a.Question, Subject: a.Subject}) >= 0 || slices.Contains(r.state.Asked, a) || len(r.Withdrawn) == maxNoted {
			continue // it is asked, or told already
		}
		r.Withdrawn = append(r.Withdrawn, Withdrawal{"withdrawn", a.Question, a.Name})
		r.state.Asked = append(r.state.Asked, a)
	}
}

// withdrawn tells of the questions that are asked no more, "" if there are none.
func (r Review) withdrawn() string {
	if len(r.Withdrawn) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n<details><summary>Withdrawn</summary>\n\nWhat these were asked of is not in the change any more:\n\n")
	for _, w := range r.Withdrawn {
		b.WriteString("- " + code(clip(w.Question)) + " of " + code(clip(w.Name)) + "\n")
	}
	b.WriteString("\n</details>\n")
	return b.String()
}
