package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/driver"
)

func (a *app) catalogDiff() *cobra.Command {
	var f catalogFlags
	var base string
	c := &cobra.Command{
		Use:   "diff --base REF",
		Short: "Say what the code publishes and consumes otherwise than a revision",
		Long: "Compares what the module in the current folder publishes and consumes, as it lies there, with the revision where it left REF: events that\n" +
			"were added or removed, topics and payload types that changed, new and lost producers and consumers. Code that only moved is no change.\n\n" +
			"Exit code: 0 done, whatever changed, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if base == "" {
				return errors.New("--base is missing; name the revision to compare with, such as: buslint catalog diff --base origin/main")
			}
			return a.diff(c.Context(), f, base)
		},
	}
	f.add(c)
	c.Flags().StringVar(&base, "base", "", "revision to compare with: a branch, tag or commit")
	return c
}

func (a *app) diff(ctx context.Context, f catalogFlags, ref string) error {
	o, err := a.catalogOptions(f)
	if err != nil {
		return err
	}
	repo, err := openRepository(ctx, f.dir)
	if err != nil {
		return exit{Usage, err}
	}
	commit, err := repo.leftAt(ctx, ref)
	if err != nil {
		return exit{Usage, err}
	}
	head, base, err := a.compare(ctx, o, repo, commit)
	if err != nil {
		return err
	}
	changes := catalog.Diff(base.Catalogue, head.Catalogue)
	write := catalog.DiffText
	if f.format == "json" {
		write = catalog.EncodeDiff
	}
	if err := a.write(f.output, func(w io.Writer) error { return write(w, changes) }); err != nil {
		return err
	}
	if len(head.Problems)+len(base.Problems) > 0 {
		return errIncomplete
	}
	return nil
}

// compare analyses a folder as it was at a commit and as it lies there, which the rules compare with what was declared then.
func (a *app) compare(ctx context.Context, o driver.Options, repo repository, commit string) (head, base *driver.Result, err error) {
	before := o
	before.Rules = nil // what was wrong before is no evidence
	revision := &catalog.Revision{}
	err = repo.at(ctx, commit, func(dir string) error {
		if base, err = a.extractAt(ctx, before, filepath.Join(dir, repo.prefix)); err == nil && len(o.Rules) > 0 {
			revision = revisionOf(base)
		}
		return err
	})
	if err != nil {
		return nil, nil, exit{NotReady, fmt.Errorf("load base %s: %w", commit, err)}
	}
	if len(o.Rules) > 0 {
		o.Declared = &driver.Declared{Now: today(), Base: revision}
	}
	if head, err = a.extract(ctx, o, ""); err != nil {
		return nil, nil, loadError(err)
	}
	return head, base, nil
}

// extractAt analyses a folder of an earlier commit. One that had no module yet published nothing.
func (a *app) extractAt(ctx context.Context, o driver.Options, dir string) (*driver.Result, error) {
	o.Dir = dir
	if o.Env == nil {
		o.Env = os.Environ()
	}
	o.Env = append(slices.Clone(o.Env), "GOTOOLCHAIN=local") // what old code asks for is not installed; a driver never lets go change go.mod
	r, err := a.extract(ctx, o, "base: ")
	if errors.Is(err, driver.ErrNoFolder) || errors.Is(err, driver.ErrNoModule) || errors.Is(err, driver.ErrNoPackages) {
		return &driver.Result{}, nil
	}
	return r, err
}
