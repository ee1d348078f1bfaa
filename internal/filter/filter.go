// Package filter leaves of what the rules found what a team wants to hear: of the severities, files and places that its configuration and its
// comments do not exclude.
package filter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

// Ignore is the name under which wrong and unused //buslint:ignore comments are told.
const Ignore = "ignore"

// File is a source file of a run.
type File struct {
	Module string // "" if the name is relative to the run's folder, otherwise it is relative to this module's folder
	Name   string
}

// Input is what the rules found, and what is known of the files.
type Input struct {
	Findings   []finding.Finding
	Directives []Directive
	Generated  map[File]bool // generated files
	Partial    bool          // the program was seen in part: a comment that ignores nothing here may be needed elsewhere
}

// Apply applies the configuration and the //buslint:ignore comments to what the rules found, and sets fingerprints. line returns a source line.
func Apply(in Input, rules []rule.Rule, c *config.Config, line func(finding.Position) string) []finding.Finding {
	out := once(settings(ignored(in.Findings, in, rules, c), rules, c), rules)
	out = slices.DeleteFunc(out, func(f finding.Finding) bool {
		return in.Generated[File{f.Position.Module, f.Position.File}] || excluded(f.Position.File, c.Exclude)
	})
	slices.SortStableFunc(out, finding.Finding.Compare)
	finding.SetFingerprints(out, line)
	return out
}

// Selected lists the rules that a configuration has switched on, for some files or topics at least.
func Selected(rules []rule.Rule, c *config.Config) []rule.Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r rule.Rule) bool { return !c.Runs(r.Name, r.Default) })
}

// settings drops findings of rules that are off for their file or topic, and gives the others the severity that the configuration wants. What a rule
// tells for information stays that.
func settings(fs []finding.Finding, rules []rule.Rule, c *config.Config) []finding.Finding {
	on := map[string]bool{Ignore: true}
	for _, r := range rules {
		on[r.Name] = r.Default
	}
	var out []finding.Finding
	for _, f := range fs {
		r := c.Rule(f.Rule, on[f.Rule], f.Position.File, f.Topic)
		if r.Off {
			continue
		}
		if r.Severity != "" && f.Severity != finding.Info {
			f.Severity = r.Severity
		}
		out = append(out, f)
	}
	return out
}

// once leaves out what another rule says better at the same place.
func once(fs []finding.Finding, rules []rule.Rule) []finding.Finding {
	better := map[string][]string{} // by rule
	for _, r := range rules {
		for _, less := range r.Instead {
			better[less] = append(better[less], r.Name)
		}
	}
	type place struct {
		rule string
		at   finding.Position
	}
	said := map[place]bool{}
	for _, f := range fs {
		said[place{f.Rule, f.Position}] = true
	}
	return slices.DeleteFunc(fs, func(f finding.Finding) bool {
		return slices.ContainsFunc(better[f.Rule], func(r string) bool { return said[place{r, f.Position}] })
	})
}

func excluded(file string, globs []string) bool {
	return slices.ContainsFunc(globs, func(glob string) bool { return config.Match(glob, file) })
}

// ignored drops findings that a comment on their line, or on the line above, ignores, and tells of comments that name no known rule, give no reason, or
// ignore nothing.
func ignored(fs []finding.Finding, in Input, rules []rule.Rule, c *config.Config) []finding.Finding {
	ds := in.Directives
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name
	}
	running := map[string]bool{}
	for _, r := range Selected(rules, c) {
		running[r.Name] = true
	}
	used := make([]bool, len(ds))
	out := slices.DeleteFunc(slices.Clone(fs), func(f finding.Finding) bool {
		drop := false
		for i, d := range ds {
			if d.Reason != "" && d.Module == f.Position.Module && d.File == f.Position.File && (d.Line == f.Position.Line || d.Line == f.Position.Line-1) && slices.Contains(d.Rules, f.Rule) {
				used[i], drop = true, true
			}
		}
		return drop
	})
	for i, d := range ds {
		text := ""
		switch unknown := slices.IndexFunc(d.Rules, func(n string) bool { return !slices.Contains(names, n) }); {
		case len(d.Rules) == 0:
			text = "ignore names no rule: write //buslint:ignore rule reason"
		case unknown >= 0:
			text = fmt.Sprintf("ignore names unknown rule %q%s", d.Rules[unknown], cmp.Or(config.Hint(d.Rules[unknown], names), "; `buslint rules` lists them"))
		case d.Reason == "":
			text = "ignore gives no reason: write //buslint:ignore " + strings.Join(d.Rules, ",") + " reason"
		case !in.Partial && !used[i] && !slices.ContainsFunc(d.Rules, func(n string) bool { return !running[n] }):
			text = "ignore is not needed: " + strings.Join(d.Rules, ",") + " finds nothing here"
		}
		if text != "" {
			at := finding.Position{Module: d.Module, File: d.File, Line: d.Line, Column: d.Column}
			end := at
			end.Column = d.End
			out = append(out, finding.Finding{Rule: Ignore, Severity: finding.Warning, Text: text, Symbol: d.File, Position: at, End: end, Package: d.Package})
		}
	}
	return out
}
