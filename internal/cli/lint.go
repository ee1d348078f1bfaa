package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/internal/filter"
)

const newFromUsage = "print only findings that the work tree has changed lines of, compared with where it left this revision"

type lintFlags struct {
	settingsFlags
	format, output, baseline, newFrom string
	out                               []string
	fix, diff                         bool
	now                               string
	declared                          *driver.Declared // what events.yml is compared with
}

func (a *app) lint() *cobra.Command {
	var f lintFlags
	c := &cobra.Command{
		Use:   "lint [packages]",
		Short: "Check packages (default ./...)",
		Long: "Check packages of the module in the current folder. The whole module is analysed whatever packages are named: those only\n" +
			"say whose findings are printed.\n\nExit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong use or configuration,\n3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, args []string) error { return a.runLint(c.Context(), f, args) },
	}
	fl := c.Flags()
	f.add(fl)
	fl.StringVar(&f.format, "format", "text", strings.Join(formats(), ", "))
	fl.StringVarP(&f.output, "output", "o", "", "file to write instead of standard output")
	fl.StringArrayVar(&f.out, "out", nil, "write the report in another format too, as FORMAT=FILE; may be repeated")
	fl.StringVar(&f.baseline, "baseline", "", baselineUsage)
	fl.StringVar(&f.newFrom, "new-from-rev", "", newFromUsage)
	fl.BoolVar(&f.fix, "fix", false, "carry out the fixes of findings; what is left is printed")
	fl.BoolVar(&f.diff, "diff", false, "print what --fix would change, in place of the report")
	fl.StringVar(&f.now, "now", "", nowUsage)
	return c
}

// run is an analysis with what the configuration leaves of its findings.
type run struct {
	*driver.Result
	config *config.Config
	lines  *sources
	all    []finding.Finding
}

// analyse runs the rules on packages. Errors carry their exit code.
func (a *app) analyse(ctx context.Context, c *config.Config, dir string, patterns []string, declared *driver.Declared) (*run, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, exit{NotReady, errors.New("run the go command: it is not on the PATH; install Go or add its bin folder to PATH")}
	}
	progress, done := a.progress()
	rules := filter.Selected(a.rules, c)
	if !slices.ContainsFunc(rules, func(r rule.Rule) bool { return r.Declared }) {
		declared = nil // nobody asks
	}
	o := driver.Options{Dir: dir, Patterns: patterns, Rules: rules, Declared: declared, Cache: a.results(), Analyze: c.Analyze, Tests: c.Tests, Tags: c.Tags, Names: bus.Names(c.Names), Progress: progress}
	if err := describe(&o, c); err != nil {
		return nil, err
	}
	r, err := driver.Run(ctx, o)
	done()
	a.kept(o.Cache, r)
	if e, ok := errors.AsType[exit](err); ok {
		return nil, e
	}
	if err != nil {
		return nil, loadError(err)
	}
	lines := &sources{path: r.Path, files: map[string][]string{}}
	return &run{r, c, lines, filter.Apply(r.Input, a.rules, c, lines.line)}, nil
}

// problems tells what could not be analysed, and fails if there is something.
func (a *app) problems(list []driver.Problem) error {
	for _, p := range list {
		fmt.Fprintf(a.errOut, "buslint: %s\n", finding.Clean(p.String()))
	}
	if n := len(list); n > 0 {
		return exit{NotReady, fmt.Errorf("packages that could not be analysed: %d; what the others do through them is not seen until they are repaired", n)}
	}
	return nil
}

// findings analyses, and leaves what is new and not in the baseline. kept counts what is in it. Errors carry their exit code.
func (a *app) findings(ctx context.Context, c *config.Config, f lintFlags, patterns []string) (r *run, kept int, err error) {
	var since *changes
	if f.newFrom != "" {
		if since, err = changesSince(ctx, f.dir, f.newFrom); err != nil {
			return nil, 0, exit{Usage, err}
		}
	}
	if r, err = a.analyse(ctx, c, f.dir, patterns, f.declared); err != nil {
		return nil, 0, err
	}
	if kept, err = r.keep(f.baseline, f.rules, a.names()); err != nil {
		return nil, 0, exit{Usage, err}
	}
	if since != nil {
		if r.all, err = since.only(ctx, r.all, r.Path); err != nil {
			return nil, 0, exit{NotReady, err}
		}
	}
	return r, kept, nil
}

func (a *app) runLint(ctx context.Context, f lintFlags, patterns []string) error {
	c, err := a.settings(f.settingsFlags)
	if err != nil {
		return exit{Usage, err}
	}
	outputs, err := f.outputs()
	if err != nil {
		return exit{Usage, err}
	}
	if f.fix && f.diff {
		return exit{Usage, errors.New("--fix and --diff: one of them; --diff prints what --fix would change")}
	}
	if f.declared == nil {
		now, err := day(f.now)
		if err != nil {
			return err
		}
		f.declared = &driver.Declared{Now: now}
	}
	r, kept, err := a.findings(ctx, c, f, patterns)
	if err != nil {
		return err
	}
	if f.fix {
		changed, err := a.fix(r)
		if err != nil {
			return exit{Usage, err}
		}
		if changed { // lines have moved
			if r, kept, err = a.findings(ctx, c, f, patterns); err != nil {
				return err
			}
		}
	}
	if f.diff {
		err = a.showFixes(r)
	} else {
		err = a.print(outputs, r, kept)
	}
	if err != nil {
		return exit{Usage, err}
	}
	if err := a.problems(r.Problems); err != nil {
		return err
	}
	if c.FailOn != "" && slices.ContainsFunc(r.all, func(x finding.Finding) bool { return x.Severity.Rank() >= c.FailOn.Rank() }) {
		return exit{code: Found}
	}
	return nil
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress tells on a terminal what is being done, once it takes over a second.
func (a *app) progress() (tell func(stage string, done, total int), stop func()) {
	if !terminal(a.errOut) {
		return nil, func() {}
	}
	start, told := time.Now(), time.Time{}
	tell = func(stage string, done, total int) {
		if now := time.Now(); now.Sub(start) > time.Second && now.Sub(told) > 100*time.Millisecond {
			told = now
			text := stage
			if total > 0 {
				text = fmt.Sprintf("%s %d of %d packages", stage, done, total)
			}
			fmt.Fprintf(a.errOut, "\r\x1b[K%s", text)
		}
	}
	return tell, func() {
		if !told.IsZero() {
			fmt.Fprint(a.errOut, "\r\x1b[K")
		}
	}
}

// sources reads source lines, each file once.
type sources struct {
	path  func(finding.Position) string
	files map[string][]string
}

func (s *sources) line(p finding.Position) string {
	file := s.path(p)
	if file == "" {
		return "" // its folder is not known
	}
	lines, ok := s.files[file]
	if !ok {
		data, err := os.ReadFile(file)
		if err == nil {
			lines = strings.Split(string(data), "\n")
		}
		s.files[file] = lines
	}
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return lines[p.Line-1]
}
