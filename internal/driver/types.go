package driver

import (
	"fmt"

	"github.com/buslint/buslint/finding"
)

// Problem is a package, or a file of one, that could not be read or type-checked.
type Problem struct {
	Package string
	File    string // relative to the module's root, "" if unknown
	Line    int
	Column  int
	Text    string
}

func (p Problem) String() string {
	if p.File == "" {
		return fmt.Sprintf("%s: %s", p.Package, p.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// Result is what a run found: all findings of all severities in the packages asked for, before filters, sorted.
type Result struct {
	Root       string // Dir relative to its repository, "." if they are one
	Dir        string // the folder that files are relative to: the module's, or the workspace's; absolute
	Findings   []finding.Finding
	Problems   []Problem
	Directives []Directive
	Generated  map[File]bool // generated files
	Explained  []string      // answers to Options.Explain, in order; "" for an unknown function
	Stats      Stats

	folders map[string]string // by module: where files that are relative to it are
}

// Directive is one //buslint:ignore comment.
type Directive struct {
	Package string
	Module  string // as in finding.Position
	File    string
	Line    int
	Column  int
	Rules   []string
	Reason  string
}

// Stats says what a run worked on.
type Stats struct {
	Packages  int     `json:"packages"`
	Functions int     `json:"functions"`
	Seconds   float64 `json:"seconds"`
}
