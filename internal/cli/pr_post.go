package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/filter"
)

func (a *app) prPost() *cobra.Command {
	var dir string
	var dry bool
	c := &cobra.Command{
		Use:   "post ARTIFACT",
		Short: "Write on a pull request from a fork what `buslint pr --artifact` has found there",
		Long: "Runs in a workflow on workflow_run, in a clone of the base with its history, with a token that may write. The head of the fork is neither\n" +
			"checked out nor analysed, and the artifact is not trusted: it may open questions and tell findings, and proves nothing. Pull request and\n" +
			"head are compared with GitHub's.\n\n" +
			"Exit code: 0 written, whatever is open; 2 wrong use, configuration or artifact, 3 something could not be read or written.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.post(c.Context(), dir, args[0], dry) },
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder of the module")
	c.Flags().BoolVar(&dry, "dry-run", false, "print what would be written, as JSON, and write nothing")
	return c
}

func (a *app) post(ctx context.Context, dir, file string, dry bool) error {
	w, err := readWorkflow(os.Getenv)
	if err != nil {
		return exit{Usage, err}
	}
	if !w.event.Run {
		return exit{Usage, errors.New("`buslint pr post` runs on workflow_run, after the workflow that has run `buslint pr --artifact`")}
	}
	given, err := readArtifact(file)
	if err != nil {
		return exit{Usage, err}
	}
	if given.Head != w.event.HeadSHA {
		return exit{Usage, fmt.Errorf("the artifact is about commit %.80q, and the run was on %s", given.Head, w.event.HeadSHA)}
	}
	w.event.Number = given.Pull
	pull, err := w.client.Pull(ctx, w.repo, given.Pull)
	if err != nil {
		return exit{NotReady, err}
	}
	if pull.HeadSHA != given.Head {
		_, err := fmt.Fprintln(a.out, "The pull request has a new head: the run of that one tells of it.")
		return err
	}
	return a.settleClaims(ctx, w, dir, pull, given, false, dry)
}

// commented reads the answers on a pull request from a fork, when somebody has commented on it. What its head raises is what the comment has kept of the
// run that `buslint pr post` was for: nothing of the head is analysed with a token that may write.
func (a *app) commented(ctx context.Context, w workflow, dir string, pull checklist.Pull, dry bool) error {
	given, err := unpack(checklist.KeptIn(pull))
	if err != nil || given.Head != pull.HeadSHA || given.Pull != pull.Number {
		_, err := fmt.Fprintln(a.out, "The head is in a fork: a token that may write does not analyse it, and the comment keeps nothing of this head. Answers are read by the next run of `buslint pr post`.")
		return err
	}
	return a.settleClaims(ctx, w, dir, pull, given, true, dry)
}

// settleClaims settles what an artifact claims, or, if it is remembered, what the comment has kept of one. The check runs tell how it is: the run itself has
// not failed.
func (a *app) settleClaims(ctx context.Context, w workflow, dir string, pull checklist.Pull, given artifact, remembered, dry bool) error {
	repo, err := openRepository(ctx, dir)
	if err != nil {
		return exit{Usage, err}
	}
	j, err := a.claimed(ctx, repo, pull, given)
	if err != nil {
		return err
	}
	j.remembered = remembered
	if err := w.teams(ctx, &j); err != nil {
		return err
	}
	err = a.settle(ctx, w, j, pull, dry)
	if e, ok := errors.AsType[exit](err); ok && e.code == Found {
		return nil
	}
	return err
}

// claimed is what an artifact claims of a pull request, with the base's configuration and questions. The head's events.yml and what silences something
// are read as text, whatever the artifact says.
func (a *app) claimed(ctx context.Context, repo repository, pull checklist.Pull, given artifact) (judged, error) {
	if err := repo.fetch(ctx, pull); err != nil {
		return judged{}, exit{NotReady, err}
	}
	at := func(commit string) func(string) ([]byte, error) {
		return func(name string) ([]byte, error) { return repo.file(ctx, commit, name) }
	}
	root := path.Clean(filepath.ToSlash(repo.prefix)) // not where the artifact says
	questions, err := a.questions(root, at(pull.BaseSHA))
	if err != nil {
		return judged{}, exit{Usage, fmt.Errorf("on the base: %w", err)}
	}
	c, err := a.configurationAt(ctx, repo, pull.BaseSHA)
	if err != nil {
		return judged{}, exit{Usage, fmt.Errorf("on the base: %w", err)}
	}
	if err := checklist.CheckNews(given.Changes); err != nil {
		return judged{}, exit{Usage, fmt.Errorf("read artifact: %w", err)}
	}
	j := judged{root: root, unproved: true, claimed: append([]checklist.News{}, given.Changes...), lint: checklist.Lint{Remarks: given.Findings, FailOn: c.FailOn}}
	if j.items, err = checklist.Claimed(questions, given.Questions); err != nil {
		return judged{}, exit{Usage, fmt.Errorf("read artifact: %w", err)}
	}
	left, err := repo.mergeBase(ctx, pull.BaseSHA, pull.HeadSHA)
	if err != nil {
		return judged{}, exit{NotReady, err}
	}
	since, err := changesBetween(ctx, repo, left, pull.HeadSHA, repo.top)
	if err != nil {
		return judged{}, exit{NotReady, err}
	}
	silent, err := a.silences(ctx, since, root, at(left), at(pull.HeadSHA))
	if err != nil {
		return judged{}, exit{NotReady, err}
	}
	j.items = append(j.items, checklist.Select(questions, checklist.Difference{Silences: silent})...)
	if err := checklist.CheckRemarks(given.Findings, append(a.names(), filter.Ignore, baseline.Rule)); err != nil {
		return judged{}, exit{Usage, fmt.Errorf("read artifact: %w", err)}
	}
	if j.kept, err = given.pack(); err != nil {
		return judged{}, err
	}
	j.lint = j.lint.Sorted()
	for _, r := range j.lint.Remarks {
		j.findings = append(j.findings, finding.Finding{Rule: r.Rule, Severity: r.Severity, Text: r.Text[0], Position: place(root, r.File, r.Line)})
	}
	j.name = path.Join(root, catalog.EventsFile)
	if j.entryLines, err = since.newLines(ctx, j.name); err != nil {
		return judged{}, exit{NotReady, err}
	}
	if j.entries, j.text, err = eventsOf(j.name, at(pull.HeadSHA)); err != nil {
		j.mistakes = strings.Split(err.Error(), "\n")
	}
	if j.agreed, _, err = eventsOf(j.name, at(pull.BaseSHA)); err != nil {
		j.agreed = catalog.Events{} // what was wrong then agrees to nothing
	}
	return j, nil
}
