package github_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/github"
)

// later is a second head.
const later = "3333333333333333333333333333333333333333"

// review reads a pull request as a run for a delivery does, plans, and applies the plan once or twice.
func (w *world) review(times int) {
	w.t.Helper()
	for range times {
		p := w.pull()
		w.apply(p, checklist.Plan(shows(p), p)...)
	}
}

// shows is what a pull request is to show.
func shows(p checklist.Pull) checklist.Desired {
	r := checklist.Judge(asked(), checklist.Said{Pull: &p})
	l := checklist.Lint{Remarks: found(p.HeadSHA), FailOn: finding.Warning}
	return checklist.Desired{Body: r.Comment(), Check: r.Check(p.HeadSHA, "."), Lint: l.Check(p.HeadSHA), Remarks: l.Remarks}
}

// asked is what the change asks, with whatever head.
func asked() []checklist.Item {
	event := checklist.Subject{Topic: catalog.Topic{Name: "orders", Certainty: catalog.Constant}, Payload: "shop.Placed", Ref: "orders", Contract: "0123456789ab"}
	var out []checklist.Item
	for _, id := range []string{"delivery", "order-key", "owner", "retention"} {
		q := checklist.Question{ID: id, Rev: 1, Ask: id + "?", Why: "because", Who: checklist.Who{checklist.Author}, Gate: checklist.Block, Choices: []checklist.Choice{{Value: "yes-" + id}, {Value: "no"}}}
		if id == "owner" {
			q.Choices = nil
		}
		out = append(out, checklist.Item{Question: q, Subject: event, Status: checklist.Open})
	}
	return out
}

// found is what the rules find in a head: the second one has repaired a finding of the first, kept one, and brings another.
func found(head string) []checklist.Remark {
	remark := func(fingerprint string) checklist.Remark {
		return checklist.Remark{Rule: "lostpublish", Severity: finding.Error, File: "shop.go", Line: 3, EndLine: 3, Text: []string{"lost " + fingerprint, "why"}, Fingerprint: fingerprint, Changed: true}
	}
	if head == later {
		return []checklist.Remark{remark("bb"), remark("cc")}
	}
	return []checklist.Remark{remark("aa"), remark("bb")}
}

var (
	state   = regexp.MustCompile(`<!-- buslint:state .*-->`)
	numbers = regexp.MustCompile(`issuecomment-\d+`)
)

// shown is what people see of buslint: its comment, its remarks and its check runs on the head. Identifiers count all changes, and are left out.
func (w *world) shown() string {
	w.t.Helper()
	var b strings.Builder
	for _, c := range w.Comments(7) {
		if c.Author == "github-actions[bot]" {
			fmt.Fprintln(&b, "comment", numbers.ReplaceAllString(state.ReplaceAllString(c.Body, ""), ""))
		}
	}
	for _, r := range w.Remarks(7) {
		fmt.Fprintln(&b, "remark", r.Path, r.Line, r.Author, r.Body)
	}
	for _, name := range []string{checklist.CheckName, checklist.LintName} {
		last := ""
		for _, c := range w.Checks(later) {
			if c.Name == name {
				last = fmt.Sprintln("check", c.Name, c.Status, c.Conclusion, c.Title, numbers.ReplaceAllString(c.Text, ""), c.Annotations)
			}
		}
		b.WriteString(last)
	}
	return b.String()
}

// TestDeliveriesInAnyOrderEndTheSame lets people answer, tick and push, and handles the deliveries that this makes late, twice, in another order, or not at
// all but for the last one. Plans are applied twice at times.
func TestDeliveriesInAnyOrderEndTheSame(t *testing.T) {
	t.Parallel()
	steps := []func(w *world){
		func(w *world) { w.Comment(7, "alice", "NONE", "/buslint answer owner the team of orders") },
		func(w *world) { w.Tick(w.Comments(7)[0].ID, "yes-delivery") },
		func(w *world) { w.Comment(7, "bob", "MEMBER", "/buslint waive retention -- the topic goes next week") },
		func(w *world) { w.Push(7, later) },
		func(w *world) { w.Comment(7, "carol", "COLLABORATOR", "/buslint reopen delivery -- some are lost") },
		func(w *world) { w.Comment(7, "mallory", "NONE", "/buslint reopen retention") },
		func(w *world) { w.Comment(7, "mallory", "NONE", "/buslint answer owner nobody") },
		func(w *world) { w.Comment(7, "bob", "MEMBER", "/buslint answer order-key no") },
		func(w *world) { w.Comment(7, "alice", "NONE", "/buslint answer delivery no") },
	}
	run := func(t *testing.T, random *rand.Rand) string {
		w := newWorld(t)
		w.review(1)
		waiting := 0
		for _, step := range steps {
			step(w)
			waiting++
			if random == nil {
				w.review(1)
				continue
			}
			for waiting > 0 && random.IntN(2) == 0 { // whichever delivery it is: a run reads what is there
				w.review(1 + random.IntN(2))
				if random.IntN(3) > 0 {
					waiting--
				}
			}
		}
		w.review(1 + waiting)
		before := len(w.Writes())
		w.review(2)
		if n := len(w.Writes()) - before; n != 0 {
			t.Errorf("%d writes though nothing has changed", n)
		}
		return w.shown()
	}
	want := run(t, nil)
	for _, text := range []string{"4 questions answered", "Waived: no answer is needed, `the topic goes next week`, by `bob`", "Answered: `no`, by `alice`", "check buslint / lint completed failure", "lost bb", "lost cc"} {
		if !strings.Contains(want, text) {
			t.Fatalf("%q is not shown:\n%s", text, want)
		}
	}
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, run(t, rand.New(rand.NewPCG(seed, 0)))); diff != "" {
				t.Errorf("another end: %s", diff)
			}
		})
	}
}

// TestMergeQueueWritesOnce handles deliveries of a merge queue late, twice and between others, while requests fail.
func TestMergeQueueWritesOnce(t *testing.T) {
	t.Parallel()
	const queued = "4444444444444444444444444444444444444444"
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 1))
			w := newWorld(t)
			w.review(1)
			w.Queue(queued, base)
			before := w.Remarks(7)
			for round := range 6 {
				if round < 4 {
					w.FailNext(random.IntN(3), faults[random.IntN(len(faults))].fault.On([]string{"", "POST", "checks/create"}[random.IntN(3)]))
				}
				if random.IntN(3) == 0 {
					if p, err := w.client.Pull(t.Context(), shop, 7); err == nil {
						w.client.Apply(t.Context(), shop, p, checklist.Plan(shows(p), p)) // or a later run does
					}
				}
				e, err := github.ReadEvent("merge_group", w.QueueEvent(7, queued, base))
				if err != nil {
					t.Fatal(err)
				}
				p, err := w.client.At(t.Context(), shop, e)
				if err != nil {
					continue
				}
				d := shows(p)
				d.Body, d.Remarks = "", nil
				w.client.Apply(t.Context(), shop, p, checklist.Plan(d, p))
			}
			if n := len(w.Checks(queued)); n != 2 {
				t.Errorf("%d check runs on the queue's commit, want one of each: %v", n, w.Checks(queued))
			}
			if diff := cmp.Diff(before, w.Remarks(7)); diff != "" {
				t.Errorf("remarks: %s", diff)
			}
			if n := len(w.Comments(7)); n != 1 {
				t.Errorf("%d comments", n)
			}
		})
	}
}
