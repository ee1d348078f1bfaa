package githubfake

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	maxComment = 65536 // characters
	apiURL     = "https://api.github.com/repos/" + Owner + "/" + Name
	htmlURL    = "https://github.com/" + Owner + "/" + Name
)

// user tells who the token is, unless it is that of an app: those are not told.
func (f *Fake) user() answer {
	if strings.HasSuffix(f.login, "[bot]") {
		return answer{status: http.StatusForbidden, body: message("Resource not accessible by integration")}
	}
	u := account(f.login)
	u["user_view_type"] = "public"
	return answer{status: http.StatusOK, body: f.fill("public-user", u)}
}

// account is a login as it stands in answers.
func account(login string) object {
	kind := "User"
	if strings.HasSuffix(login, "[bot]") {
		kind = "Bot"
	}
	var id int64
	for _, r := range login {
		id = id*31%1_000_003 + int64(r)
	}
	return object{"login": login, "id": id, "type": kind}
}

// members lists who is in a team.
func (f *Fake) members(r *http.Request, org, slug string) answer {
	if f.noTeams {
		return answer{status: http.StatusForbidden, body: message("Resource not accessible by integration")}
	}
	logins, ok := f.state.teams[org+"/"+slug]
	if !ok {
		return notFound()
	}
	list := []any{}
	for _, l := range logins {
		list = append(list, f.fill("simple-user", account(l)))
	}
	part, link := paginate(r, list)
	return answer{status: http.StatusOK, body: part, link: link}
}

func (f *Fake) pull(number string) answer {
	p, ok := f.numbered(number)
	if !ok {
		return notFound()
	}
	return answer{status: http.StatusOK, body: f.fill("pull-request", p.object())}
}

// object is a pull request as it stands in answers and events.
func (p Pull) object() object {
	base := repository()
	head := base
	if p.Fork {
		head = object{"id": 2, "name": Name, "full_name": p.Author + "/" + Name, "owner": account(p.Author), "fork": true}
	}
	return object{
		"number":   p.Number,
		"state":    "open",
		"user":     account(p.Author),
		"draft":    p.Draft,
		"html_url": fmt.Sprintf("%s/pull/%d", htmlURL, p.Number),
		"head":     object{"ref": "change", "sha": p.Head, "repo": head, "user": account(p.Author)},
		"base":     object{"ref": "main", "sha": p.Base, "repo": base, "user": account(Owner)},
	}
}

// repository is the repository as it stands in answers and events.
func repository() object {
	return object{"id": 1, "name": Name, "full_name": Owner + "/" + Name, "owner": account(Owner)}
}

// numbered finds a pull request by what stands in a path.
func (f *Fake) numbered(n string) (Pull, bool) {
	p, ok := f.state.pulls[number(n)]
	return p, ok
}

func (f *Fake) listComments(r *http.Request, number string) answer {
	p, ok := f.numbered(number)
	if !ok {
		return notFound()
	}
	list := []any{}
	for _, c := range f.state.conversation(p.Number) {
		list = append(list, f.fill("issue-comment", c.object()))
	}
	part, link := paginate(r, list)
	return answer{status: http.StatusOK, body: part, link: link}
}

// object is a comment as it stands in answers and events.
func (c Comment) object() object {
	return object{
		"id":                 c.ID,
		"body":               c.Body,
		"user":               account(c.Author),
		"author_association": c.Association,
		"created_at":         c.Created.Format(time.RFC3339),
		"updated_at":         c.Updated.Format(time.RFC3339),
		"url":                fmt.Sprintf("%s/issues/comments/%d", apiURL, c.ID),
		"html_url":           fmt.Sprintf("%s/pull/%d#issuecomment-%d", htmlURL, c.Pull, c.ID),
		"issue_url":          fmt.Sprintf("%s/issues/%d", apiURL, c.Pull),
	}
}

// paginate cuts a page out of a list, and says where the next one is.
func paginate(r *http.Request, list []any) (part []any, link string) {
	q := r.URL.Query()
	size, page := 30, 1
	if n, err := strconv.Atoi(q.Get("per_page")); err == nil && n > 0 {
		size = min(n, 100)
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 0 {
		page = n
	}
	from, to := min((page-1)*size, len(list)), min(page*size, len(list))
	if to < len(list) {
		q.Set("page", strconv.Itoa(page+1))
		u := *r.URL
		u.Scheme, u.Host, u.RawQuery = "http", r.Host, q.Encode()
		link = fmt.Sprintf(`<%s>; rel="next"`, u.String())
	}
	return list[from:to], link
}

// body reads the body of a request that the description has found to be right.
func body[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

// text reads the body of a comment.
func text(r *http.Request) (string, error) {
	in, err := body[struct{ Body string }](r)
	switch n := utf8.RuneCountInString(in.Body); {
	case n > maxComment:
		return "", fmt.Errorf("body is too long (maximum is %d characters)", maxComment)
	case strings.TrimSpace(in.Body) == "":
		return "", errors.New("body cannot be blank")
	}
	return in.Body, err
}

func (f *Fake) createComment(r *http.Request, number string) answer {
	p, ok := f.numbered(number)
	if !ok {
		return notFound()
	}
	said, err := text(r)
	if err != nil {
		return f.refuse(r, err)
	}
	c := f.comment(p.Number, f.login, "NONE", said)
	return answer{status: http.StatusCreated, body: f.fill("issue-comment", c.object())}
}

func (f *Fake) oneComment(r *http.Request, number string) answer {
	c, ok := f.state.comments[id(number)]
	if !ok {
		return notFound()
	}
	switch r.Method {
	case http.MethodDelete:
		f.tick()
		delete(f.state.comments, c.ID)
		return answer{status: http.StatusNoContent}
	case http.MethodPatch:
		said, err := text(r)
		if err != nil {
			return f.refuse(r, err)
		}
		c = f.edit(c.ID, said)
	}
	return answer{status: http.StatusOK, body: f.fill("issue-comment", c.object())}
}
