package github_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/internal/github"
	"github.com/buslint/buslint/internal/githubfake"
)

func TestEventsAreRead(t *testing.T) {
	t.Parallel()
	fake := githubfake.New(t)
	fake.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	fake.Open(githubfake.Pull{Number: 8, Author: "mallory", Head: head, Base: base, Fork: true})
	id := fake.Comment(7, "bob", "MEMBER", "hello")
	for _, tt := range []struct {
		name string
		data []byte
		want github.Event
	}{
		{"pull_request", fake.PullEvent(7, "synchronize", "alice"), github.Event{Number: 7, Action: "synchronize", Sender: "alice", HeadSHA: head, BaseSHA: base}},
		{"pull_request", fake.PullEvent(8, "opened", "dependabot[bot]"), github.Event{Number: 8, Action: "opened", Sender: "dependabot[bot]", SenderBot: true, HeadSHA: head, BaseSHA: base, Fork: true}},
		{"pull_request_review", fake.PullEvent(7, "submitted", "bob"), github.Event{Number: 7, Action: "submitted", Sender: "bob", HeadSHA: head, BaseSHA: base}},
		{"merge_group", fake.QueueEvent(7, head, base), github.Event{Number: 7, Action: "checks_requested", Sender: "github-merge-queue[bot]", SenderBot: true, HeadSHA: head, BaseSHA: base, Queued: true}},
		{"workflow_run", fake.RunEvent(head), github.Event{Action: "completed", Sender: "mallory", HeadSHA: head, Run: true}},
		{"issue_comment", fake.CommentEvent(id, "edited", "carol_acme"), github.Event{Number: 7, Action: "edited", Sender: "carol_acme", CommentID: id}},
	} {
		got, err := github.ReadEvent(tt.name, tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// event is a file of the event pull_request, with something replaced.
func event(old, replacement string) string {
	const whole = `{"action": "opened", "number": 7, "sender": {"login": "alice", "type": "User"}, "pull_request": {"number": 7,
		"head": {"sha": "1111111111111111111111111111111111111111", "repo": {"id": 1}}, "base": {"sha": "2222222222222222222222222222222222222222", "repo": {"id": 1}}}}`
	return strings.Replace(whole, old, replacement, 1)
}

func TestHeadInARepositoryThatIsNoMoreIsForeign(t *testing.T) {
	t.Parallel()
	for _, data := range []string{event(`"repo": {"id": 1}`, `"repo": null`), strings.ReplaceAll(event("", ""), `"repo": {"id": 1}`, `"repo": null`)} {
		if e, err := github.ReadEvent("pull_request", []byte(data)); err != nil || !e.Fork {
			t.Errorf("%+v, %v", e, err)
		}
	}
}

func TestHostileEventsAreRefused(t *testing.T) {
	t.Parallel()
	if _, err := github.ReadEvent("pull_request", []byte(event("", ""))); err != nil {
		t.Fatalf("%v, want the event as it is to be right", err)
	}
	for _, tt := range []struct{ event, data, want string }{
		{"pull_request_target", event("", ""), "foreign code with a token that may write"},
		{"push", event("", ""), "buslint runs on pull_request"},
		{"", event("", ""), "buslint runs on pull_request"},
		{"../pull_request", event("", ""), "buslint runs on pull_request"},
		{"pull_request", "", "unexpected end of JSON"},
		{"pull_request", "null", "no pull request is named"},
		{"pull_request", "{}", "no pull request is named"},
		{"pull_request", "[]", "cannot unmarshal"},
		{"pull_request", `{"pull_request": null}`, "no pull request is named"},
		{"pull_request", event("", "") + "{}", "after top-level value"},
		{"pull_request", strings.Repeat("[", 20_000), "exceeded max depth"},
		{"pull_request", strings.Repeat(" ", 25<<20+1), "more than GitHub sends"},
		{"pull_request", event(`{"number": 7`, `{"number": -7`), "no pull request is named"},
		{"pull_request", event(`{"number": 7`, `{"number": 1e99`), "cannot unmarshal"},
		{"pull_request", event(`{"number": 7`, `{"number": "7/../../../user"`), "cannot unmarshal"},
		{"pull_request", event(head, "--upload-pack=touch /tmp/x"), "are not both commits"},
		{"pull_request", event(head, "main"), "are not both commits"},
		{"pull_request", event(base, ""), "are not both commits"},
		{"pull_request", event(base, strings.Repeat("2", 38)), "are not both commits"},
		{"pull_request", event(base, strings.Repeat("2", 40)+`\n`), "are not both commits"},
		{"pull_request", event(`"alice"`, `""`), "is not a login"},
		{"pull_request", event(`"alice"`, `"alice @everyone"`), "is not a login"},
		{"pull_request", event(`"alice"`, `"-alice"`), "is not a login"},
		{"pull_request", event(`"alice"`, `"alice\n::set-output"`), "is not a login"},
		{"pull_request", event(`"alice"`, `"`+strings.Repeat("a", 10_000)+`"`), "is not a login"},
		{"pull_request", event(`"opened"`, `"opened\n"`), "unknown action"},
		{"pull_request", event(`"opened"`, `""`), "unknown action"},
		{"issue_comment", "{}", "on an issue"},
		{"issue_comment", "null", "no pull request is named"},
		{"pull_request_review", "{}", "no pull request is named"},
		{"issue_comment", `{"action": "created", "sender": {"login": "a"}, "issue": {"number": 7}, "comment": {"id": 1}}`, "on an issue"},
		{"issue_comment", `{"action": "created", "sender": {"login": "a"}, "issue": {"number": 7, "pull_request": {"url": "x"}}}`, "no comment is named"},
		{"issue_comment", `{"action": "created", "sender": {"login": "a"}, "issue": {"number": 7, "pull_request": {"url": "x"}}, "comment": {"id": -1}}`, "no comment is named"},
	} {
		_, err := github.ReadEvent(tt.event, []byte(tt.data))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %.200s: error %v, want one with %q", tt.event, tt.data, err, tt.want)
			continue
		}
		if len(err.Error()) > 500 || strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%s %.200s: error is not one short line: %.600q", tt.event, tt.data, err)
		}
	}
}

func FuzzReadEvent(f *testing.F) {
	f.Add("pull_request", event("", ""))
	f.Add("issue_comment", `{"action": "created", "sender": {"login": "a"}, "issue": {"number": 7, "pull_request": {"url": "x"}}, "comment": {"id": 1}}`)
	f.Fuzz(func(t *testing.T, name, data string) {
		e, err := github.ReadEvent(name, []byte(data))
		if err != nil {
			return
		}
		for _, s := range []string{e.Sender, e.Action, e.HeadSHA, e.BaseSHA} {
			if strings.HasPrefix(s, "-") || strings.ContainsAny(s, " \t\n\r\"'`<>@:/") {
				t.Errorf("%q of %+v", s, e)
			}
		}
		if e.Number < 1 || e.Sender == "" || e.CommentID < 0 || e.CommentID == 0 && (len(e.HeadSHA) < 40 || len(e.BaseSHA) < 40) {
			t.Errorf("%+v", e)
		}
	})
}

// TestDeliveriesOfGitHubAreRead reads payloads that GitHub has sent: see internal/githubfake/testdata/webhooks.json.
func TestDeliveriesOfGitHubAreRead(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "githubfake", "testdata", "webhooks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sent struct {
		Deliveries []struct {
			Event   string
			Payload json.RawMessage
		}
	}
	if err := json.Unmarshal(data, &sent); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range sent.Deliveries {
		e, err := github.ReadEvent(d.Event, d.Payload)
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, fmt.Sprintf("%s %s of %d by %s at %.7s", d.Event, e.Action, e.Number, e.Sender, e.HeadSHA))
	}
	want := []string{
		"pull_request opened of 2 by Codertocat at ec26c3e",
		"pull_request synchronize of 2 by Codertocat at ec26c3e",
		"pull_request_review submitted of 2 by Codertocat at ec26c3e",
		"merge_group checks_requested of 104 by Codertocat at 2ffea6d",
		`read event "issue_comment": the comment is on an issue, not on a pull request`,
		`read event "workflow_run": the run was on "repository_dispatch", not on pull_request`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s", diff)
	}
}
