package github_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/githubfake"
)

func TestPullIsReadWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base, Draft: true, Fork: true})
	for i := range 101 {
		w.Comment(7, "bob", "MEMBER", fmt.Sprint("comment ", i))
	}
	own := w.Comment(7, "github-actions[bot]", "NONE", checklist.Marker)
	w.Edit(own, checklist.Marker+" edited")
	for i := range 103 {
		w.AddCheck(githubfake.Check{App: []string{"github-actions", "other"}[i%2], Name: checklist.CheckName, HeadSHA: head, ExternalID: fmt.Sprint(i), Status: "in_progress"})
	}
	w.AddCheck(githubfake.Check{App: "github-actions", Name: "tests", HeadSHA: head, Status: "queued"})

	p := w.pull()
	if p.Number != 7 || p.Author != "alice" || p.HeadSHA != head || p.BaseSHA != base || !p.Draft || !p.Fork {
		t.Errorf("pull request %+v", p)
	}
	if len(p.Comments) != 102 || len(p.Checks) != 52 {
		t.Fatalf("%d comments and %d check runs, want 102 and 52", len(p.Comments), len(p.Checks))
	}
	if c := p.Comments[100]; c.Body != "comment 100" || c.Author != "bob" || c.Association != "MEMBER" || c.Own || c.Bot || c.Edited || c.URL == "" {
		t.Errorf("comment of a person %+v", c)
	}
	if c := p.Comments[101]; c.ID != own || !c.Own || !c.Bot || !c.Edited {
		t.Errorf("own comment %+v", c)
	}
	if c := p.Checks[0]; c.ID == 0 || c.Completed || c.HeadSHA != head || c.ExternalID != "102" {
		t.Errorf("check run %+v", c)
	}
}

func TestPersonsTokenIsKnownByItsLogin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.ActAs("carol")
	for _, login := range []string{"carol", "github-actions[bot]"} {
		w.Comment(7, login, "MEMBER", checklist.Marker)
	}
	w.FailNext(1, githubfake.Fault{Request: "checks/list-for-ref", Status: http.StatusForbidden, Message: "Resource not accessible by personal access token"})
	p := w.pull()
	if !p.Comments[0].Own || p.Comments[1].Own {
		t.Errorf("comments %+v, want the first as our own", p.Comments)
	}
}
