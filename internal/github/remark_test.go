package github_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/github"
	"github.com/buslint/buslint/internal/githubfake"
)

func TestRemarksAreWrittenOnce(t *testing.T) {
	t.Parallel()
	for _, request := range []string{"pulls/create-review", "pulls/list-review-comments"} {
		for _, tt := range faults {
			t.Run(request+" "+tt.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				p := w.pull()
				w.FailNext(1, tt.fault.On(request))
				w.apply(p, checklist.Plan(checklist.Desired{Remarks: found(head)}, p)...)
				if got := w.Remarks(7); len(got) != 2 || got[0].Path != "shop.go" || got[0].Line != 3 {
					t.Errorf("remarks %v, want two", got)
				}
				if plan := checklist.Plan(checklist.Desired{Remarks: found(head)}, w.pull()); len(plan) > 0 {
					t.Errorf("still to be done: %v", plan)
				}
			})
		}
	}
}

func TestRemarksThatAreAnsweredStay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := found(head)[0].Body()
	w.Remark(7, "mallory", "shop.go", 3, body) // looks like ours
	ours := w.Remark(7, "github-actions[bot]", "shop.go", 3, body)
	w.Remark(7, "github-actions[bot]", "shop.go", 3, "of another workflow")
	w.Reply(ours, "alice", "it is meant so")
	p := w.pull()
	if plan := checklist.Plan(checklist.Desired{}, p); len(plan) > 0 {
		t.Errorf("an answered remark is touched: %v", plan)
	}
	twin := w.Remark(7, "github-actions[bot]", "shop.go", 3, body)
	p = w.pull()
	plan := checklist.Plan(checklist.Desired{}, p)
	if len(plan) != 1 || plan[0].Kind != checklist.DeleteRemark || plan[0].Comment != twin {
		t.Fatalf("plan %v, want to delete %d", plan, twin)
	}
	w.FailNext(1, githubfake.LateBadGateway.On(http.MethodDelete))
	w.apply(p, plan...)
	if n := len(w.Remarks(7)); n != 4 {
		t.Errorf("%d comments on lines, want 4", n)
	}
}

func TestRemarkThatIsAnsweredInTheMeantimeStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours := w.Remark(7, "github-actions[bot]", "shop.go", 3, found(head)[0].Body())
	p := w.pull()
	w.Reply(ours, "alice", "it is meant so")
	w.apply(p, checklist.Plan(checklist.Desired{}, p)...)
	if n := len(w.Remarks(7)); n != 2 {
		t.Errorf("%d comments on lines, want 2", n)
	}
}

func TestLinesThatGitHubDoesNotShowAreNoError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Outside("shop.go")
	p := w.pull()
	w.apply(p, checklist.Plan(checklist.Desired{Remarks: found(head)}, p)...)
	if got := w.Remarks(7); len(got) > 0 {
		t.Errorf("remarks %v", got)
	}
}

func TestLineThatGitHubDoesNotShowDoesNotTakeTheOthersAlong(t *testing.T) {
	t.Parallel()
	all := found(head)
	all = append(all, all[0], all[1])
	for i := range all {
		all[i].Fingerprint = fmt.Sprintf("%02x", i)
		if i == 1 {
			all[i].File = "large.go"
		}
	}
	for _, tt := range faults {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Outside("large.go")
			for range 2 {
				p := w.pull()
				w.FailNext(1, githubfake.Fault{Request: "pulls/create-review", Status: http.StatusUnprocessableEntity})
				w.FailNext(1, tt.fault.On("pulls/create-review"))
				w.apply(p, checklist.Plan(checklist.Desired{Remarks: all}, p)...)
			}
			var got []string
			for _, r := range w.Remarks(7) {
				got = append(got, checklist.RemarkOf(r.Body))
			}
			if diff := cmp.Diff([]string{"00", "02", "03"}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWritesKeepWithinTheirBudget(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := desired(50 * 30) // 30 requests
	w.apply(w.pull(), checklist.Action{Kind: checklist.CreateCheck, Check: d.Check})
	if n := len(w.Writes()); n != 30 {
		t.Errorf("%d writes", n)
	}
	if waited := w.clock.Now().Sub(start); waited.Seconds() != 10 {
		t.Errorf("waited %v, want a second for each write after the first 20", waited)
	}
}

func TestMergeQueueHasChecksAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const queued = "4444444444444444444444444444444444444444"
	w.Queue(queued, base)
	w.Remark(7, "github-actions[bot]", "shop.go", 3, found(head)[0].Body())
	e, err := github.ReadEvent("merge_group", w.QueueEvent(7, queued, base))
	if err != nil {
		t.Fatal(err)
	}
	p, err := w.client.At(t.Context(), shop, e)
	if err != nil || p.HeadSHA != queued || p.BaseSHA != base || !p.Queued || len(p.Remarks) > 0 {
		t.Fatalf("pull request %+v, %v", p, err)
	}
	c := checklist.Lint{}.Check(queued)
	w.apply(p, checklist.Plan(checklist.Desired{Lint: c}, p)...)
	if got := w.Checks(queued); len(got) != 1 || got[0].Conclusion != "success" || got[0].Name != checklist.LintName {
		t.Errorf("check runs %v", got)
	}
	if len(w.Remarks(7)) != 1 {
		t.Error("the remark is gone")
	}
}
