package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/driver"
)

const baselineUsage = "file of findings that stay for now (default: " + baseline.File + " in the module, if there is one); none for none"

type baselineFlags struct {
	settingsFlags
	baseline string
}

func (a *app) baseline() *cobra.Command {
	var f baselineFlags
	c := &cobra.Command{
		Use:   "baseline [packages]",
		Short: "Write what lint finds into a file of findings that stay for now",
		Long: "What lint prints now is written into the baseline, and lint does not tell it again. Entries whose findings are gone are taken out; those of\n" +
			"packages and rules that this run does not look at stay.",
		RunE: func(c *cobra.Command, args []string) error { return a.runBaseline(c.Context(), f, args) },
	}
	f.add(c.Flags())
	c.Flags().StringVar(&f.baseline, "baseline", "", "file to write (default: "+baseline.File+" in the module)")
	return c
}

func (a *app) runBaseline(ctx context.Context, f baselineFlags, patterns []string) error {
	c, err := a.settings(f.settingsFlags)
	if err != nil {
		return exit{Usage, err}
	}
	r, err := a.analyse(ctx, c, f.dir, patterns, &driver.Declared{Now: today()})
	if err != nil {
		return err
	}
	if err := a.problems(r.Problems); err != nil {
		return err // what is not found now may only be out of sight
	}
	file := r.baselineFile(f.baseline)
	old, err := readBaseline(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return exit{Usage, err}
	}
	shown := slices.DeleteFunc(slices.Clone(r.all), func(x finding.Finding) bool { return x.Severity.Rank() < c.Show.Rank() })
	b := baseline.New(shown).Keep(old, r.judged(f.rules, a.names()))
	if err := writeBaseline(file, b); err != nil {
		return exit{Usage, err}
	}
	_, err = fmt.Fprintf(a.out, "%s: findings %d, new %d, gone %d\n", r.shorten(file), len(b), b.New(old), old.New(b))
	return err
}

func writeBaseline(file string, b baseline.Baseline) error {
	var content bytes.Buffer
	if err := b.Write(&content); err != nil {
		return err
	}
	if filepath.Base(filepath.Dir(file)) == filepath.Dir(baseline.File) { // .buslint, which is ours to make
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	return writeFile(file, content.Bytes())
}

func readBaseline(file string) (baseline.Baseline, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	return baseline.Parse(file, data)
}

// baselineFile is the file that a flag names, or the usual one.
func (r *run) baselineFile(flag string) string {
	if flag != "" {
		return flag
	}
	return filepath.Join(r.Dir, filepath.FromSlash(baseline.File))
}

// shorten names a file relative to the run's folder where it lies in it.
func (r *run) shorten(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	rel, err := filepath.Rel(r.Dir, abs)
	if err != nil {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}

// judged tells which entries of a baseline a run would find again: those of the packages and rules that it looked at, and those whose package or rule
// exists no more. rules are those that a flag named, all are the names of all.
func (r *run) judged(rules, all []string) func(baseline.Entry) bool {
	return func(e baseline.Entry) bool {
		if len(r.Problems) > 0 {
			return false // it may only be out of sight
		}
		wanted, exists := r.Packages[e.Package]
		left := len(rules) > 0 && slices.Contains(all, e.Rule) && !slices.Contains(rules, e.Rule)
		return (wanted || !exists) && !left
	}
}

// keep takes out the findings of the baseline, adds what is to be told of it, and counts what it took out.
func (r *run) keep(flag string, rules, all []string) (int, error) {
	if flag == "none" {
		return 0, nil
	}
	file := r.baselineFile(flag)
	b, err := readBaseline(file)
	if flag == "" && errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	left, stale := b.Apply(r.all, r.shorten(file), r.judged(rules, all))
	finding.SetFingerprints(stale, r.lines.line)
	kept := len(r.all) - len(left)
	r.all = append(left, stale...)
	slices.SortStableFunc(r.all, finding.Finding.Compare)
	return kept, nil
}
