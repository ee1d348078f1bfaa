package driver

import (
	"cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Result is what a run found: all findings of all severities in the packages asked for, before filters, sorted.
type Result struct {
	Root       string // Dir relative to its repository, "." if they are one
	Dir        string // the folder that files are relative to: the module's, or the workspace's; absolute
	Findings   []finding.Finding
	Problems   []Problem
	Directives []Directive
	Generated  map[File]bool     // generated files
	Explained  []string          // answers to Options.Explain, in order; "" for an unknown function
	Catalogue  catalog.Catalogue // if Options.Edges asked for it
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
	End     int // column behind it
	Rules   []string
	Reason  string
}

func (d Directive) compare(e Directive) int {
	return cmp.Or(cmp.Compare(d.Module, e.Module), cmp.Compare(d.File, e.File), cmp.Compare(d.Line, e.Line), cmp.Compare(d.Column, e.Column))
}

// Stats says what a run worked on.
type Stats struct {
	Packages  int `json:"packages"`
	Functions int `json:"functions"`
}
