// Package reporter prints findings.
package reporter

import "github.com/buslint/buslint/finding"

// Report is the outcome of a run.
type Report struct {
	Root     string            // the folder that files are relative to, relative to its repository
	Findings []finding.Finding // sorted
	Problems []string          // packages that could not be analysed, a line each
	Stats    any               // printed as it is
	Line     func(finding.Position) string
	Why      func(rule string) string // one line on why a rule matters, "" if there is nothing to say
	Color    bool
	Hidden   int    // findings below the severity that is shown
	Show     string // that severity
}
