package githubfake

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Remark is a comment on lines of a pull request's difference.
type Remark struct {
	ID      int64
	Pull    int
	ReplyTo int64 // the comment that it answers, 0 if it is the first of its thread
	Author  string
	Path    string
	Start   int // the first line, 0 if there is one line alone
	Line    int
	Body    string
	Created time.Time
}

// draft is a comment of a review that a request makes.
type draft struct {
	Path  string `json:"path"`
	Body  string `json:"body"`
	Line  int    `json:"line"`
	Start int    `json:"start_line"`
	Side  string `json:"side"`
}

// thread lists the comments on lines of a pull request, oldest first.
func (s state) thread(number int) []Remark {
	var out []Remark
	for _, id := range slices.Sorted(maps.Keys(s.remarks)) {
		if r := s.remarks[id]; r.Pull == number {
			out = append(out, r)
		}
	}
	return out
}

// Remarks returns the comments on lines of a pull request, oldest first.
func (f *Fake) Remarks(number int) []Remark {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.thread(number)
}

// Remark comments on a line of a pull request as somebody, and returns the comment's identifier.
func (f *Fake) Remark(number int, login, path string, line int, body string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.state.pulls[number]; !ok {
		f.wrong("comment on a line of pull request %d, which is not there", number)
		return 0
	}
	return f.remark(Remark{Pull: number, Author: login, Path: path, Line: line, Body: body}).ID
}

// Reply answers a comment on a line as somebody, and returns the identifier of the answer.
func (f *Fake) Reply(to int64, login, body string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, ok := f.state.remarks[to]
	if !ok {
		f.wrong("answer comment %d, which is not there", to)
		return 0
	}
	r.ReplyTo, r.Author, r.Body = to, login, body
	return f.remark(r).ID
}

func (f *Fake) remark(r Remark) Remark {
	r.Created, r.ID = f.tick()
	f.state.remarks[r.ID] = r
	return r
}

// object is a comment on lines as it stands in answers.
func (r Remark) object() object {
	out := object{
		"id": r.ID, "body": r.Body, "path": r.Path, "line": r.Line, "side": "RIGHT", "user": account(r.Author),
		"created_at": r.Created.Format(time.RFC3339), "updated_at": r.Created.Format(time.RFC3339),
	}
	if r.ReplyTo != 0 {
		out["in_reply_to_id"] = r.ReplyTo
	}
	if r.Start != 0 {
		out["start_line"] = r.Start
	}
	return out
}

func (f *Fake) listRemarks(r *http.Request, number string) answer {
	p, ok := f.numbered(number)
	if !ok {
		return notFound()
	}
	list := []any{}
	for _, c := range f.state.thread(p.Number) {
		list = append(list, f.fill("pull-request-review-comment", c.object()))
	}
	part, link := paginate(r, list)
	return answer{status: http.StatusOK, body: part, link: link}
}

// createReview writes all comments of a review, or none.
func (f *Fake) createReview(r *http.Request, number string) answer {
	p, ok := f.numbered(number)
	if !ok {
		return notFound()
	}
	in, err := body[struct {
		Commit   string  `json:"commit_id"`
		Event    string  `json:"event"`
		Body     string  `json:"body"`
		Comments []draft `json:"comments"`
	}](r)
	switch {
	case err != nil:
		return f.refuse(r, err)
	case in.Event != "COMMENT":
		return f.refuse(r, fmt.Errorf("a review that is no comment but %q", in.Event))
	case in.Body == "" && len(in.Comments) == 0:
		return f.refuse(r, errors.New("a review that says nothing"))
	case !f.state.commits[in.Commit]:
		return f.refuse(r, fmt.Errorf("no commit found for SHA: %s", in.Commit))
	}
	for _, c := range in.Comments {
		switch {
		case c.Line < 1 || c.Start < 0 || c.Start >= c.Line && c.Start != 0 || c.Side != "RIGHT":
			return f.refuse(r, fmt.Errorf("lines %d to %d (%s) of %s are none", c.Start, c.Line, c.Side, c.Path))
		case c.Path == f.outside:
			return answer{status: http.StatusUnprocessableEntity, body: message("Pull request review thread line must be part of the diff")}
		}
	}
	for _, c := range in.Comments {
		f.remark(Remark{Pull: p.Number, Author: f.login, Path: c.Path, Start: c.Start, Line: c.Line, Body: c.Body})
	}
	review := object{"id": f.id, "user": account(f.login), "body": in.Body, "state": "COMMENTED", "html_url": htmlURL + "/pull/" + strconv.Itoa(p.Number)}
	return answer{status: http.StatusOK, body: f.fill("pull-request-review", review)}
}

// Outside makes a file one that pull requests do not show: nothing can be said of its lines.
func (f *Fake) Outside(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.outside = path
}

func (f *Fake) deleteRemark(number string) answer {
	c, ok := f.state.remarks[id(number)]
	if !ok {
		return notFound()
	}
	f.tick()
	delete(f.state.remarks, c.ID)
	return answer{status: http.StatusNoContent}
}
