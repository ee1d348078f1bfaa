package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/driver"
)

const nowUsage = "day to judge deprecations by, such as 2026-11-22 (default today)"

func today() string { return time.Now().Format(time.DateOnly) }

// day reads the day of --now.
func day(flag string) (string, error) {
	if flag == "" {
		return today(), nil
	}
	if _, err := time.Parse(time.DateOnly, flag); err != nil {
		return "", exit{Usage, fmt.Errorf("--now %q is no date such as 2026-11-22", flag)}
	}
	return flag, nil
}

// catalogRules are the rules that compare the code with events.yml.
func (a *app) catalogRules() []string {
	out := []string{"orphan"} // which takes what is declared into account
	for _, r := range a.rules {
		if r.Declared {
			out = append(out, r.Name)
		}
	}
	return out
}

func (a *app) catalogCheck() *cobra.Command {
	var f lintFlags
	var base string
	c := &cobra.Command{
		Use:   "check [packages]",
		Short: "Compare events.yml with the code",
		Long: "Compares what events.yml in the module's folder says with what the code does, by the rules unregistered, foreignpublish, deprecated and orphan, and\n" +
			"payloads with their locks, by schemabreak.\n" +
			"`buslint lint` runs the same rules; here they also print what is for information.\n\n" +
			"With --base the code and the file are compared with the revision where they left it: new consumers of what is deprecated, and ends that come\n" +
			"before their sunset or without consumers' consent. --fix writes what is missing into events.yml, and leaves the rest as it is.\n\n" +
			"Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, args []string) error {
			if len(f.rules) == 0 {
				f.rules = a.catalogRules()
			}
			if f.show == "" {
				f.show = "info"
			}
			now, err := day(f.now)
			if err != nil {
				return err
			}
			f.declared = &driver.Declared{Now: now, Must: true}
			if base != "" {
				if f.declared.Base, err = a.revision(c.Context(), f, base); err != nil {
					return err
				}
			}
			return a.runLint(c.Context(), f, args)
		},
	}
	fl := c.Flags()
	f.add(fl)
	fl.StringVar(&f.format, "format", "text", strings.Join(formats(), ", "))
	fl.StringVarP(&f.output, "output", "o", "", "file to write instead of standard output")
	fl.StringVar(&f.baseline, "baseline", "", baselineUsage)
	fl.StringVar(&base, "base", "", "revision to compare with: a branch, tag or commit")
	fl.StringVar(&f.now, "now", "", nowUsage)
	fl.BoolVar(&f.fix, "fix", false, "carry out the fixes of findings; what is left is printed")
	fl.BoolVar(&f.diff, "diff", false, "print what --fix would change, in place of the report")
	return c
}

// revision works out what the code did and events.yml said where the folder left a revision. A file that cannot be read there said nothing.
func (a *app) revision(ctx context.Context, f lintFlags, ref string) (*catalog.Revision, error) {
	o, err := a.options(f.dir, f.config, f.tags)
	if err != nil {
		return nil, err
	}
	repo, err := openRepository(ctx, f.dir)
	if err != nil {
		return nil, exit{Usage, err}
	}
	commit, err := repo.leftAt(ctx, ref)
	if err != nil {
		return nil, exit{Usage, err}
	}
	var out *catalog.Revision
	err = repo.at(ctx, commit, func(dir string) error {
		r, err := a.extractAt(ctx, o, filepath.Join(dir, repo.prefix))
		if err != nil {
			return err
		}
		if len(r.Problems) > 0 {
			return errors.New("packages could not be analysed there; what they publish and consume is not known")
		}
		out = revisionOf(r)
		return nil
	})
	if err != nil {
		return nil, exit{NotReady, fmt.Errorf("load base %s: %w", commit, err)}
	}
	return out, nil
}

// revisionOf is what the code did in a folder that was analysed, and what was declared and locked there. A file that cannot be read said nothing.
func revisionOf(r *driver.Result) *catalog.Revision {
	out := &catalog.Revision{Edges: r.Catalogue.Edges, Shapes: r.Catalogue.Shapes}
	if r.Dir == "" {
		return out // no module yet
	}
	if locks, err := driver.ReadLocks(r.Dir); err == nil {
		out.Locks = locks
	}
	if data, err := readIfThere(filepath.Join(r.Dir, catalog.EventsFile)); err == nil {
		if e, err := catalog.ParseEvents(catalog.EventsFile, data); err == nil {
			out.Events = *e
		}
	}
	return out
}
