package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Status is how far a question is from being settled.
type Status string

// The statuses. All but Answered and Waived are open.
const (
	Open      Status = "open"
	Suggested Status = "suggested" // nobody has answered yet, and the code suggests what to answer
	Disputed  Status = "disputed"  // the code contradicts the answer
	Stale     Status = "stale"     // answered before the event's contract or the question changed, or too long ago
	Answered  Status = "answered"
	Waived    Status = "waived" // somebody who may answer it says that it need not be answered
)

// Via says how an answer was given.
type Via string

// The ways to answer, the first counts most.
const (
	ByEntry    Via = "events.yml"
	ByCommand  Via = "command"
	ByTick     Via = "tick"
	ByEvidence Via = "evidence"
)

// Answer is what was answered to a question.
type Answer struct {
	Value string `json:"value"`
	Note  string `json:"note,omitempty"`
	By    string `json:"by,omitempty"` // login; "" if it is not known
	Via   Via    `json:"via"`
	URL   string `json:"url,omitempty"` // of the comment

	contract string
	rev      int
	expired  bool
	waives   bool // says that no answer is needed, and in the note why
	reviewed bool // given by somebody else than the author who may answer, or in the base already
}

// Unanswered is written into events.yml where an answer is to stand. It is none.
const Unanswered = "?"

// current tells whether an answer is to an item as it is now.
func (a Answer) current(it *Item) bool {
	return !a.expired && a.contract == it.Subject.Contract && a.rev == it.Question.Rev
}

// digest tells answers apart.
func (a Answer) digest() string {
	return digest(string(a.Via), a.Value, a.Note, a.By, a.contract, strconv.Itoa(a.rev))
}

// Check says why a value cannot be an answer, "" if it can. What needs a note is no answer without.
func (q Question) Check(value, note string) string {
	if value == Unanswered {
		return "the answer is missing"
	}
	if len(q.Choices) == 0 {
		return q.Type.check(value)
	}
	c, ok := q.choice(value)
	switch {
	case !ok:
		return "the answer is none of " + strings.Join(q.values(), ", ")
	case c.Note != "" && note == "":
		return fmt.Sprintf("%s needs a note: %s", value, c.Note)
	}
	return ""
}

func (q Question) values() []string {
	var out []string
	for _, c := range q.Choices {
		out = append(out, c.Value)
	}
	return out
}

// settle decides what the answers to an item mean. They come in the order in which they count.
func (it *Item) settle(answers []Answer) {
	for _, f := range it.Facts {
		if f.Decides != "" && !it.reopened {
			answers = append(answers, Answer{Value: f.Decides, Via: ByEvidence, contract: it.Subject.Contract, rev: it.Question.Rev, reviewed: true})
		}
	}
	if !it.Question.Who.author() {
		answers = slices.DeleteFunc(answers, func(a Answer) bool { return a.Via == ByEntry && !a.reviewed }) // whoever it names, the author wrote it
	}
	current := func(a Answer) bool { return a.current(it) }
	i := slices.IndexFunc(answers, current)
	switch {
	case i < 0 && len(answers) > 0:
		it.Status, it.Answer = Stale, &answers[0]
	case i < 0 && it.suggestion() != "":
		it.Status = Suggested
	case i < 0:
		it.Status = Open
	case it.disputes(answers[i].Value):
		it.Status, it.Answer = Disputed, &answers[i]
		// Somebody else who knows what the code does may stand by the answer.
		j := slices.IndexFunc(answers, func(a Answer) bool {
			return current(a) && (a.Value == answers[i].Value || a.waives) && a.reviewed && a.Note != ""
		})
		if j >= 0 {
			it.close(&answers[j])
		}
	default:
		it.close(&answers[i])
	}
}

// close takes an answer for good.
func (it *Item) close(a *Answer) {
	it.Status, it.Answer = Answered, a
	if a.waives {
		it.Status = Waived
	}
}

// closed tells whether nothing more is asked.
func (it Item) closed() bool { return it.Status == Answered || it.Status == Waived }

func (it *Item) disputes(value string) bool {
	return slices.ContainsFunc(it.Facts, func(f Fact) bool { return slices.Contains(f.Disputes, value) })
}

// suggestion is what the code suggests to answer, "" if it suggests nothing, or contradicts itself.
func (it *Item) suggestion() string {
	value := ""
	for _, f := range it.Facts {
		suggests := f.Suggests
		if it.reopened {
			suggests = cmp.Or(suggests, f.Decides) // people are to decide
		}
		switch {
		case suggests == "" || suggests == value:
		case value != "":
			return ""
		default:
			value = suggests
		}
	}
	if it.disputes(value) {
		return ""
	}
	return value
}

// elsewhere tells whether nobody can answer an item in events.yml alone.
func (it *Item) elsewhere() bool {
	return it.Question.Scope == PerPull || !it.Question.Who.author()
}

// Blocks tells whether an item keeps a pull request from being merged.
func (it *Item) Blocks() bool {
	return !it.closed() && it.Question.Gate == Block && !it.OnPull
}
