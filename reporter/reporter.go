// Package reporter prints findings.
package reporter

import (
	"io"
	"path"
	"slices"

	"github.com/buslint/buslint/finding"
)

// Report is the outcome of a run.
type Report struct {
	Root     string            // the folder that files are relative to, relative to its repository
	Findings []finding.Finding // sorted
	Problems []string          // packages that could not be analysed, a line each
	Rules    []Rule            // that ran
	Stats    any               // printed as it is
	Line     func(finding.Position) string
	File     func(finding.Position) string // a position's file relative to the repository, "" if it lies outside; nil if all files lie below Root
	Color    bool
	Hidden   int    // findings below the severity that is shown
	Show     string // that severity
	Kept     int    // findings that are in the baseline
	Version  string // of buslint
}

// Rule is what reports tell of a rule.
type Rule struct {
	Name     string
	Family   string
	Severity finding.Severity
	Summary  string // one sentence without full stop: what it finds
	Why      string // one sentence: what breaks
	Doc      string // all that is to be said
	URL      string // of a page that says it
}

// Format is a form that reports are printed in.
type Format struct {
	Name  string
	Write func(io.Writer, Report) error
	All   bool // it is for programs that choose by severity themselves
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{Name: "text", Write: Text},
		{Name: "json", Write: JSON, All: true},
		{Name: "sarif", Write: SARIF},
		{Name: "github", Write: GitHub},
		{Name: "rdjson", Write: RDJSON},
		{Name: "checkstyle", Write: Checkstyle},
		{Name: "junit", Write: JUnit},
	}
}

// name is the home page's address, and how buslint calls itself.
const (
	name = "buslint"
	home = "https://github.com/buslint/buslint"
)

// rule is what is known of a rule.
func (r Report) rule(name string) Rule {
	if i := slices.IndexFunc(r.Rules, func(x Rule) bool { return x.Name == name }); i >= 0 {
		return r.Rules[i]
	}
	return Rule{Name: name}
}

// place names a position's file relative to the repository, and tells whether it lies inside. Of a file outside it has the name in its module.
func (r Report) place(p finding.Position) (file string, inside bool) {
	file = path.Join(r.Root, p.File)
	inside = p.Module == ""
	if r.File != nil {
		file = r.File(p)
		inside = file != ""
	}
	if !inside {
		return p.Path(), false
	}
	return file, true
}

func (r Report) line(p finding.Position) string {
	if r.Line == nil {
		return ""
	}
	return r.Line(p)
}
