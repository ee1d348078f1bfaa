package github

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// maxEvent is the size of the largest event that GitHub sends, in bytes.
const maxEvent = 25 << 20

// Event is what started a workflow run. An event of the conversation (CommentID is not 0) does not say where head and base are, nor whether the head is in
// another repository.
type Event struct {
	Number    int    // of the pull request
	Action    string // "opened", "synchronize", "edited", …
	Sender    string // login of who did it
	SenderBot bool
	CommentID int64
	HeadSHA   string
	BaseSHA   string
	Fork      bool
	Queued    bool // a merge queue asks: head and base are the queue's
	Run       bool // another run on a pull request has ended: HeadSHA is what it was on, and nothing else is known
}

// ReadEvent reads the file that GITHUB_EVENT_PATH names, of an event that GITHUB_EVENT_NAME names. Whoever writes on a pull request writes in that file.
func ReadEvent(name string, data []byte) (Event, error) {
	e, err := readEvent(name, data)
	if err != nil {
		return Event{}, fmt.Errorf("read event %q: %w", name, err)
	}
	return e, nil
}

func readEvent(name string, data []byte) (Event, error) {
	switch name {
	case "pull_request", "pull_request_review", "issue_comment", "merge_group", "workflow_run":
	case "pull_request_target":
		return Event{}, errors.New("buslint does not run under pull_request_target: it would analyse foreign code with a token that may write. Use pull_request")
	default:
		return Event{}, errors.New("buslint runs on pull_request, pull_request_review, issue_comment, merge_group and workflow_run")
	}
	if len(data) > maxEvent {
		return Event{}, fmt.Errorf("%d bytes are more than GitHub sends", len(data))
	}
	parsed, err := github.ParseWebHook(name, data)
	if err != nil {
		return Event{}, err
	}
	var e Event
	var sender *github.User
	switch p := parsed.(type) {
	case *github.PullRequestEvent:
		e, sender = Event{Number: p.GetPullRequest().GetNumber(), Action: p.GetAction()}, p.GetSender()
		e.at(p.GetPullRequest())
	case *github.PullRequestReviewEvent:
		e, sender = Event{Number: p.GetPullRequest().GetNumber(), Action: p.GetAction()}, p.GetSender()
		e.at(p.GetPullRequest())
	case *github.MergeGroupEvent:
		g := p.GetMergeGroup()
		m := queuedPull.FindStringSubmatch(g.GetHeadRef())
		if m == nil {
			return Event{}, fmt.Errorf("branch %.80q of the merge queue names no pull request", g.GetHeadRef())
		}
		number, _ := strconv.Atoi(m[1]) // nine digits are a number
		e, sender = Event{Number: number, Action: p.GetAction(), HeadSHA: g.GetHeadSHA(), BaseSHA: g.GetBaseSHA(), Queued: true}, p.GetSender()
	case *github.WorkflowRunEvent:
		run := p.GetWorkflowRun()
		if run.GetEvent() != "pull_request" {
			return Event{}, fmt.Errorf("the run was on %.40q, not on pull_request", run.GetEvent())
		}
		e, sender = Event{Action: p.GetAction(), HeadSHA: run.GetHeadSHA(), Run: true}, p.GetSender()
	case *github.IssueCommentEvent:
		if p.GetIssue().GetPullRequestLinks() == nil {
			return Event{}, errors.New("the comment is on an issue, not on a pull request")
		}
		e, sender = Event{Number: p.GetIssue().GetNumber(), Action: p.GetAction(), CommentID: p.GetComment().GetID()}, p.GetSender()
		if e.CommentID <= 0 {
			return Event{}, errors.New("no comment is named")
		}
	}
	e.Sender, e.SenderBot = sender.GetLogin(), sender.GetType() == "Bot"
	return e, e.valid()
}

// queuedPull finds the pull request in the name of a merge queue's branch: gh-readonly-queue/main/pr-7-0123abcd.
var queuedPull = lazyregexp.New(`/pr-([1-9][0-9]{0,8})-[0-9a-f]{40,64}$`)

// at notes where head and base are.
func (e *Event) at(pr *github.PullRequest) {
	e.HeadSHA, e.BaseSHA, e.Fork = pr.GetHead().GetSHA(), pr.GetBase().GetSHA(), foreign(pr)
}

var (
	login  = lazyregexp.New(`^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(\[bot\])?$`)
	action = lazyregexp.New(`^[a-z_]{1,40}$`)
)

// valid keeps out what cannot come from GitHub. What is let in can stand in a request and in the arguments of git.
func (e Event) valid() error {
	switch {
	case e.Number <= 0 && !e.Run:
		return errors.New("no pull request is named")
	case !login.MatchString(e.Sender):
		return fmt.Errorf("sender %.40q is not a login", e.Sender)
	case !action.MatchString(e.Action):
		return fmt.Errorf("unknown action %.40q", e.Action)
	case e.Run && !sha(e.HeadSHA):
		return fmt.Errorf("head %.80q is no commit", e.HeadSHA)
	case e.CommentID == 0 && !e.Run && !(sha(e.HeadSHA) && sha(e.BaseSHA)):
		return fmt.Errorf("head %.80q and base %.80q are not both commits", e.HeadSHA, e.BaseSHA)
	}
	return nil
}

// sha tells whether a string is the name of a commit.
func sha(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && (len(b) == 20 || len(b) == 32)
}
