package checklist

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// Who lists who may answer a question, each of them: [Author], [Reviewer], a person as "@bob", or a team as "@acme/data".
type Who []string

// The answerers without a name. Whoever may write to the repository may answer for the author.
const (
	Author   = "author"
	Reviewer = "reviewer" // somebody else than the author of the pull request who may write to the repository
)

// answerer is the form of a person's or a team's name, as GitHub has them.
var answerer = lazyregexp.New(`^@[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:/[A-Za-z0-9_.-]{1,100})?$`)

// author tells whether the author's word is enough: then events.yml and ticks answer too, of which GitHub does not say who they are by.
func (w Who) author() bool { return slices.Contains(w, Author) }

// Teams lists the teams, as "@acme/data".
func (w Who) Teams() []string {
	return slices.DeleteFunc(slices.Clone(w), func(s string) bool { return !strings.Contains(s, "/") })
}

// Teams lists the teams that the questions of items name, each once.
func Teams(items []Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Question.Who.Teams()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// names tells whether somebody is named, as a person or as one of a team whose members are known.
func (w Who) names(login string, p *Pull) bool {
	same := func(member string) bool { return strings.EqualFold(member, login) }
	return slices.ContainsFunc(w, func(s string) bool {
		if strings.Contains(s, "/") {
			return slices.ContainsFunc(p.Teams[s], same)
		}
		return same(strings.TrimPrefix(s, "@")) && s != Author && s != Reviewer // logins may be these words
	})
}

// may tells whether the author of a comment may answer.
func (w Who) may(c Comment, p *Pull) bool {
	isAuthor := c.Author == p.Author
	return w.author() && (isAuthor || c.Member()) || slices.Contains(w, Reviewer) && c.Member() && !isAuthor || w.names(c.Author, p)
}

// String says who may answer, in Markdown that mentions nobody.
func (w Who) String() string {
	var out []string
	for _, s := range w {
		switch s {
		case Author:
			out = append(out, "the author")
		case Reviewer:
			out = append(out, "somebody else than the author")
		default:
			out = append(out, code(s))
		}
	}
	return strings.Join(out, " or ")
}

// unseen lists the teams whose members the token may not see.
func (w Who) unseen(p *Pull) []string {
	return slices.DeleteFunc(w.Teams(), func(team string) bool { _, seen := p.Teams[team]; return seen })
}

// answerers says who may answer an item that is not for its author, and what GitHub does not tell of them; "" for others.
func (it *Item) answerers(p *Pull) string {
	w := it.Question.Who
	if w.author() {
		return ""
	}
	text := "To be answered by " + w.String() + "."
	if p == nil {
		return text
	}
	for _, team := range w.unseen(p) {
		text += " The token may not see who is in " + code(team) + ": none of them counts by the team, those whom the question names do."
	}
	return text
}
