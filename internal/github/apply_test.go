package github_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/github"
	"github.com/buslint/buslint/internal/githubfake"
)

func TestApplyTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	for _, annotations := range []int{0, 50, 51, 101} {
		t.Run(fmt.Sprint(annotations), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			d := desired(annotations)
			p := w.pull()
			plan := checklist.Plan(d, p)
			w.apply(p, plan...)
			w.settled(d)
			before := w.Writes()
			w.apply(p, plan...)
			w.settled(d)
			if diff := cmp.Diff(before, w.Writes()); diff != "" {
				t.Errorf("written again: %s", diff)
			}
			if want := 2 + max(0, annotations-1)/50; len(before) != want {
				t.Errorf("%d requests that write, want %d: %v", len(before), want, before)
			}
		})
	}
}

func TestUpdateAndDelete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 2 {
		w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+" old")
	}
	d, p := desired(0), w.pull()
	plan := checklist.Plan(d, p)
	w.apply(p, plan...)
	w.settled(d)
	before := w.Writes()
	w.apply(p, plan...)
	w.settled(d)
	if diff := cmp.Diff(before, w.Writes()); diff != "" {
		t.Errorf("written again: %s", diff)
	}
}

func TestCommentThatMovedIsNotOverwritten(t *testing.T) {
	t.Parallel()
	box := checklist.Marker + "\n- [ ] unchanged\n- [ ] looser\n"
	for name, meanwhile := range map[string]func(w *world, id int64){
		"ticked":  func(w *world, id int64) { w.Tick(id, "looser") },
		"deleted": func(w *world, id int64) { w.Delete(id) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := w.Comment(7, "github-actions[bot]", "NONE", box)
			p := w.pull()
			meanwhile(w, id)
			want := w.Comments(7)
			err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p))
			if !errors.Is(err, github.ErrMoved) {
				t.Errorf("error %v, want %v", err, github.ErrMoved)
			}
			if diff := cmp.Diff(want, w.Comments(7)); diff != "" {
				t.Error(diff)
			}
			p = w.pull()
			w.apply(p, checklist.Plan(desired(0), p)...)
			w.settled(desired(0))
		})
	}
}

func TestCommentOfAnotherRunIsFoundInTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pull()
	w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker+" of a run beside this one")
	if err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p)); !errors.Is(err, github.ErrMoved) {
		t.Errorf("error %v, want %v", err, github.ErrMoved)
	}
	if n := len(w.Comments(7)); n != 1 {
		t.Errorf("%d comments, want the one", n)
	}
}

func TestOtherCommentsOfTheSameLoginAreLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pull()
	w.Comment(7, "github-actions[bot]", "NONE", "of another workflow: "+checklist.Marker)
	d := checklist.Desired{Body: checklist.Marker}
	w.apply(p, checklist.Plan(d, p)...)
	p = w.pull()
	d.Body += " changed"
	w.apply(p, checklist.Plan(d, p)...)
	if c := w.Comments(7); len(c) != 2 || !strings.HasPrefix(c[0].Body, "of another") || c[1].Body != d.Body {
		t.Errorf("comments %v, want the other one and ours", c)
	}
}

func TestReadOnlyTokenIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.ReadOnly(true)
	p := w.pull()
	err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p))
	if !errors.Is(err, github.ErrReadOnly) || !strings.Contains(err.Error(), "create-comment") || !strings.Contains(err.Error(), "create-check") {
		t.Errorf("error %v, want that neither comment nor check run can be written", err)
	}
	if len(w.Comments(7)) != 0 || len(w.clock.slept) != 0 {
		t.Errorf("a refusal is not a fault: slept %v", w.clock.slept)
	}
}

func TestPersonsTokenWritesCommentsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.ActAs("carol")
	p, d := w.pull(), desired(0)
	plan := checklist.Plan(d, p)
	slices.Reverse(plan) // the check run first, which only an app may write
	if err := w.client.Apply(t.Context(), shop, p, plan); !errors.Is(err, github.ErrReadOnly) {
		t.Errorf("error %v, want %v", err, github.ErrReadOnly)
	}
	if c := w.Comments(7); len(c) != 1 || c[0].Author != "carol" {
		t.Errorf("comments %v, want the one that the token may write", c)
	}
}

func TestCheckThatWasLeftHalfWrittenIsContinued(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := desired(101)
	half := githubfake.Check{App: "github-actions", Name: checklist.CheckName, HeadSHA: head, ExternalID: "hash", Status: "in_progress"}
	for _, a := range d.Check.Annotations[:50] {
		half.Annotations = append(half.Annotations, githubfake.Annotation{Path: a.File, Start: a.Line, End: max(a.Line, a.EndLine), Level: string(a.Level), Title: a.Title, Message: a.Message})
	}
	w.AddCheck(half)
	p := w.pull()
	w.apply(p, checklist.Plan(d, p)...)
	w.settled(d)
}

func TestNewCheckFollowsOneThatSaysSomethingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddCheck(githubfake.Check{App: "github-actions", Name: checklist.CheckName, HeadSHA: head, ExternalID: "hash", Status: "completed", Conclusion: "success"})
	w.AddCheck(githubfake.Check{App: "github-actions", Name: checklist.CheckName, HeadSHA: head, ExternalID: "other", Status: "completed", Conclusion: "success"})
	p, d := w.pull(), desired(0)
	w.apply(p, checklist.Plan(d, p)...)
	if c := w.Checks(head); len(c) != 3 || c[2].ExternalID != "hash" {
		t.Errorf("check runs %+v, want a third", c)
	}
}

func TestWhatGitHubWouldNotTakeIsNotBegun(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n) }
	annotated := func(a checklist.Annotation) checklist.Action {
		return checklist.Action{Kind: checklist.CreateCheck, Check: &checklist.Check{HeadSHA: head, Title: "t", Conclusion: checklist.Success, Annotations: []checklist.Annotation{a}}}
	}
	for _, tt := range []struct {
		name   string
		fits   bool
		action checklist.Action
	}{
		{"comment", true, checklist.Action{Kind: checklist.CreateComment, Body: long(65536)}},
		{"long comment", false, checklist.Action{Kind: checklist.CreateComment, Body: long(65537)}},
		{"summary", true, checklist.Action{Kind: checklist.CreateCheck, Check: &checklist.Check{HeadSHA: head, Title: "t", Conclusion: checklist.Success, Summary: long(65535), Text: long(65535)}}},
		{"long summary", false, checklist.Action{Kind: checklist.CreateCheck, Check: &checklist.Check{HeadSHA: head, Summary: long(65536)}}},
		{"long text", false, checklist.Action{Kind: checklist.CreateCheck, Check: &checklist.Check{HeadSHA: head, Text: long(65536)}}},
		{"title of an annotation", true, annotated(checklist.Annotation{File: "a.go", Line: 1, Level: checklist.Notice, Title: long(255), Message: strings.Repeat("m", 64<<10)})},
		{"long title of an annotation", false, annotated(checklist.Annotation{File: "a.go", Line: 1, Title: long(256)})},
		{"long message of an annotation", false, annotated(checklist.Annotation{File: "a.go", Line: 1, Message: long(32<<10 + 1)})},
		{"annotation of no line", false, annotated(checklist.Annotation{File: "a.go"})},
		{"no check", false, checklist.Action{Kind: checklist.CreateCheck}},
		{"unknown", false, checklist.Action{Kind: "merge"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			err := w.client.Apply(t.Context(), shop, w.pull(), []checklist.Action{tt.action})
			if (err == nil) != tt.fits {
				t.Errorf("error %v", err)
			}
			if got := len(w.Writes()); got != map[bool]int{true: 1}[tt.fits] {
				t.Errorf("%d requests that write", got)
			}
		})
	}
}

func TestPlanForAnotherHeadIsNotApplied(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.pull()
	w.Push(7, "3333333333333333333333333333333333333333")
	if err := w.client.Apply(t.Context(), shop, p, checklist.Plan(desired(0), p)); !errors.Is(err, github.ErrMoved) {
		t.Errorf("error %v, want %v", err, github.ErrMoved)
	}
	if len(w.Writes()) > 0 {
		t.Errorf("written: %v", w.Writes())
	}
}

func TestEmptyPlanAsksNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.apply(checklist.Pull{Number: 7, HeadSHA: head})
	if len(w.Requests()) > 0 {
		t.Errorf("requests: %v", w.Requests())
	}
}

func TestTwoRunsAtOnceLeaveTheOldestComment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, p := desired(0), w.pull()
	d.Check = nil
	other := false
	client := w.connect(func(r *http.Request) {
		if r.Method == http.MethodPost && !other { // this run has looked, and found no comment
			other = true
			w.apply(p, checklist.Plan(checklist.Desired{Body: checklist.Marker + "\nof the other run\n"}, p)...)
		}
	})
	if err := client.Apply(t.Context(), shop, p, checklist.Plan(d, p)); err != nil {
		t.Fatal(err)
	}
	twice := w.Comments(7)
	if len(twice) != 2 {
		t.Fatalf("comments %v, want those of both runs", twice)
	}
	p = w.pull()
	plan := checklist.Plan(d, p)
	w.apply(p, plan...)
	w.apply(p, plan...)
	if left := w.Comments(7); len(left) != 1 || left[0].ID != twice[0].ID || left[0].Body != d.Body {
		t.Errorf("comments %v, want the oldest", left)
	}
}

func TestCommentThatAnotherRunDeletesIsNoError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker)
	p := w.pull()
	client := w.connect(func(r *http.Request) {
		if r.Method == http.MethodDelete {
			w.Delete(id)
		}
	})
	if err := client.Apply(t.Context(), shop, p, []checklist.Action{{Kind: checklist.DeleteComment, Comment: id}}); err != nil {
		t.Error(err)
	}
}

func TestCheckOfAnotherAppIsNotTakenForOurs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	foreign := githubfake.Check{App: "other", Name: checklist.CheckName, HeadSHA: head, ExternalID: "hash", Status: "completed", Conclusion: "success"}
	foreign.ID = w.AddCheck(foreign)
	p, d := w.pull(), desired(51)
	w.apply(p, checklist.Plan(d, p)...)
	checks := w.Checks(head)
	if len(checks) != 2 || checks[1].App != "github-actions" || checks[1].Status != "completed" || len(checks[1].Annotations) != 51 {
		t.Fatalf("check runs %+v, want ours as well", checks)
	}
	if diff := cmp.Diff(foreign, checks[0]); diff != "" {
		t.Errorf("the other app's check run has changed: %s", diff)
	}
}
