package cli

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/internal/filter"
	"github.com/buslint/buslint/reporter"
)

// lintPull leaves of what the rules found in the head what the pull request changes: neither what was there before, nor what the baseline has. at reads
// a file of the base, whose configuration and baseline count.
func (a *app) lintPull(ctx context.Context, c *config.Config, head *driver.Result, root string, since *changes, at reading) (checklist.Lint, []finding.Finding, error) {
	lines := &sources{path: head.Path, files: map[string][]string{}}
	found := filter.Apply(head.Input, a.rules, c, lines.line)
	name := path.Join(root, baseline.File)
	data, err := at(name)
	if err != nil {
		return checklist.Lint{}, nil, exit{NotReady, err}
	}
	if data != nil {
		b, err := baseline.Parse(name, data)
		if err != nil {
			return checklist.Lint{}, nil, exit{Usage, fmt.Errorf("on the base: %w", err)}
		}
		found, _ = b.Apply(found, name, func(baseline.Entry) bool { return false }) // what is stale in it is no matter of this pull request
	}
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Severity.Rank() < c.Show.Rank() || f.Position.Module != "" })
	if found, err = since.only(ctx, found, head.Path); err != nil {
		return checklist.Lint{}, nil, exit{NotReady, err}
	}
	report := reporter.Report{Root: root, Rules: a.describe(filter.Selected(a.rules, c))}
	out := checklist.Lint{FailOn: c.FailOn}
	for _, f := range found {
		end := max(f.Position.Line, f.End.Line)
		changed, err := since.all(ctx, head.Path(f.Position), span{f.Position.Line, end})
		if err != nil {
			return checklist.Lint{}, nil, exit{NotReady, err}
		}
		out.Remarks = append(out.Remarks, checklist.Remark{
			Rule: f.Rule, Severity: f.Severity, File: path.Join(root, f.Position.File), Line: f.Position.Line, EndLine: end, Text: report.Explain(f),
			Fingerprint: f.Fingerprint, Changed: changed,
		})
	}
	slices.SortStableFunc(found, func(x, y finding.Finding) int { return cmp.Compare(y.Severity.Rank(), x.Severity.Rank()) })
	return out.Sorted(), found, nil
}
