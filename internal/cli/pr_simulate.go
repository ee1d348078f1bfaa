package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/checklist"
)

func (a *app) prSimulate() *cobra.Command {
	var dir, association string
	var comments, ticks []string
	c := &cobra.Command{
		Use:   "simulate",
		Short: "Tell what comments and ticks would do to a pull request, and write nothing",
		Long: "Runs where `buslint pr` does, and prints the review as it would be after comments and ticks that nobody has made yet.\n\n" +
			"Exit code: that of `buslint pr`.",
		Example: "  buslint pr simulate --comment 'bob:/buslint answer delivery at-least-once' --tick 'source-of-truth database'",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.simulate(c.Context(), dir, comments, association, ticks)
		},
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder of the module")
	c.Flags().StringArrayVar(&comments, "comment", nil, "a comment, as LOGIN:TEXT; may be repeated")
	c.Flags().StringVar(&association, "association", "MEMBER", "of those who comment with the repository, as GitHub calls it: MEMBER, COLLABORATOR, NONE, …")
	c.Flags().StringArrayVar(&ticks, "tick", nil, "a tick by the author, as 'QUESTION VALUE' or 'QUESTION@EVENT VALUE'; may be repeated")
	return c
}

func (a *app) simulate(ctx context.Context, dir string, comments []string, association string, ticks []string) error {
	_, pull, j, err := a.opened(ctx, dir)
	if err != nil {
		return err
	}
	pull.Comments = slices.Clone(pull.Comments)
	own, last := -1, int64(0)
	for i, c := range pull.Comments {
		last = max(last, c.ID)
		if own < 0 && c.Own && strings.HasPrefix(c.Body, checklist.Marker) {
			own = i
		}
	}
	r := j.review(pull)
	if own < 0 { // the first run would write it
		last++
		own = len(pull.Comments)
		pull.Comments = append(pull.Comments, checklist.Comment{ID: last, Own: true, Bot: true})
	}
	body := r.Comment()
	for _, tick := range ticks {
		question, value, _ := strings.Cut(tick, " ")
		if body, err = r.Tick(body, question, value); err != nil {
			return exit{Usage, err}
		}
	}
	pull.Comments[own].Body = body
	pull.TickedBy, pull.TickedByID = pull.Author, pull.Comments[own].ID
	for _, c := range comments {
		login, text, ok := strings.Cut(c, ":")
		if !ok || login == "" {
			return exit{Usage, fmt.Errorf("--comment %q is not LOGIN:TEXT", c)}
		}
		last++
		pull.Comments = append(pull.Comments, checklist.Comment{ID: last, Author: login, Association: association, Body: text})
	}
	r = j.review(pull)
	if err := r.Text(a.out); err != nil {
		return err
	}
	return j.outcome(r, pull)
}
