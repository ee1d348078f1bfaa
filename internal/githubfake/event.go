package githubfake

import (
	"encoding/json"
	"fmt"
)

// PullEvent is the file of GITHUB_EVENT_PATH when somebody has done something to a pull request: action is "opened", "synchronize", … of the event
// pull_request, or "submitted" of pull_request_review.
func (f *Fake) PullEvent(number int, action, sender string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	p, ok := f.state.pulls[number]
	if !ok {
		f.wrong("an event of pull request %d, which is not there", number)
		return nil
	}
	return event(action, sender, object{"number": number, "pull_request": f.fill("pull-request", p.object())})
}

// CommentEvent is the file of GITHUB_EVENT_PATH when somebody has "created" or "edited" a comment: the event issue_comment.
func (f *Fake) CommentEvent(id int64, action, sender string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	c, ok := f.state.comments[id]
	if !ok {
		f.wrong("an event of comment %d, which is not there", id)
		return nil
	}
	p := f.state.pulls[c.Pull]
	issue := object{"number": p.Number, "user": account(p.Author), "pull_request": object{"url": p.object()["html_url"]}}
	return event(action, sender, object{"issue": issue, "comment": f.fill("issue-comment", c.object())})
}

// QueueEvent is the file of GITHUB_EVENT_PATH when a merge queue tries a pull request: the event merge_group.
func (f *Fake) QueueEvent(number int, head, base string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	group := object{
		"head_sha": head, "head_ref": fmt.Sprintf("refs/heads/gh-readonly-queue/main/pr-%d-%s", number, base), "base_sha": base, "base_ref": "refs/heads/main",
	}
	return event("checks_requested", "github-merge-queue[bot]", object{"merge_group": group})
}

// RunEvent is the file of GITHUB_EVENT_PATH when a workflow on a pull request has ended: the event workflow_run.
func (f *Fake) RunEvent(sha string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	return event("completed", "mallory", object{"workflow_run": object{"event": "pull_request", "head_sha": sha, "conclusion": "failure"}})
}

func event(action, sender string, what object) []byte {
	what["action"], what["sender"], what["repository"] = action, account(sender), repository()
	b, err := json.MarshalIndent(what, "", "  ")
	if err != nil {
		panic(err) // plain maps, slices and strings
	}
	return append(b, '\n')
}
