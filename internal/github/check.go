package github

import (
	"context"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/checklist"
)

// The states of a check run.
const (
	inProgress = "in_progress"
	completed  = "completed"
)

// createCheck writes a check run. More annotations than one request takes are appended by further ones, and the run is not completed before the last.
// When it looks, it goes on after those that GitHub has counted: this works for a run that another process left half written, too.
func (c *Client) createCheck(ctx context.Context, repo Repo, want checklist.Check) error {
	var run *github.CheckRun // as GitHub has shown it last; nil if there is none
	sent := 0                // annotations
	look := func() (bool, error) {
		runs, err := c.runs(ctx, repo, want.HeadSHA, want.Name)
		if err != nil {
			return false, err
		}
		if run = latest(runs); run.GetExternalID() != want.ExternalID {
			run = nil // it says something else
		}
		sent = run.GetOutput().GetAnnotationsCount()
		return run.GetStatus() == completed, nil
	}
	return c.write(ctx, look, func() error {
		for {
			next := want.Annotations[min(sent, len(want.Annotations)):]
			last := len(next) <= maxAnnotations
			if !last {
				next = next[:maxAnnotations]
			}
			var err error
			if run, err = c.send(ctx, repo, want, run.GetID(), next, last); err != nil || last {
				return err
			}
			sent += len(next)
		}
	})
}

// latest is the run that GitHub shows.
func latest(runs []*github.CheckRun) *github.CheckRun {
	var out *github.CheckRun
	for _, r := range runs {
		if r.GetID() > out.GetID() {
			out = r
		}
	}
	return out
}

// send makes a run, or with an id appends annotations to one; the last request completes it. It returns the run as it is then.
func (c *Client) send(ctx context.Context, repo Repo, want checklist.Check, id int64, annotations []checklist.Annotation, last bool) (*github.CheckRun, error) {
	status, conclusion := new(inProgress), (*string)(nil)
	if last {
		status, conclusion = new(completed), new(string(want.Conclusion))
	}
	if id != 0 {
		run, _, err := c.api.Checks.UpdateCheckRun(ctx, repo.Owner, repo.Name, id, github.UpdateCheckRunOptions{
			Name:       want.Name,
			Status:     status,
			Conclusion: conclusion,
			Output:     output(want, annotations),
		})
		return run, err
	}
	run, _, err := c.api.Checks.CreateCheckRun(ctx, repo.Owner, repo.Name, github.CreateCheckRunOptions{
		Name:       want.Name,
		HeadSHA:    want.HeadSHA,
		ExternalID: &want.ExternalID,
		Status:     status,
		Conclusion: conclusion,
		Output:     output(want, annotations),
	})
	return run, err
}

// output is what a request says of a run: each says all but the annotations anew.
func output(want checklist.Check, annotations []checklist.Annotation) *github.CheckRunOutput {
	out := &github.CheckRunOutput{Title: &want.Title, Summary: &want.Summary}
	if want.Text != "" {
		out.Text = &want.Text
	}
	for _, a := range annotations {
		out.Annotations = append(out.Annotations, &github.CheckRunAnnotation{
			Path:            new(a.File),
			StartLine:       new(a.Line),
			EndLine:         new(max(a.Line, a.EndLine)),
			AnnotationLevel: new(string(a.Level)),
			Title:           new(a.Title),
			Message:         new(a.Message),
		})
	}
	return out
}
