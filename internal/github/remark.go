package github

import (
	"context"
	"net/http"
	"slices"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/checklist"
)

// remarks lists the comments on lines of a pull request, oldest first.
func (c *Client) remarks(ctx context.Context, repo Repo, number int) ([]checklist.LineComment, error) {
	self, err := c.self(ctx)
	if err != nil {
		return nil, err
	}
	var out []checklist.LineComment
	o := &github.PullRequestListCommentsOptions{ListOptions: github.ListOptions{PerPage: page}}
	for {
		list, resp, err := c.api.PullRequests.ListComments(ctx, repo.Owner, repo.Name, number, o)
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			out = append(out, checklist.LineComment{ID: l.GetID(), ReplyTo: l.GetInReplyTo(), Own: l.GetUser().GetLogin() == self, Body: l.GetBody()})
		}
		if resp.NextPage <= o.Page {
			return out, nil
		}
		o.Page = resp.NextPage
	}
}

// createRemarks writes those remarks that are not there yet, in one review, so that people are notified once. GitHub refuses all of a review if it does not
// show the lines of one of them, as in a difference that is too large for it: then each goes alone, and those that are refused are left out. The check run
// and the summary tell of them all the same.
func (c *Client) createRemarks(ctx context.Context, repo Repo, pull checklist.Pull, want []checklist.Remark) error {
	err := c.createReview(ctx, repo, pull, want)
	if !refused(err) || len(want) == 1 {
		return unlessRefused(err)
	}
	for i := range want {
		if err := unlessRefused(c.createReview(ctx, repo, pull, want[i:i+1])); err != nil {
			return err
		}
	}
	return nil
}

// refused tells that GitHub does not take a request as it is.
func refused(err error) bool { return status(err) == http.StatusUnprocessableEntity }

func unlessRefused(err error) error {
	if refused(err) {
		return nil
	}
	return err
}

// createReview writes those remarks that are not there yet, all or none.
func (c *Client) createReview(ctx context.Context, repo Repo, pull checklist.Pull, want []checklist.Remark) error {
	var missing []checklist.Remark
	look := func() (bool, error) {
		now, err := c.remarks(ctx, repo, pull.Number)
		if err != nil {
			return false, err
		}
		missing = slices.DeleteFunc(slices.Clone(want), func(r checklist.Remark) bool {
			return slices.ContainsFunc(now, func(l checklist.LineComment) bool { return l.Own && checklist.RemarkOf(l.Body) == r.Fingerprint })
		})
		return len(missing) == 0, nil
	}
	return c.write(ctx, look, func() error {
		review := &github.PullRequestReviewRequest{CommitID: &pull.HeadSHA, Event: new("COMMENT")}
		for _, r := range missing {
			review.Comments = append(review.Comments, lineComment(r))
		}
		_, _, err := c.api.PullRequests.CreateReview(ctx, repo.Owner, repo.Name, pull.Number, review)
		return err
	})
}

func lineComment(r checklist.Remark) *github.DraftReviewComment {
	out := &github.DraftReviewComment{Path: new(r.File), Body: new(r.Body()), Side: new("RIGHT"), Line: new(max(r.Line, r.EndLine))}
	if r.EndLine > r.Line {
		out.StartLine, out.StartSide = new(r.Line), new("RIGHT")
	}
	return out
}

// deleteRemark deletes a comment on lines, if it is still there and nobody has answered it since.
func (c *Client) deleteRemark(ctx context.Context, repo Repo, number int, id int64) error {
	look := func() (bool, error) {
		now, err := c.remarks(ctx, repo, number)
		there := slices.ContainsFunc(now, func(l checklist.LineComment) bool { return l.ID == id })
		answered := slices.ContainsFunc(now, func(l checklist.LineComment) bool { return l.ReplyTo == id })
		return !there || answered, err
	}
	return c.write(ctx, look, func() error {
		_, err := c.api.PullRequests.DeleteComment(ctx, repo.Owner, repo.Name, id)
		if gone(err) {
			return nil // another run was faster
		}
		return err
	})
}
