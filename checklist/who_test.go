package checklist

import (
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/catalog"
)

func TestWhoMayAnswer(t *testing.T) {
	t.Parallel()
	p := conversation()
	p.Teams = map[string][]string{"@acme/data": {"Carol", "alice2"}, "@acme/empty": {}}
	people := map[string]Comment{
		"the author": {Author: "alice"}, "a member": {Author: "bob", Association: "MEMBER"}, "carol of a team": {Author: "carol", Association: "CONTRIBUTOR"},
		"a stranger": {Author: "mallory", Association: "NONE"}, "a login like a team": {Author: "acme/data", Association: "NONE"},
	}
	for _, tt := range []struct {
		who  Who
		want string
	}{
		{Who{Author}, "a member, the author"},
		{Who{Reviewer}, "a member"},
		{Who{"@acme/data"}, "carol of a team"},
		{Who{"@Mallory"}, "a stranger"},
		{Who{Author, "@acme/data"}, "a member, carol of a team, the author"},
		{Who{"@alice"}, "the author"},
		{Who{"@acme/unseen", "@acme/empty"}, ""},
		{nil, ""},
	} {
		var got []string
		for name, c := range people {
			if tt.who.may(c, p) {
				got = append(got, name)
			}
		}
		if slices.Sort(got); strings.Join(got, ", ") != tt.want {
			t.Errorf("%v: %v, want %s", []string(tt.who), got, tt.want)
		}
	}
}

func TestNamedPeopleAnswerByCommandAlone(t *testing.T) {
	t.Parallel()
	qs := questions(t)
	for i := range qs {
		if qs[i].Who = (Who{Author}); qs[i].ID == "delivery" {
			qs[i].Who = Who{"@acme/data", "@carol"}
		}
	}
	items := Select(qs, added(placed(1)))
	entries := catalog.Events{Topics: []catalog.DeclaredTopic{{Name: "orders.placed", Messages: []catalog.DeclaredMessage{{Payload: "shop/orders.Placed", Review: []catalog.Review{
		{Question: "delivery", Rev: 1, Answer: "at-most-once", By: "carol", Contract: items[0].Subject.Contract},
	}}}}}}
	const command = "/buslint answer delivery at-least-once"
	for _, tt := range []struct {
		by, association string
		teams           map[string][]string
		want, shown     string
	}{
		{"alice", "MEMBER", nil, "open", "it is to be answered by `@acme/data` or `@carol`"},
		{"bob", "MEMBER", map[string][]string{"@acme/data": {"dave"}}, "open", "To be answered by `@acme/data` or `@carol`."},
		{"dave", "NONE", map[string][]string{"@acme/data": {"dave"}}, "answered at-least-once command", ""},
		{"dave", "NONE", nil, "open", "The token may not see who is in `@acme/data`"},
		{"CAROL", "NONE", nil, "answered at-least-once command", ""},
	} {
		p := conversation([3]string{tt.by, tt.association, command})
		p.Teams = tt.teams
		r := Judge(items, Said{Entries: entries, Pull: p})
		if got := said(find(t, r, "delivery")); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.by, got, tt.want)
		}
		body := r.Comment()
		if !strings.Contains(body, tt.shown) {
			t.Errorf("%s: the comment does not say %s\n%s", tt.by, tt.shown, body)
		}
		if slices.ContainsFunc(boxes(body), func(b box) bool { return b.question == "delivery" }) {
			t.Errorf("%s: a box for what a tick does not answer", tt.by)
		}
	}
}
