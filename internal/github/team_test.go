package github_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/internal/githubfake"
)

func TestTeamsAreReadAsFarAsTheTokenMaySee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var many []string
	for i := range 230 {
		many = append(many, fmt.Sprintf("member-%d", i))
	}
	w.Team("acme/data", "bob", "Carol")
	w.Team("acme/all", many...)
	for _, fault := range []githubfake.Fault{githubfake.BadGateway, githubfake.BrokenOff} {
		w.FailNext(1, fault.On("teams/list-members-in-org"))
		got, err := w.client.Teams(t.Context(), []string{"@acme/all", "@acme/data", "@acme/none"})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string][]string{"@acme/data": {"bob", "Carol"}, "@acme/all": many}, got); diff != "" {
			t.Error(diff)
		}
	}
	w.HideTeams(true)
	if got, err := w.client.Teams(t.Context(), []string{"@acme/data"}); err != nil || len(got) > 0 {
		t.Errorf("teams %v, %v, want none", got, err)
	}
	w.FailNext(100, githubfake.BadGateway.On("teams/list-members-in-org"))
	if _, err := w.client.Teams(t.Context(), []string{"@acme/data"}); err == nil {
		t.Error("no error where GitHub does not answer: it may be up again soon")
	}
}

func TestWhatIsNoTeamIsNotAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := len(w.Requests())
	for _, name := range []string{"@acme", "@acme/../../user", "@../x", "@acme/..", "@acme/a b", ""} {
		if _, err := w.client.Teams(t.Context(), []string{name}); err == nil {
			t.Errorf("%q is taken for a team", name)
		}
	}
	if n := len(w.Requests()) - before; n > 0 {
		t.Errorf("%d requests", n)
	}
}
