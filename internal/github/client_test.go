package github_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/github"
	"github.com/buslint/buslint/internal/githubfake"
)

const (
	head = "1111111111111111111111111111111111111111"
	base = "2222222222222222222222222222222222222222"
)

// start is when tests begin.
var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

var shop = github.Repo{Owner: githubfake.Owner, Name: githubfake.Name}

// clock stands still but for those who sleep, and notes for how long they do.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// world is a fake GitHub with one pull request, and a client that does not wait in earnest.
type world struct {
	*githubfake.Fake
	t      *testing.T
	clock  *clock
	client *github.Client
}

func newWorld(t *testing.T) *world {
	t.Helper()
	fake := githubfake.New(t)
	fake.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	w := &world{Fake: fake, t: t, clock: &clock{now: start}}
	w.client = w.connect(nil)
	return w
}

// connect makes a client. before, if there is one, is told of each request before it is sent.
func (w *world) connect(before func(*http.Request)) *github.Client {
	w.t.Helper()
	c, err := github.New(github.Options{
		Token: githubfake.Token, BaseURL: w.URL(), Sleep: w.clock.Sleep, Now: w.clock.Now, Random: func() float64 { return 0 },
		Transport: wire{before: before, next: &http.Transport{DisableKeepAlives: true}}, // or net/http would repeat by itself what breaks off
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// wire lets things happen between the moment at which the client decides on a request and that at which the request arrives.
type wire struct {
	before func(*http.Request)
	next   http.RoundTripper
}

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.before != nil {
		w.before(r)
	}
	return w.next.RoundTrip(r)
}

func (w *world) pull() checklist.Pull {
	w.t.Helper()
	p, err := w.client.Pull(w.t.Context(), shop, 7)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (w *world) apply(p checklist.Pull, actions ...checklist.Action) {
	w.t.Helper()
	if err := w.client.Apply(w.t.Context(), shop, p, actions); err != nil {
		w.t.Fatal(err)
	}
}

// desired is a comment and a check run with so many annotations.
func desired(annotations int) checklist.Desired {
	c := &checklist.Check{Name: checklist.CheckName, HeadSHA: head, ExternalID: "hash", Conclusion: checklist.ActionRequired, Title: "3 questions open", Summary: "summary", Text: "text"}
	for i := range annotations {
		c.Annotations = append(c.Annotations, checklist.Annotation{File: "shop.go", Line: i + 1, EndLine: i + i%3, Level: checklist.Notice, Title: "title", Message: fmt.Sprint("remark ", i)})
	}
	return checklist.Desired{Body: checklist.Marker + "\nquestions\n", Check: c}
}

// settled checks that the pull request shows what is desired, once.
func (w *world) settled(d checklist.Desired) {
	w.t.Helper()
	var own []githubfake.Comment
	for _, c := range w.Comments(7) {
		if c.Author == "github-actions[bot]" {
			own = append(own, c)
		}
	}
	if len(own) != 1 || own[0].Body != d.Body {
		w.t.Errorf("comments %v, want one", own)
	}
	checks := w.Checks(head)
	if len(checks) != 1 {
		w.t.Fatalf("%d check runs, want one", len(checks))
	}
	c := checks[0]
	if c.Status != "completed" || c.Conclusion != "action_required" || c.Name != checklist.CheckName || c.ExternalID != "hash" || c.Title != "3 questions open" || c.Summary != "summary" || c.Text != "text" {
		w.t.Errorf("check run %+v", c)
	}
	var want []githubfake.Annotation
	for _, a := range d.Check.Annotations {
		want = append(want, githubfake.Annotation{Path: a.File, Start: a.Line, End: max(a.Line, a.EndLine), Level: string(a.Level), Title: a.Title, Message: a.Message})
	}
	if diff := cmp.Diff(want, c.Annotations); diff != "" {
		w.t.Errorf("annotations: %s", diff)
	}
	if plan := checklist.Plan(d, w.pull()); len(plan) > 0 {
		w.t.Errorf("still to be done: %v", plan)
	}
}

func TestRepositoriesAndOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "acme", "/shop", "acme/", "acme/../..", "acme/..", "acme/shop/x", "acme/shop?x", "a b/c"} {
		if r, err := github.ParseRepo(s); err == nil {
			t.Errorf("%q is %v", s, r)
		}
	}
	if r, err := github.ParseRepo("acme/shop.go"); err != nil || r.String() != "acme/shop.go" {
		t.Errorf("%v, %v", r, err)
	}
	for _, o := range []github.Options{{}, {Token: "t", BaseURL: "api.github.com"}, {Token: "t", BaseURL: "file:///x"}, {Token: "t", BaseURL: "ftp://x"}} {
		if _, err := github.New(o); err == nil {
			t.Errorf("options %+v are taken", o)
		}
	}
	w := newWorld(t)
	if _, err := w.client.Pull(t.Context(), github.Repo{Owner: "..", Name: "x"}, 7); err == nil || len(w.Requests()) > 0 {
		t.Errorf("error %v after %v", err, slices.Compact(w.Requests()))
	}
}

func TestServerBelowAPath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := httptest.NewServer(http.StripPrefix("/api/v3", w.Fake)) // as that of GitHub Enterprise
	t.Cleanup(server.Close)
	client, err := github.New(github.Options{Token: githubfake.Token, BaseURL: server.URL + "/api/v3"})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := client.Pull(t.Context(), shop, 7); err != nil || p.Author != "alice" {
		t.Errorf("pull request %+v, %v", p, err)
	}
}

func TestRedirectsDoNotCarryTheTokenAway(t *testing.T) {
	t.Parallel()
	var sent []string
	stranger := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(stranger.Close)
	server := httptest.NewServer(http.RedirectHandler(stranger.URL, http.StatusMovedPermanently))
	t.Cleanup(server.Close)
	client, err := github.New(github.Options{Token: "secret", BaseURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Pull(t.Context(), shop, 7); err == nil {
		t.Error("the answer of a stranger is taken")
	}
	if diff := cmp.Diff([]string{""}, sent); diff != "" {
		t.Errorf("sent to a stranger: %s", diff)
	}
}

func TestErrorsNameWhatWasAttempted(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		want   []string
	}{
		"no such pull request": {
			func(w http.ResponseWriter, r *http.Request) {
				http.Error(w, `{"message":"Not Found"}`, http.StatusNotFound)
			},
			[]string{"read pull request acme/shop#7", "404 Not Found"},
		},
		"wrong token": {
			func(w http.ResponseWriter, r *http.Request) {
				http.Error(w, `{"message":"Bad credentials"}`, http.StatusUnauthorized)
			},
			[]string{"read pull request acme/shop#7", "Bad credentials"},
		},
		"an answer without end": {
			func(w http.ResponseWriter, r *http.Request) {
				for chunk := make([]byte, 1<<20); r.Context().Err() == nil; {
					w.Write(chunk)
				}
			},
			[]string{"read pull request acme/shop#7", "longer than"},
		},
		"no JSON": {
			func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html>") },
			[]string{"read pull request acme/shop#7", "invalid character '<'"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(tt.answer)
			t.Cleanup(server.Close)
			client, err := github.New(github.Options{Token: "secret", BaseURL: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.Pull(t.Context(), shop, 7)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q, want one with %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "secret") || errors.Is(err, github.ErrReadOnly) {
				t.Errorf("error %v", err)
			}
		})
	}
}
