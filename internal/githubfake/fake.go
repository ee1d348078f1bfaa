package githubfake

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// The repository that there is, and the token that opens it.
const (
	Owner = "acme"
	Name  = "shop"
	Token = "ghs_fake"
)

// T is the test that a fake belongs to: a *testing.T.
type T interface {
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Fake is a GitHub. Its methods may be called while it serves requests.
type Fake struct {
	t      T
	doc    *openapi3.T
	router routers.Router
	server *httptest.Server

	mu       sync.Mutex
	now      time.Time // one second later at each change
	id       int64     // that was given last
	login    string    // of the token
	readOnly bool
	noTeams  bool
	outside  string // a file that no difference shows
	state    state
	before   state // the last change
	faults   []Fault
	requests []string
}

//go:embed openapi.json
var description []byte

// load reads the description, and makes the router that finds the operation of a request.
var load = sync.OnceValues(func() (*openapi3.T, routers.Router) {
	doc, err := openapi3.NewLoader().LoadFromData(description)
	if err != nil {
		panic(err) // of an embedded file
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		panic(err)
	}
	return doc, router
})

// New starts a GitHub without pull requests, which ends with the test. Its token is that of a workflow, which acts as github-actions[bot].
func New(t T) *Fake {
	f := &Fake{t: t, now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), id: 1000, login: "github-actions[bot]", state: empty(), before: empty()}
	f.doc, f.router = load()
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	return f
}

// URL is where the API is, as in GITHUB_API_URL.
func (f *Fake) URL() string { return f.server.URL }

// Env is what a workflow has in its environment to reach the API. The event that started it, in GITHUB_EVENT_NAME and GITHUB_EVENT_PATH, is for the test to add.
func (f *Fake) Env() []string {
	return []string{"GITHUB_API_URL=" + f.URL(), "GITHUB_REPOSITORY=" + Owner + "/" + Name, "GITHUB_TOKEN=" + Token}
}

// wrong tells of a mistake of the test.
func (f *Fake) wrong(format string, args ...any) { f.t.Errorf("githubfake: "+format, args...) }

// tick begins a change: it moves the clock on, and gives the next identifier.
func (f *Fake) tick() (time.Time, int64) {
	f.before = f.state.clone()
	f.now = f.now.Add(time.Second)
	f.id++
	return f.now, f.id
}

// ActAs makes the token that of another login: a person's, or "slug[bot]" of a GitHub App.
func (f *Fake) ActAs(login string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.login = login
}

// ReadOnly takes from the token the right to write, or gives it back.
func (f *Fake) ReadOnly(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readOnly = on
}

// Team makes a team of an organisation, "acme/data", or puts other members into it.
func (f *Fake) Team(name string, logins ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tick()
	f.state.teams[name] = logins
}

// HideTeams takes from the token the right to see who is in teams, as the token of a workflow has none, or gives it back.
func (f *Fake) HideTeams(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.noTeams = on
}

// Open opens a pull request, or puts it in the place of one with the same number.
func (f *Fake) Open(p Pull) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tick()
	f.state.pulls[p.Number] = p
	f.state.commits[p.Head], f.state.commits[p.Base] = true, true
}

// Push moves the head of a pull request to a commit.
func (f *Fake) Push(number int, sha string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p, ok := f.state.pulls[number]
	if !ok {
		f.wrong("push to pull request %d, which is not there", number)
		return
	}
	f.tick()
	p.Head = sha
	f.state.pulls[number], f.state.commits[sha] = p, true
}

// Queue lets a merge queue try a pull request: head is what main would become, base what it follows.
func (f *Fake) Queue(head, base string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tick()
	f.state.commits[head], f.state.commits[base] = true, true
}

// Comment writes a comment on a pull request as somebody whose association with the repository is OWNER, MEMBER, NONE, …, and returns its identifier.
func (f *Fake) Comment(number int, login, association, body string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.state.pulls[number]; !ok {
		f.wrong("comment on pull request %d, which is not there", number)
		return 0
	}
	return f.comment(number, login, association, body).ID
}

func (f *Fake) comment(number int, login, association, body string) Comment {
	now, id := f.tick()
	c := Comment{ID: id, Pull: number, Author: login, Association: association, Body: body, Created: now, Updated: now}
	f.state.comments[id] = c
	return c
}

// Edit changes what a comment says, whoever wrote it: GitHub lets authors do so, and all who may write to the repository.
func (f *Fake) Edit(id int64, body string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.state.comments[id]; !ok {
		f.wrong("edit comment %d, which is not there", id)
		return
	}
	f.edit(id, body)
}

func (f *Fake) edit(id int64, body string) Comment {
	c := f.state.comments[id]
	c.Updated, _ = f.tick()
	c.Body = body
	f.state.comments[id] = c
	return c
}

// Tick ticks the box in the one line of a comment that contains a text, or takes the tick away if there is one. As browsers do, it leaves the comment with
// lines that end in "\r\n".
func (f *Fake) Tick(id int64, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	lines := strings.Split(unix(f.state.comments[id].Body), "\n")
	var found []int
	for i, l := range lines {
		if strings.Contains(l, text) && (strings.Contains(l, "- [ ]") || strings.Contains(l, "- [x]")) {
			found = append(found, i)
		}
	}
	if len(found) != 1 {
		f.wrong("tick %q in comment %d: %d boxes have this text, want one\n%s", text, id, len(found), strings.Join(lines, "\n"))
		return
	}
	l := &lines[found[0]]
	if ticked := strings.Replace(*l, "- [ ]", "- [x]", 1); ticked != *l {
		*l = ticked
	} else {
		*l = strings.Replace(*l, "- [x]", "- [ ]", 1)
	}
	f.edit(id, strings.Join(lines, "\r\n"))
}

// unix ends lines as we do.
func unix(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// Delete deletes a comment.
func (f *Fake) Delete(id int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tick()
	delete(f.state.comments, id)
}

// AddCheck adds a check run, as another app or an earlier run would, and returns its identifier.
func (f *Fake) AddCheck(c Check) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, c.ID = f.tick()
	f.state.checks[c.ID] = c
	return c.ID
}

// Comments returns the conversation of a pull request, oldest first.
func (f *Fake) Comments(number int) []Comment {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.conversation(number)
}

// Checks returns the check runs on a commit, oldest first.
func (f *Fake) Checks(sha string) []Check {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.runs(sha)
}

// Requests lists what was asked for, "POST /repos/acme/shop/check-runs", those that failed too.
func (f *Fake) Requests() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.requests)
}

// Writes lists those requests that were to change something.
func (f *Fake) Writes() []string {
	return slices.DeleteFunc(f.Requests(), func(r string) bool { return strings.HasPrefix(r, http.MethodGet+" ") })
}

// Show writes a pull request for people to read and tests to compare: its comments, those on lines too, and the check runs on its head. All lines end in "\n".
func (f *Fake) Show(number int) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var b strings.Builder
	p := f.state.pulls[number]
	fmt.Fprintf(&b, "pull request %d of %s at %s\n", number, p.Author, p.Head)
	for _, c := range f.state.conversation(number) {
		edited := ""
		if c.Updated != c.Created {
			edited = ", edited"
		}
		fmt.Fprintf(&b, "\ncomment %d of %s (%s)%s\n%s\n", c.ID, c.Author, c.Association, edited, strings.TrimRight(c.Body, "\n"))
	}
	for _, c := range f.state.thread(number) {
		lines := fmt.Sprint(c.Line)
		if c.Start != 0 {
			lines = fmt.Sprintf("%d-%d", c.Start, c.Line)
		}
		reply := ""
		if c.ReplyTo != 0 {
			reply = fmt.Sprintf(", to %d", c.ReplyTo)
		}
		fmt.Fprintf(&b, "\nremark %d of %s at %s:%s%s\n%s\n", c.ID, c.Author, c.Path, lines, reply, strings.TrimRight(c.Body, "\n"))
	}
	for _, c := range f.state.runs(p.Head) {
		fmt.Fprintf(&b, "\ncheck run %d of %s: %s: %s %s\n", c.ID, c.App, c.Name, c.Status, c.Conclusion)
		for _, text := range []string{c.Title, c.Summary, c.Text} {
			if text != "" {
				fmt.Fprintln(&b, strings.TrimRight(text, "\n"))
			}
		}
		for _, a := range c.Annotations {
			fmt.Fprintf(&b, "%s:%d-%d: %s: %s: %s\n", a.Path, a.Start, a.End, a.Level, a.Title, a.Message)
		}
	}
	return unix(b.String())
}
