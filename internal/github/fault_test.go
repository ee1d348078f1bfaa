package github_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/github"
	"github.com/buslint/buslint/internal/githubfake"
)

// faults are all that may happen to a request, and for how long we wait then.
var faults = []struct {
	name  string
	fault githubfake.Fault
	wait  time.Duration
}{
	{"bad gateway", githubfake.BadGateway, 500 * time.Millisecond},
	{"bad gateway after the request", githubfake.LateBadGateway, 500 * time.Millisecond},
	{"broken off", githubfake.BrokenOff, 500 * time.Millisecond},
	{"broken off after the request", githubfake.LateBrokenOff, 500 * time.Millisecond},
	{"limit with 403 and Retry-After", githubfake.SecondaryLimit(http.StatusForbidden, 7*time.Second), 7 * time.Second},
	{"limit with 429 and Retry-After", githubfake.SecondaryLimit(http.StatusTooManyRequests, 7*time.Second), 7 * time.Second},
	{"limit with 403 that says no time", githubfake.SecondaryLimit(http.StatusForbidden, 0), time.Minute},
	{"limit with 429 that says no time", githubfake.SecondaryLimit(http.StatusTooManyRequests, 0), time.Minute},
	{"spent limit with 403", githubfake.PrimaryLimit(http.StatusForbidden, start.Add(30*time.Second)), 31 * time.Second},
	{"spent limit with 429", githubfake.PrimaryLimit(http.StatusTooManyRequests, start.Add(30*time.Second)), 31 * time.Second},
	{"spent limit of the past", githubfake.PrimaryLimit(http.StatusForbidden, start.Add(-time.Hour)), time.Second},
}

func TestPullEndures(t *testing.T) {
	t.Parallel()
	for _, request := range []string{"pulls/get", "users/get-authenticated", "issues/list-comments", "checks/list-for-ref"} {
		for _, tt := range faults {
			t.Run(request+" "+tt.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.Comment(7, "bob", "MEMBER", "hello")
				w.FailNext(1, tt.fault.On(request))
				if p := w.pull(); p.Author != "alice" || len(p.Comments) != 1 {
					t.Errorf("pull request %+v", p)
				}
				if diff := cmp.Diff([]time.Duration{tt.wait}, w.clock.slept); diff != "" {
					t.Errorf("waited: %s", diff)
				}
			})
		}
	}
}

func TestWritesArriveOnce(t *testing.T) {
	t.Parallel()
	for _, request := range []string{"issues/create-comment", "issues/update-comment", "issues/delete-comment", "checks/create", "checks/update", "issues/get-comment"} {
		for _, tt := range faults {
			t.Run(request+" "+tt.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				if request != "issues/create-comment" {
					w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+" old")
					w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+" second")
				}
				d, p := desired(101), w.pull()
				w.FailNext(1, tt.fault.On(request))
				w.apply(p, checklist.Plan(d, p)...)
				w.settled(d)
				if diff := cmp.Diff([]time.Duration{tt.wait}, w.clock.slept); diff != "" {
					t.Errorf("waited: %s", diff)
				}
			})
		}
	}
}

func TestManyFaultsAreEndured(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, p := desired(140), w.pull()
	for range 2 {
		w.FailNext(1, githubfake.LateBrokenOff.On(http.MethodPost))
		w.FailNext(1, githubfake.SecondaryLimit(http.StatusTooManyRequests, time.Second))
		w.FailNext(2, githubfake.BadGateway.On(http.MethodGet))
		w.FailNext(2, githubfake.LateBadGateway.On(http.MethodPatch))
	}
	w.apply(p, checklist.Plan(d, p)...)
	w.settled(d)
}

func TestFaultThatLastsIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pull()
	w.FailNext(1000, githubfake.BadGateway.On(http.MethodPost))
	err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p))
	if err == nil || !strings.Contains(err.Error(), "create-comment on acme/shop#7") || !strings.Contains(err.Error(), "502 Bad Gateway") {
		t.Errorf("error %v, want that of the comment", err)
	}
	want := []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second}
	if diff := cmp.Diff(want, w.clock.slept); diff != "" {
		t.Errorf("waited: %s", diff)
	}
	if diff := cmp.Diff(slices.Repeat([]string{"POST /repos/acme/shop/issues/7/comments"}, 5), w.Writes()); diff != "" {
		t.Errorf("written: %s", diff)
	}
}

func TestReadingThatFailsIsNotRepeatedByTheWriter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pull()
	before := len(w.Requests())
	w.FailNext(1000, githubfake.BrokenOff.On("issues/list-comments"))
	if err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p)); err == nil {
		t.Error("no error")
	}
	if n := len(w.Requests()) - before; n != 1+5 {
		t.Errorf("%d requests, want one for the head and five for the comments", n)
	}
}

func TestLimitThatLastsIsTold(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault githubfake.Fault
		until time.Time
	}{
		"Retry-After": {githubfake.SecondaryLimit(http.StatusTooManyRequests, time.Hour), start.Add(time.Hour)},
		"reset":       {githubfake.PrimaryLimit(http.StatusForbidden, start.Add(50*time.Minute)), start.Add(50*time.Minute + time.Second)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := w.pull()
			w.FailNext(1, tt.fault.On(http.MethodPost))
			err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p))
			limit := (*github.LimitError)(nil)
			if !errors.As(err, &limit) || !limit.Until.Equal(tt.until) {
				t.Errorf("error %v, want a limit until %v", err, tt.until)
			}
			if len(w.clock.slept) > 0 || len(w.Writes()) != 1 {
				t.Errorf("waited %v and wrote %v", w.clock.slept, w.Writes())
			}
		})
	}
}

func TestLimitsWithoutEndExhaustPatience(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.FailNext(1000, githubfake.SecondaryLimit(http.StatusForbidden, time.Second))
	_, err := w.client.Pull(t.Context(), shop, 7)
	if limit := (*github.LimitError)(nil); !errors.As(err, &limit) {
		t.Errorf("error %v, want a limit", err)
	}
	var sum time.Duration
	for _, d := range w.clock.slept {
		sum += d
	}
	if sum > 2*time.Minute || len(w.Requests()) > 10 {
		t.Errorf("waited %v in %d requests", sum, len(w.Requests()))
	}
	w = newWorld(t) // each call has its own patience
	for range 3 {
		w.FailNext(1, githubfake.SecondaryLimit(http.StatusForbidden, time.Minute))
		w.pull()
	}
}

func TestLimitThatSaysNoTimeIsGivenMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.FailNext(2, githubfake.SecondaryLimit(http.StatusForbidden, 0))
	_, err := w.client.Pull(t.Context(), shop, 7)
	if limit := (*github.LimitError)(nil); !errors.As(err, &limit) || !limit.Until.Equal(start.Add(3*time.Minute)) {
		t.Errorf("error %v, want a limit of two minutes after one minute", err)
	}
}

func TestPatienceIsForTheCallerToSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client, err := github.New(github.Options{Token: githubfake.Token, BaseURL: w.URL(), Patience: 6 * time.Second, Sleep: w.clock.Sleep, Now: w.clock.Now, Random: func() float64 { return 0 }})
	if err != nil {
		t.Fatal(err)
	}
	for wait, endures := range map[time.Duration]bool{6 * time.Second: true, 7 * time.Second: false} {
		w.FailNext(1, githubfake.SecondaryLimit(http.StatusForbidden, wait))
		if _, err := client.Pull(t.Context(), shop, 7); (err == nil) != endures {
			t.Errorf("error %v after a limit of %v", err, wait)
		}
	}
}

func TestLastRequestOfALimitIsAnAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.FailNext(1, githubfake.PrimaryLimit(http.StatusOK, time.Now().Add(time.Hour)))
	w.pull() // further requests are made: it is for GitHub to refuse them
	if len(w.clock.slept) > 0 {
		t.Errorf("waited %v", w.clock.slept)
	}
}

func TestStaleCommentIsNotOverwritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+"\n- [ ] looser\n")
	w.Tick(id, "looser")
	p := w.pull()
	w.FailNext(1, githubfake.Stale.On("issues/get-comment"))
	if err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p)); !errors.Is(err, github.ErrMoved) {
		t.Errorf("error %v, want %v", err, github.ErrMoved)
	}
	p = w.pull()
	w.apply(p, checklist.Plan(desired(0), p)...)
	w.settled(desired(0))
}

func TestCommentThatIsNotYetSeenIsRemovedLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, p := desired(0), w.pull()
	client := w.connect(func(r *http.Request) {
		if r.Method == http.MethodPost && len(w.Writes()) == 0 {
			w.FailNext(1, githubfake.LateBrokenOff.On("issues/create-comment"))
			w.FailNext(1, githubfake.Stale.On("issues/list-comments"))
		}
	})
	if err := client.Apply(t.Context(), shop, p, checklist.Plan(d, p)); err != nil {
		t.Fatal(err)
	}
	twice := w.Comments(7)
	if len(twice) != 2 {
		t.Fatalf("comments %v, want two of the same", twice)
	}
	p = w.pull()
	w.apply(p, checklist.Plan(d, p)...)
	w.settled(d)
	if left := w.Comments(7); left[0].ID != twice[0].ID {
		t.Errorf("comments %v, want the oldest", left)
	}
}

func TestWhoGivesUpWaitsNoLonger(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	client := w.connect(func(*http.Request) { cancel() })
	if _, err := client.Pull(ctx, shop, 7); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if len(w.clock.slept) > 0 {
		t.Errorf("waited %v", w.clock.slept)
	}
}

func TestRefusalsAreNotRepeated(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound, http.StatusGone, http.StatusUnprocessableEntity} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := w.pull()
			w.FailNext(1, githubfake.Fault{Request: http.MethodPost, Status: status, Message: "Resource not accessible by integration"})
			err := w.client.Apply(t.Context(), shop, p, checklist.Plan(checklist.Desired{Body: checklist.Marker}, p))
			if err == nil || errors.Is(err, github.ErrReadOnly) != (status == http.StatusForbidden) || !strings.Contains(err.Error(), "not accessible") {
				t.Errorf("error %v", err)
			}
			if len(w.Writes()) != 1 || len(w.clock.slept) > 0 {
				t.Errorf("wrote %v and waited %v", w.Writes(), w.clock.slept)
			}
		})
	}
}

func TestWhateverHappensItSettles(t *testing.T) {
	t.Parallel()
	all := []githubfake.Fault{githubfake.Stale.On("issues/list-comments"), githubfake.Stale.On("issues/get-comment")}
	for _, f := range faults {
		all = append(all, f.fault, f.fault.On(http.MethodPost), f.fault.On(http.MethodPatch), f.fault.On(http.MethodDelete))
	}
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 0))
			w := newWorld(t)
			for range random.IntN(3) { // what earlier runs have left
				w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+" old")
			}
			d := desired(random.IntN(120))
			for round := range 10 {
				for range random.IntN(8) * (9 - round) / 9 { // fewer and fewer, and none in the end
					w.FailNext(1+random.IntN(2), all[random.IntN(len(all))])
				}
				if p, err := w.client.Pull(t.Context(), shop, 7); err == nil {
					w.client.Apply(t.Context(), shop, p, checklist.Plan(d, p)) // or the next run does
				}
			}
			w.settled(d)
		})
	}
}
