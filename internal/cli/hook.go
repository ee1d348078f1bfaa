package cli

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/reporter"
)

type hookFlags struct {
	settingsFlags
	baseline, newFrom string
	all               bool
}

func (a *app) hook() *cobra.Command {
	var f hookFlags
	c := &cobra.Command{
		Use:   "hook [files]",
		Short: "Check what is about to be committed, for git hooks",
		Long: "Checks the packages of files (default: those that are staged), of files that are staged to be deleted, and the packages that import them;\n" +
			"findings elsewhere are told if something in the first is on their way. The files may be of several modules: each is analysed as a whole, as\n" +
			"it lies in the work tree. A change of go.mod, go.work, events.yml or of buslint's settings concerns all packages of a module.\n\n" +
			"Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong use or configuration,\n3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, args []string) error { return a.runHook(c.Context(), f, args) },
	}
	fl := c.Flags()
	f.add(fl)
	fl.StringVar(&f.baseline, "baseline", "", baselineUsage)
	fl.StringVar(&f.newFrom, "new-from-rev", "", newFromUsage)
	fl.BoolVar(&f.all, "all", false, "check all packages of all modules of the repository")
	return c
}

func (a *app) runHook(ctx context.Context, f hookFlags, files []string) error {
	if f.all && len(files) > 0 {
		return exit{Usage, errors.New("--all checks whole modules; name no files beside it")}
	}
	repo, err := openRepository(ctx, f.dir)
	if err != nil {
		return exit{Usage, err}
	}
	modules, err := repo.modules(ctx)
	if err != nil {
		return exit{Usage, err}
	}
	var names []string
	if !f.all {
		if names, err = repo.committed(ctx, files, os.Getenv); err != nil {
			return exit{Usage, err}
		}
	}
	t := touched(modules, names)
	told := hooked{repo: repo}
	for _, m := range modules {
		t.whole[m] = t.whole[m] || f.all
		if err := a.hookModule(ctx, f, m, t, &told); err != nil {
			return err
		}
	}
	if told.modules == 0 {
		return nil // no module is made of what changes
	}
	if err := a.printHooked(told); err != nil {
		return exit{Usage, err}
	}
	if err := a.problems(told.problems); err != nil {
		return err
	}
	if told.fails {
		return exit{code: Found}
	}
	return nil
}

// hookModule checks the module in a folder, if it is made of something that is touched.
func (a *app) hookModule(ctx context.Context, f hookFlags, module string, t touch, told *hooked) error {
	top := filepath.FromSlash(told.repo.top)
	f.dir = filepath.Join(top, filepath.FromSlash(module))
	folders := map[string]bool{} // that are touched
	if !t.whole[module] {
		sources, err := driver.Sources(f.dir)
		if err != nil {
			return exit{NotReady, err}
		}
		for folder, owner := range t.folders {
			if slices.Contains(sources, filepath.Join(top, filepath.FromSlash(owner))) {
				folders[filepath.Join(top, filepath.FromSlash(folder))] = true
			}
		}
		if len(folders) == 0 {
			return nil
		}
	}
	c, err := a.settings(f.settingsFlags)
	if err != nil {
		return exit{Usage, err}
	}
	r, kept, err := a.findings(ctx, c, lintFlags{settingsFlags: f.settingsFlags, baseline: f.baseline, newFrom: f.newFrom, declared: &driver.Declared{Now: today()}}, nil)
	if errors.Is(err, driver.ErrNoPackages) {
		return nil
	}
	if err != nil {
		return err
	}
	if !t.whole[module] {
		r.near(folders)
	}
	told.add(r, kept)
	return nil
}

// near leaves the findings in packages of some folders, in packages that import them, and those with such a folder on their way. What is said of
// other files, the baseline and events.yml, stays.
func (r *run) near(folders map[string]bool) {
	importers := r.Importers(folders)
	folder := func(p finding.Position) string { return filepath.Dir(r.Path(p)) }
	r.all = slices.DeleteFunc(r.all, func(f finding.Finding) bool {
		return path.Ext(f.Position.File) == ".go" && !importers[folder(f.Position)] &&
			!slices.ContainsFunc(steps(f), func(p finding.Position) bool { return folders[folder(p)] })
	})
}

// hooked is what the modules of a repository were told of.
type hooked struct {
	repo     repository
	modules  int
	findings []finding.Finding // that are shown; files are relative to the repository
	hidden   int
	show     string // below what they are hidden
	kept     int
	problems []driver.Problem
	fails    bool // something is at or above what fails
}

func (h *hooked) add(r *run, kept int) {
	h.modules++
	h.kept += kept
	h.show = string(r.config.Show)
	rename := func(p finding.Position) finding.Position {
		if name, ok := h.repo.name(r.Path(p)); ok {
			p.Module, p.File = "", name
		}
		return p
	}
	for _, f := range r.all {
		if r.config.FailOn != "" && f.Severity.Rank() >= r.config.FailOn.Rank() {
			h.fails = true
		}
		if f.Severity.Rank() < r.config.Show.Rank() {
			h.hidden++
			continue
		}
		f.Position, f.Path = rename(f.Position), slices.Clone(f.Path)
		for i := range f.Path {
			f.Path[i].Position = rename(f.Path[i].Position)
		}
		h.findings = append(h.findings, f)
	}
	for _, p := range r.Problems {
		if p.File != "" && !filepath.IsAbs(p.File) {
			p.File = path.Join(r.Root, p.File)
		}
		h.problems = append(h.problems, p)
	}
}

// printHooked prints what was found, as lint does for one module.
func (a *app) printHooked(h hooked) error {
	lines := &sources{path: func(p finding.Position) string {
		return filepath.Join(filepath.FromSlash(h.repo.top), filepath.FromSlash(p.File))
	}, files: map[string][]string{}}
	return reporter.Text(a.out, reporter.Report{
		Findings: h.findings, Rules: a.describe(a.rules), Line: lines.line, Hidden: h.hidden, Show: h.show, Kept: h.kept, Color: a.color(),
	})
}
