package githubfake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/internal/githubfake"
)

const (
	head = "1111111111111111111111111111111111111111"
	base = "2222222222222222222222222222222222222222"
)

// recorder is a test that a fake may find errors in.
type recorder struct {
	*testing.T
	mu     sync.Mutex
	errors []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

// reported returns the errors since it was called last.
func (r *recorder) reported() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer func() { r.errors = nil }()
	return strings.Join(r.errors, "\n")
}

// recorded starts a fake with one pull request, whose errors are noted.
func recorded(t *testing.T) (*githubfake.Fake, *recorder) {
	r := &recorder{T: t}
	f := githubfake.New(r)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	return f, r
}

// reply is what a request brought about.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

// message is what a refusal says.
func (r reply) message(t *testing.T) string {
	t.Helper()
	var m struct{ Message string }
	if err := json.Unmarshal([]byte(r.Body), &m); err != nil {
		t.Fatalf("%v: %s", err, r.Body)
	}
	return m.Message
}

// try sends a request with the right token.
func try(f *githubfake.Fake, method, path, body string) (reply, error) {
	r, err := http.NewRequest(method, f.URL()+path, bytes.NewBufferString(body))
	if err != nil {
		return reply{}, err
	}
	r.Header.Set("Authorization", "Bearer "+githubfake.Token)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return reply{Status: resp.StatusCode, Header: resp.Header, Body: string(b)}, err
}

func send(t *testing.T, f *githubfake.Fake, method, path, body string) reply {
	t.Helper()
	r, err := try(f, method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const repo = "/repos/acme/shop"

func TestViolationsAreRefusedAndReported(t *testing.T) {
	t.Parallel()
	f, r := recorded(t)
	comment := f.Comment(7, "bob", "MEMBER", "hello")
	annotations := func(n int, a string) string {
		return fmt.Sprintf(`{"name": "x", "head_sha": %q, "output": {"title": "t", "summary": "s", "annotations": [%s]}}`, head, strings.TrimSuffix(strings.Repeat(a+",", n), ","))
	}
	const note = `{"path": "a.go", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}`
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"unknown path", "GET", "/repos/acme/shop/hooks", "", 404, "no matching operation was found"},
		{"unknown method", "PUT", repo + "/pulls/7", "", 404, "method not allowed"},
		{"pull request that is no number", "GET", repo + "/pulls/seven", "", 422, "pull_number"},
		{"body that is not asked for", "GET", repo + "/pulls/7", "{}", 422, "request body"},
		{"bad value of a query", "GET", repo + "/commits/" + head + "/check-runs?filter=newest", "", 422, "filter"},
		{"comment without a body", "POST", repo + "/issues/7/comments", "", 422, "value is required"},
		{"comment without text", "POST", repo + "/issues/7/comments", `{}`, 422, `property "body" is missing`},
		{"comment that is no JSON", "POST", repo + "/issues/7/comments", `{`, 422, "request body"},
		{"comment that is no text", "PATCH", fmt.Sprint(repo, "/issues/comments/", comment), `{"body": 1}`, 422, "at /body: value must be a string"},
		{"blank comment", "POST", repo + "/issues/7/comments", `{"body": " "}`, 422, "cannot be blank"},
		{"blank edit", "PATCH", fmt.Sprint(repo, "/issues/comments/", comment), `{"body": ""}`, 422, "cannot be blank"},
		{"long comment", "POST", repo + "/issues/7/comments", `{"body": "` + strings.Repeat("é", 65537) + `"}`, 422, "maximum is 65536"},
		{"check run without a commit", "POST", repo + "/check-runs", `{"name": "x"}`, 422, `"head_sha" is missing`},
		{"check run without a name", "POST", repo + "/check-runs", `{"head_sha": "` + head + `"}`, 422, `"name" is missing`},
		{"check run on an unknown commit", "POST", repo + "/check-runs", `{"name": "x", "head_sha": "3333"}`, 422, "no commit found for SHA: 3333"},
		{"unknown conclusion", "POST", repo + "/check-runs", `{"name": "x", "head_sha": "` + head + `", "status": "completed", "conclusion": "odd"}`, 422, "/conclusion"},
		{"no conclusion", "POST", repo + "/check-runs", `{"name": "x", "head_sha": "` + head + `", "status": "completed"}`, 422, "conclusion"},
		{"long summary", "POST", repo + "/check-runs", `{"name": "x", "head_sha": "` + head + `", "output": {"title": "t", "summary": "` + strings.Repeat("s", 65536) + `"}}`, 422, "at /output/summary: maximum string length is 65535"},
		{"51 annotations", "POST", repo + "/check-runs", annotations(51, note), 422, "at /output/annotations: maximum number of items is 50"},
		{"51 annotations more", "PATCH", repo + "/check-runs/1", annotations(51, note), 422, "at /output/annotations: maximum number of items is 50"},
		{"update without a conclusion", "PATCH", repo + "/check-runs/1", `{"status": "completed"}`, 422, `property "conclusion" is missing`},
		{"unknown level", "POST", repo + "/check-runs", annotations(1, strings.Replace(note, "notice", "error", 1)), 422, "at /output/annotations/0/annotation_level"},
		{"annotation of no line", "POST", repo + "/check-runs", annotations(1, strings.ReplaceAll(note, ": 1", ": 0")), 422, "lines 0 to 0 of a.go"},
		{"long title", "POST", repo + "/check-runs", annotations(1, strings.Replace(note, "{", `{"title": "`+strings.Repeat("t", 256)+`", `, 1)), 422, "longer than 255 characters"},
		{"long message", "POST", repo + "/check-runs", annotations(1, strings.Replace(note, `"m"`, `"`+strings.Repeat("m", 64<<10+1)+`"`, 1)), 422, "longer than 65536 bytes"},
	} {
		got := send(t, f, tt.method, tt.path, tt.body)
		if got.Status != tt.status || !strings.Contains(got.message(t), tt.want) {
			t.Errorf("%s: %d %q, want %d with %q", tt.name, got.Status, got.message(t), tt.status, tt.want)
		}
		if len(got.Body) > 1000 {
			t.Errorf("%s: a message of %d bytes", tt.name, len(got.Body))
		}
		if report := r.reported(); !strings.Contains(report, tt.want) || !strings.Contains(report, tt.method+" "+strings.Split(tt.path, "?")[0]) {
			t.Errorf("%s: the test is told %q", tt.name, report)
		}
	}
	if len(f.Comments(7)) != 1 || len(f.Checks(head)) != 0 {
		t.Errorf("refused requests have changed something:\n%s", f.Show(7))
	}
}

func TestOwnAnswersAreChecked(t *testing.T) {
	t.Parallel()
	f, r := recorded(t)
	f.AddCheck(githubfake.Check{App: "other", Name: "x", HeadSHA: head, Status: "odd"})
	got := send(t, f, "GET", repo+"/commits/"+head+"/check-runs", "")
	if got.Status != 500 || !strings.Contains(got.message(t), "/check_runs/0/status") {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	if report := r.reported(); !strings.Contains(report, "the fake's own answer") {
		t.Errorf("the test is told %q", report)
	}
}

func TestRefusalsThatAreNoViolations(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	of := f.AddCheck(githubfake.Check{App: "other", Name: "x", HeadSHA: head, Status: "in_progress"})
	const update = `{"name": "x", "status": "in_progress"}`
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
	}{
		{"unknown pull request", "GET", repo + "/pulls/8", "", 404},
		{"unknown conversation", "GET", repo + "/issues/8/comments", "", 404},
		{"comment on an unknown pull request", "POST", repo + "/issues/8/comments", `{"body": "b"}`, 404},
		{"unknown comment", "GET", repo + "/issues/comments/8", "", 404},
		{"edit of an unknown comment", "PATCH", repo + "/issues/comments/8", `{"body": "b"}`, 404},
		{"deleting an unknown comment", "DELETE", repo + "/issues/comments/8", "", 404},
		{"unknown check run", "PATCH", repo + "/check-runs/8", update, 404},
		{"another app's check run", "PATCH", fmt.Sprint(repo, "/check-runs/", of), update, 403},
		{"another repository", "GET", "/repos/acme/other/pulls/7", "", 404},
		{"unknown commit", "GET", repo + "/commits/3333/check-runs", "", 422},
		{"who an app is", "GET", "/user", "", 403},
	} {
		if got := send(t, f, tt.method, tt.path, tt.body); got.Status != tt.status || got.message(t) == "" {
			t.Errorf("%s: %d %s, want %d", tt.name, got.Status, got.Body, tt.status)
		}
	}
	resp, err := http.Get(f.URL() + repo + "/pulls/7") // without the token
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d without a token", resp.StatusCode)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	f.ActAs("carol")
	if got := send(t, f, "GET", "/user", ""); got.Status != 200 || !strings.Contains(got.Body, `"login":"carol"`) {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	if got := send(t, f, "POST", repo+"/check-runs", `{"name": "x", "head_sha": "`+head+`"}`); got.Status != 403 {
		t.Errorf("%d: a person's token writes a check run", got.Status)
	}
	f.ReadOnly(true)
	if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "b"}`); got.Status != 403 {
		t.Errorf("%d: a read-only token writes", got.Status)
	}
	f.ReadOnly(false)
	if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "b"}`); got.Status != 201 {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	if c := f.Comments(7); len(c) != 1 || c[0].Author != "carol" {
		t.Errorf("comments %+v", c)
	}
}

func TestPagesFollowEachOther(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	for i := range 65 {
		f.Comment(7, "bob", "NONE", fmt.Sprint(i))
	}
	var sizes []int
	next := repo + "/issues/7/comments"
	for next != "" {
		got := send(t, f, "GET", next, "")
		var list []any
		if err := json.Unmarshal([]byte(got.Body), &list); err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(list))
		link, ok := strings.CutSuffix(got.Header.Get("Link"), `>; rel="next"`)
		next = strings.TrimPrefix(link, "<"+f.URL())
		if !ok && link != "" {
			t.Fatalf("link %q", link)
		}
	}
	if diff := cmp.Diff([]int{30, 30, 5}, sizes); diff != "" {
		t.Errorf("pages: %s", diff)
	}
}

func TestLatestCheckRunsHideOlderOnes(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	for _, c := range []githubfake.Check{{App: "a", Name: "x"}, {App: "a", Name: "x"}, {App: "b", Name: "x"}, {App: "a", Name: "y"}} {
		c.HeadSHA, c.Status = head, "queued"
		f.AddCheck(c)
	}
	for query, want := range map[string]int{"": 3, "?filter=latest": 3, "?filter=all": 4, "?check_name=x": 2, "?check_name=x&filter=all": 3, "?check_name=z": 0} {
		got := send(t, f, "GET", repo+"/commits/"+head+"/check-runs"+query, "")
		var list struct {
			Total int   `json:"total_count"`
			Runs  []any `json:"check_runs"`
		}
		if err := json.Unmarshal([]byte(got.Body), &list); err != nil {
			t.Fatal(err)
		}
		if list.Total != want || len(list.Runs) != want {
			t.Errorf("%q: %d of %d, want %d", query, len(list.Runs), list.Total, want)
		}
	}
}

func TestRunInProgressHasNoConclusion(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	got := send(t, f, "POST", repo+"/check-runs", `{"name": "x", "head_sha": "`+head+`", "status": "in_progress"}`)
	if got.Status != 201 || !strings.Contains(got.Body, `"conclusion":null`) || !strings.Contains(got.Body, `"status":"in_progress"`) {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	id := f.Checks(head)[0].ID
	got = send(t, f, "PATCH", fmt.Sprint(repo, "/check-runs/", id), `{"name": "x", "conclusion": "neutral"}`) // which completes it
	if got.Status != 200 || !strings.Contains(got.Body, `"conclusion":"neutral"`) || !strings.Contains(got.Body, `"status":"completed"`) {
		t.Errorf("%d %s", got.Status, got.Body)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	reset := time.Unix(1_700_000_000, 0)
	for name, tt := range map[string]struct {
		fault  githubfake.Fault
		status int // 0: there is no answer
		header map[string]string
		done   bool // the request is carried out
	}{
		"bad gateway":      {githubfake.BadGateway, 502, nil, false},
		"late bad gateway": {githubfake.LateBadGateway, 502, nil, true},
		"broken off":       {githubfake.BrokenOff, 0, nil, false},
		"late broken off":  {githubfake.LateBrokenOff, 0, nil, true},
		"secondary limit":  {githubfake.SecondaryLimit(429, 7*time.Second), 429, map[string]string{"Retry-After": "7"}, false},
		"primary limit":    {githubfake.PrimaryLimit(403, reset), 403, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000000"}, false},
		"last of a limit":  {githubfake.PrimaryLimit(200, reset), 201, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000000"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := githubfake.New(t)
			f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
			f.FailNext(1, tt.fault.On("issues/create-comment"))
			send(t, f, "GET", repo+"/pulls/7", "") // is not meant
			got, err := try(f, "POST", repo+"/issues/7/comments", `{"body": "b"}`)
			if (err == nil) != (tt.status != 0) || got.Status != tt.status {
				t.Errorf("%d %s, %v", got.Status, got.Body, err)
			}
			for key, want := range tt.header {
				if got.Header.Get(key) != want {
					t.Errorf("header %v, want %s: %s", got.Header, key, want)
				}
			}
			if len(f.Comments(7)) == 1 != tt.done {
				t.Errorf("comments %v", f.Comments(7))
			}
			if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "b"}`); got.Status != 201 {
				t.Errorf("the fault is not over: %d %s", got.Status, got.Body)
			}
		})
	}
}

func TestStaleAnswersAreOfBeforeTheLastChange(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	id := f.Comment(7, "bob", "NONE", "old")
	f.FailNext(1, githubfake.Stale.On("POST")) // writes are as always
	if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "another"}`); got.Status != 201 || len(f.Comments(7)) != 2 {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	f.Edit(id, "new")
	f.FailNext(1, githubfake.Stale)
	for _, want := range []string{"old", "new"} {
		if got := send(t, f, "GET", fmt.Sprint(repo, "/issues/comments/", id), ""); !strings.Contains(got.Body, `"body":"`+want+`"`) {
			t.Errorf("%s, want %s", got.Body, want)
		}
	}
}

func TestMistakesOfATestAreTold(t *testing.T) {
	t.Parallel()
	f, r := recorded(t)
	id := f.Comment(7, "bob", "NONE", "- [ ] yes\n- [ ] yes, but\n- [ ] no")
	for want, do := range map[string]func(){
		"push to pull request 8":       func() { f.Push(8, head) },
		"comment on pull request 8":    func() { f.Comment(8, "bob", "NONE", "b") },
		"edit comment 8":               func() { f.Edit(8, "b") },
		"2 boxes have this text":       func() { f.Tick(id, "yes") },
		"0 boxes have this text":       func() { f.Tick(id, "maybe") },
		"an event of pull request 8":   func() { f.PullEvent(8, "opened", "bob") },
		"an event of comment 8":        func() { f.CommentEvent(8, "edited", "bob") },
		`there is no fault "earthquak`: func() { f.Do("fail", "1", "earthquake") },
	} {
		do()
		if report := r.reported(); !strings.Contains(report, want) {
			t.Errorf("the test is told %q, want %q", report, want)
		}
	}
}
