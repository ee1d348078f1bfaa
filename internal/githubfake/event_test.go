package githubfake_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/buslint/buslint/internal/githubfake"
)

// TestEventsHaveTheFormOfGitHubs compares events of the fake with payloads that GitHub has sent (testdata/webhooks.json says where they are from): all
// that stands in ours stands in theirs, and is of the same kind.
func TestEventsHaveTheFormOfGitHubs(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("testdata", "webhooks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sent struct {
		Deliveries []struct {
			Event   string
			Payload any
		}
	}
	if err := json.Unmarshal(data, &sent); err != nil {
		t.Fatal(err)
	}
	f := githubfake.New(t)
	f.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
	id := f.Comment(7, "bob", "MEMBER", "hello")
	f.Queue(head, base)
	for _, d := range sent.Deliveries {
		var ours []byte
		switch d.Event {
		case "pull_request_review":
			continue // GitHub leaves out of its pull request what has to be worked out, which nobody reads
		case "pull_request":
			ours = f.PullEvent(7, "opened", "alice")
		case "issue_comment":
			ours = f.CommentEvent(id, "edited", "alice")
		case "merge_group":
			ours = f.QueueEvent(7, head, base)
		case "workflow_run":
			ours = f.RunEvent(head)
		}
		var got any
		if err := json.Unmarshal(ours, &got); err != nil {
			t.Fatalf("%s: %v", d.Event, err)
		}
		alike(t, d.Event, got, d.Payload)
	}
}

// alike compares the form of what the fake says with that of what GitHub has said.
func alike(t *testing.T, at string, got, sent any) {
	t.Helper()
	switch sent := sent.(type) {
	case nil: // anything, or nothing
	case map[string]any:
		in, ok := got.(map[string]any)
		if got != nil && !ok {
			t.Errorf("%s is %T, GitHub's is an object", at, got)
		}
		for name, v := range in {
			if other, ok := sent[name]; ok {
				alike(t, at+"."+name, v, other)
			} else if !onlyOurs[at+"."+name] {
				t.Errorf("%s.%s is nothing that GitHub sends", at, name)
			}
		}
	case []any:
		if _, ok := got.([]any); got != nil && !ok {
			t.Errorf("%s is %T, GitHub's is a list", at, got)
		}
	case string:
		if _, ok := got.(string); got != nil && !ok {
			t.Errorf("%s is %T, GitHub's is a text", at, got)
		}
	case float64:
		if _, ok := got.(float64); got != nil && !ok {
			t.Errorf("%s is %T, GitHub's is a number", at, got)
		}
	case bool:
		if _, ok := got.(bool); got != nil && !ok {
			t.Errorf("%s is %T, GitHub's is a truth value", at, got)
		}
	}
}

// onlyOurs is what the payloads do not show: their comment is on an issue.
var onlyOurs = map[string]bool{"issue_comment.issue.pull_request": true}
