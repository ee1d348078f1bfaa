package checklist

import (
	"cmp"
	"slices"
	"strings"
)

// Marker begins buslint's comment and tells it from others of the same author.
const Marker = "<!-- buslint:review:v1 -->"

// ActionKind says what is to be done.
type ActionKind string

// The kinds of actions.
const (
	CreateComment ActionKind = "create-comment"
	UpdateComment ActionKind = "update-comment"
	DeleteComment ActionKind = "delete-comment"
	CreateCheck   ActionKind = "create-check"
	CreateRemarks ActionKind = "create-remarks"
	DeleteRemark  ActionKind = "delete-remark"
)

// Action is one change of what a pull request shows.
type Action struct {
	Kind    ActionKind `json:"kind"`
	Comment int64      `json:"comment,omitempty"` // to update or delete, a remark's too
	Was     string     `json:"-"`                 // the body on which an update was decided: it must still be the same
	Body    string     `json:"body,omitempty"`
	Check   *Check     `json:"check,omitempty"`
	Remarks []Remark   `json:"remarks,omitempty"`
}

// Desired is what a pull request is to show. An empty Body wants no comment where there is none, a nil Check or Lint no check run.
type Desired struct {
	Body    string
	Check   *Check
	Lint    *Check
	Remarks []Remark // all that the rules find: those of changed lines are told beside them
}

// Plan lists what is to be done so that a pull request shows what is desired: nothing if it does already.
func Plan(desired Desired, current Pull) []Action {
	var out []Action
	own := current.own()
	switch {
	case len(own) > 0 && desired.Body != "":
		if !sameText(own[0].Body, desired.Body) {
			out = append(out, Action{Kind: UpdateComment, Comment: own[0].ID, Was: own[0].Body, Body: desired.Body})
		}
		for _, c := range own[1:] { // two runs at once, or a request that was sent again though the first one had arrived
			out = append(out, Action{Kind: DeleteComment, Comment: c.ID})
		}
	case desired.Body != "":
		out = append(out, Action{Kind: CreateComment, Body: desired.Body})
	}
	for _, want := range []*Check{desired.Check, desired.Lint} {
		if want == nil {
			continue
		}
		said := slices.ContainsFunc(current.Checks, func(c Check) bool {
			return c.Completed && c.HeadSHA == want.HeadSHA && c.ExternalID == want.ExternalID && c.ID == current.latest(want.Name)
		})
		if !said {
			out = append(out, Action{Kind: CreateCheck, Check: want})
		}
	}
	return append(out, planRemarks(desired.Remarks, current)...)
}

// sameText compares two bodies: browsers end lines otherwise than we do.
func sameText(a, b string) bool {
	return strings.TrimSpace(unix(a)) == strings.TrimSpace(unix(b))
}

func unix(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// own lists buslint's comments, oldest first. The oldest one is the one that is kept.
func (p Pull) own() []Comment {
	var out []Comment
	for _, c := range p.Comments {
		if c.Own && strings.HasPrefix(c.Body, Marker) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Comment) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// latest is the check run that GitHub shows: of several with one name, the one that was made last.
func (p Pull) latest(name string) int64 {
	var id int64
	for _, c := range p.Checks {
		if c.Name == name {
			id = max(id, c.ID)
		}
	}
	return id
}
