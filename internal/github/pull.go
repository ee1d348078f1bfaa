package github

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/checklist"
)

// page is how many things one request lists: the most that GitHub gives.
const page = 100

// Pull reads a pull request: itself, its conversation, and our check runs on its head.
func (c *Client) Pull(ctx context.Context, repo Repo, number int) (checklist.Pull, error) {
	return c.pull(ctx, repo, Event{Number: number})
}

// At reads the pull request of an event. In a merge queue, head and base are the queue's, and what stands beside lines of the pull request is left alone.
func (c *Client) At(ctx context.Context, repo Repo, e Event) (checklist.Pull, error) {
	if !e.Queued {
		e = Event{Number: e.Number} // the pull request may have moved on since
	}
	return c.pull(ctx, repo, e)
}

func (c *Client) pull(ctx context.Context, repo Repo, e Event) (checklist.Pull, error) {
	ctx, number := patient(ctx, c.patience), e.Number
	pull, err := c.read(ctx, repo, e)
	if err != nil {
		return checklist.Pull{}, fmt.Errorf("read pull request %s#%d: %w", repo, number, err)
	}
	return pull, nil
}

func (c *Client) read(ctx context.Context, repo Repo, e Event) (checklist.Pull, error) {
	number := e.Number
	if err := repo.valid(); err != nil {
		return checklist.Pull{}, err
	}
	pr, _, err := c.api.PullRequests.Get(ctx, repo.Owner, repo.Name, number)
	if err != nil {
		return checklist.Pull{}, err
	}
	out := checklist.Pull{
		Number:  number,
		Author:  pr.GetUser().GetLogin(),
		HeadSHA: pr.GetHead().GetSHA(),
		BaseSHA: pr.GetBase().GetSHA(),
		Draft:   pr.GetDraft(),
		Fork:    foreign(pr),
	}
	if e.Queued {
		out.HeadSHA, out.BaseSHA, out.Draft, out.Queued = e.HeadSHA, e.BaseSHA, false, true
	}
	if out.Comments, err = c.comments(ctx, repo, number); err != nil {
		return checklist.Pull{}, fmt.Errorf("list comments (permission pull-requests: read): %w", err)
	}
	if !e.Queued {
		if out.Remarks, err = c.remarks(ctx, repo, number); err != nil {
			return checklist.Pull{}, fmt.Errorf("list comments on lines (permission pull-requests: read): %w", err)
		}
	}
	for _, name := range []string{checklist.CheckName, checklist.LintName} {
		runs, err := c.runs(ctx, repo, out.HeadSHA, name)
		if err != nil {
			return checklist.Pull{}, fmt.Errorf("list check runs (permission checks: read): %w", err)
		}
		for _, r := range runs {
			out.Checks = append(out.Checks, check(r))
		}
	}
	return out, nil
}

// foreign tells that the head is in another repository, or in one that is no more.
func foreign(pr *github.PullRequest) bool {
	head, base := pr.GetHead().GetRepo(), pr.GetBase().GetRepo()
	return head == nil || head.GetID() != base.GetID()
}

// comments lists the conversation of a pull request, oldest first.
func (c *Client) comments(ctx context.Context, repo Repo, number int) ([]checklist.Comment, error) {
	self, err := c.self(ctx)
	if err != nil {
		return nil, err
	}
	var out []checklist.Comment
	o := &github.IssueListCommentsOptions{ListOptions: github.ListOptions{PerPage: page}}
	for {
		list, resp, err := c.api.Issues.ListComments(ctx, repo.Owner, repo.Name, number, o)
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			out = append(out, comment(l, self))
		}
		if resp.NextPage <= o.Page {
			return out, nil
		}
		o.Page = resp.NextPage
	}
}

// comment is one comment as plain data.
func comment(c *github.IssueComment, self string) checklist.Comment {
	return checklist.Comment{
		ID:          c.GetID(),
		Author:      c.GetUser().GetLogin(),
		Association: c.GetAuthorAssociation(),
		Own:         c.GetUser().GetLogin() == self,
		Bot:         c.GetUser().GetType() == "Bot",
		Edited:      !c.GetUpdatedAt().Equal(c.GetCreatedAt()),
		Body:        c.GetBody(),
		URL:         c.GetHTMLURL(),
	}
}

// runs lists our check runs on a commit: those with our name that the app of the token has made, not ones that another made to look the same. A person's
// token has made none, and may not even be allowed to ask.
func (c *Client) runs(ctx context.Context, repo Repo, sha, name string) ([]*github.CheckRun, error) {
	self, err := c.self(ctx)
	slug, app := strings.CutSuffix(self, "[bot]")
	if err != nil || !app {
		return nil, err
	}
	var out []*github.CheckRun
	o := &github.ListCheckRunsOptions{CheckName: &name, Filter: new("all"), ListOptions: github.ListOptions{PerPage: page}}
	for {
		list, resp, err := c.api.Checks.ListCheckRunsForRef(ctx, repo.Owner, repo.Name, sha, o)
		if err != nil {
			return nil, err
		}
		for _, r := range list.CheckRuns {
			if r.GetApp().GetSlug() == slug {
				out = append(out, r)
			}
		}
		if resp.NextPage <= o.Page {
			return out, nil
		}
		o.Page = resp.NextPage
	}
}

// check is one check run as plain data. Its annotations are not read: the external ID says whether they are the right ones.
func check(r *github.CheckRun) checklist.Check {
	return checklist.Check{
		ID:         r.GetID(),
		Completed:  r.GetStatus() == completed,
		Name:       r.GetName(),
		HeadSHA:    r.GetHeadSHA(),
		ExternalID: r.GetExternalID(),
		Conclusion: checklist.Conclusion(r.GetConclusion()),
		Title:      r.GetOutput().GetTitle(),
		Summary:    r.GetOutput().GetSummary(),
		Text:       r.GetOutput().GetText(),
	}
}
