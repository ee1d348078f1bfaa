package github

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/checklist"
)

// Apply carries out a plan that was made for a pull request as it was read.
//
// It stops at the first error, [ErrMoved] among them. Only where the token may not make a change ([ErrReadOnly]) it goes on, as it may be allowed to make
// the next one, and tells of it at the end.
func (c *Client) Apply(ctx context.Context, repo Repo, pull checklist.Pull, actions []checklist.Action) error {
	if err := repo.valid(); err != nil {
		return err
	}
	for _, a := range actions {
		if err := fits(a); err != nil {
			return fmt.Errorf("%s: %w", a.Kind, err)
		}
	}
	if len(actions) == 0 {
		return nil
	}
	ctx = patient(ctx, c.patience)
	if err := c.still(ctx, repo, pull); err != nil {
		return fmt.Errorf("look at pull request %s#%d again: %w", repo, pull.Number, err)
	}
	var refused []error
	for _, a := range actions {
		err := c.act(ctx, repo, pull, a)
		if err != nil {
			err = fmt.Errorf("%s on %s#%d: %w", a.Kind, repo, pull.Number, err)
		}
		switch {
		case errors.Is(err, ErrReadOnly):
			refused = append(refused, err)
		case err != nil:
			return errors.Join(append(refused, err)...)
		}
	}
	return errors.Join(refused...)
}

// still checks that the head is the one that the plan is about: after a push, the run that the push has started knows better.
func (c *Client) still(ctx context.Context, repo Repo, pull checklist.Pull) error {
	now, _, err := c.api.PullRequests.Get(ctx, repo.Owner, repo.Name, pull.Number)
	if err == nil && !pull.Queued && now.GetHead().GetSHA() != pull.HeadSHA {
		return ErrMoved
	}
	return err
}

// act carries out one action.
func (c *Client) act(ctx context.Context, repo Repo, pull checklist.Pull, a checklist.Action) error {
	number := pull.Number
	switch a.Kind {
	case checklist.CreateComment:
		return c.createComment(ctx, repo, number, a.Body)
	case checklist.UpdateComment:
		return c.updateComment(ctx, repo, a)
	case checklist.DeleteComment:
		return c.deleteComment(ctx, repo, a.Comment)
	case checklist.CreateCheck:
		return c.createCheck(ctx, repo, *a.Check)
	case checklist.CreateRemarks:
		return c.createRemarks(ctx, repo, pull, a.Remarks)
	case checklist.DeleteRemark:
		return c.deleteRemark(ctx, repo, number, a.Comment)
	}
	return fmt.Errorf("unknown action")
}

// write makes a change at most once. look tells whether all is as it should be already; if not, send sends the request. When nobody knows whether that has
// arrived, look is asked again before it is sent again.
func (c *Client) write(ctx context.Context, look func() (done bool, err error), send func() error) error {
	for faults := 0; ; faults++ {
		if done, err := look(); err != nil || done {
			return err
		}
		err := send()
		switch {
		case forbidden(err):
			return fmt.Errorf("%w: %w", ErrReadOnly, err)
		case !unsure(err) || !c.pace.backoff(ctx, faults):
			return err
		}
	}
}

// createComment writes our comment, which there was none of when this was decided. The very same may be there by now; another one is that of a run beside
// this one.
func (c *Client) createComment(ctx context.Context, repo Repo, number int, body string) error {
	look := func() (bool, error) {
		now, err := c.comments(ctx, repo, number)
		if err != nil {
			return false, err
		}
		for _, n := range now {
			switch {
			case !n.Own || !strings.HasPrefix(n.Body, checklist.Marker):
				continue // of somebody else, or about something else
			case n.Body == body:
				return true, nil
			}
			return false, ErrMoved
		}
		return false, nil
	}
	return c.write(ctx, look, func() error {
		_, _, err := c.api.Issues.CreateComment(ctx, repo.Owner, repo.Name, number, &github.IssueComment{Body: &body})
		return err
	})
}

// updateComment changes a comment that is still as it was when the change was decided. GitHub cannot be asked to look and write at once, so that an edit
// of this very moment is lost.
func (c *Client) updateComment(ctx context.Context, repo Repo, a checklist.Action) error {
	look := func() (bool, error) {
		now, _, err := c.api.Issues.GetComment(ctx, repo.Owner, repo.Name, a.Comment)
		switch {
		case gone(err):
			return false, ErrMoved
		case err != nil:
			return false, err
		case now.GetBody() == a.Body:
			return true, nil
		case now.GetBody() != a.Was:
			return false, ErrMoved
		}
		return false, nil
	}
	return c.write(ctx, look, func() error {
		_, _, err := c.api.Issues.EditComment(ctx, repo.Owner, repo.Name, a.Comment, &github.IssueComment{Body: &a.Body})
		return err
	})
}

// deleteComment deletes a comment, if it is still there.
func (c *Client) deleteComment(ctx context.Context, repo Repo, id int64) error {
	look := func() (bool, error) {
		_, _, err := c.api.Issues.GetComment(ctx, repo.Owner, repo.Name, id)
		if gone(err) {
			return true, nil
		}
		return false, err
	}
	return c.write(ctx, look, func() error {
		_, err := c.api.Issues.DeleteComment(ctx, repo.Owner, repo.Name, id)
		if gone(err) {
			return nil // another run was faster
		}
		return err
	})
}
