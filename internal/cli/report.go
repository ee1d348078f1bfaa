package cli

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/filter"
	"github.com/buslint/buslint/reporter"
)

// output is one form that a report is printed in, and where.
type output struct {
	format reporter.Format
	file   string // "" for standard output
}

// formats are the names of all formats.
func formats() []string {
	var out []string
	for _, f := range reporter.Formats() {
		out = append(out, f.Name)
	}
	return out
}

func format(flag, name string) (reporter.Format, error) {
	all := reporter.Formats()
	i := slices.Index(formats(), name)
	if i < 0 {
		return reporter.Format{}, fmt.Errorf("%s: unknown format %q%s", flag, name, config.Suggestion(name, formats()))
	}
	return all[i], nil
}

// outputs reads --format, --output and --out. Standard output, or the file of --output, is the last: what is seen on it has been written elsewhere.
func (f lintFlags) outputs() ([]output, error) {
	main, err := format("--format", f.format)
	if err != nil {
		return nil, err
	}
	var out []output
	files := map[string]bool{f.output: f.output != ""}
	for _, given := range f.out {
		name, file, _ := strings.Cut(given, "=")
		also, err := format("--out", name)
		switch {
		case err != nil:
			return nil, err
		case file == "" || file == "-":
			return nil, fmt.Errorf("--out %s: name a file, as in --out %s=report.%s; standard output has the format of --format", given, name, name)
		case files[file]:
			return nil, fmt.Errorf("--out %s: this file is written already", given)
		}
		files[file] = true
		out = append(out, output{also, file})
	}
	return append(out, output{main, f.output}), nil
}

// print writes the report in all its forms. Each file is written whole or not at all. kept is how many findings the baseline has.
func (a *app) print(outputs []output, r *run, kept int) error {
	c, all := r.config, r.all
	shown := slices.DeleteFunc(slices.Clone(all), func(x finding.Finding) bool { return x.Severity.Rank() < c.Show.Rank() })
	for _, o := range outputs {
		report := reporter.Report{
			Root: r.Root, Findings: shown, Rules: a.describe(filter.Selected(a.rules, c)), Stats: r.Stats, Line: r.lines.line, File: r.InRepository, Show: string(c.Show), Hidden: len(all) - len(shown), Kept: kept, Version: Version,
		}
		for _, p := range r.Problems {
			report.Problems = append(report.Problems, p.String())
		}
		if o.format.All {
			report.Findings, report.Hidden = all, 0
		}
		report.Color = o.file == "" && a.color()
		if o.file == "" {
			if err := o.format.Write(a.out, report); err != nil {
				return err
			}
			continue
		}
		var content bytes.Buffer
		if err := o.format.Write(&content, report); err != nil {
			return err
		}
		if err := writeFile(o.file, content.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// color tells whether standard output shows colours.
func (a *app) color() bool {
	return terminal(a.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// docs is where the documentation is to be read.
const docs = "https://github.com/buslint/buslint/blob/main/docs/"

// describe tells of rules, and beside them what stands for entries of the baseline and comments that are wrong.
func (a *app) describe(rules []rule.Rule) []reporter.Rule {
	var out []reporter.Rule
	for _, r := range rules {
		out = append(out, reporter.Rule{
			Name: r.Name, Family: string(r.Family), Severity: r.Severity, Summary: r.Summary(), Why: r.Why(), Doc: r.Doc, URL: docs + "rules/" + r.Name + ".md",
		})
	}
	return append(out, reporter.Rule{
		Name: baseline.Rule, Severity: finding.Warning, URL: docs + "configuration.md",
		Summary: "Finds entries of the baseline that are not needed any more", Doc: "Finds entries of the baseline that are not needed any more.\n",
	}, reporter.Rule{
		Name: filter.Ignore, Severity: finding.Warning, URL: docs + "configuration.md",
		Summary: "Finds //buslint:ignore comments that are wrong or not needed", Doc: "Finds //buslint:ignore comments that are wrong or not needed.\n",
	})
}
