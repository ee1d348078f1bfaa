package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

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
	head, complete, err := a.extract(ctx, o, "")
	if err != nil {
		return loadError(err)
	}
	base, baseComplete, err := a.extractAt(ctx, o, repo, commit)
	if err != nil {
		return exit{NotReady, fmt.Errorf("load base %s: %w", ref, err)}
	}
	changes := catalog.Diff(base, head)
	write := catalog.DiffText
	if f.format == "json" {
		write = catalog.EncodeDiff
	}
	if err := a.write(f, func(w io.Writer) error { return write(w, changes) }); err != nil {
		return err
	}
	if !complete || !baseComplete {
		return errIncomplete
	}
	return nil
}

// extractAt makes the catalogue of a folder as it was at a commit. One that had no module yet published nothing.
func (a *app) extractAt(ctx context.Context, o driver.Options, repo repository, commit string) (_ catalog.Catalogue, complete bool, err error) {
	temp, err := os.MkdirTemp("", "buslint-base-")
	if err != nil {
		return catalog.Catalogue{}, false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	if err := repo.checkOut(ctx, commit, temp); err != nil {
		return catalog.Catalogue{}, false, err
	}
	o.Dir = filepath.Join(temp, repo.prefix)
	o.Env = append(os.Environ(), "GOTOOLCHAIN=local") // what old code asks for is not installed; a driver never lets go change go.mod
	base, complete, err := a.extract(ctx, o, "base: ")
	if errors.Is(err, driver.ErrNoFolder) || errors.Is(err, driver.ErrNoModule) || errors.Is(err, driver.ErrNoPackages) {
		return catalog.Catalogue{}, true, nil
	}
	return base, complete, err
}
