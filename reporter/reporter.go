// Package reporter prints findings.
package reporter

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/finding"
)

// Report is the outcome of a run.
type Report struct {
	Root     string            // the module's folder relative to its repository's
	Findings []finding.Finding // sorted
	Problems []string          // packages that could not be analysed, a line each
	Stats    any               // printed as it is
	Line     func(finding.Position) string
	Why      func(rule string) string // one line on why a rule matters, "" if there is nothing to say
	Color    bool
	Hidden   int    // findings below the severity that is shown
	Show     string // that severity
}

// JSON prints all findings as one JSON document, version 1: positions are relative to the module, root is the module's folder in its repository.
func JSON(w io.Writer, r Report) error {
	type document struct {
		Version  int           `json:"version"`
		Root     string        `json:"root"`
		Findings []jsonFinding `json:"findings"`
		Problems []string      `json:"problems,omitempty"`
		Stats    any           `json:"stats"`
	}
	doc := document{Version: 1, Root: r.Root, Findings: []jsonFinding{}, Problems: r.Problems, Stats: r.Stats}
	for _, f := range r.Findings {
		doc.Findings = append(doc.Findings, jsonFinding{f, orEmpty(f.Path), orEmpty(f.Fixes)})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

// jsonFinding is a finding whose lists are never null.
type jsonFinding struct {
	finding.Finding
	Path  []finding.Frame `json:"path"`
	Fixes []finding.Fix   `json:"fixes"`
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Text prints findings for people: place, severity and text, the source line with the range marked, the way there, and why it matters.
func Text(w io.Writer, r Report) error {
	p := printer{w: w, color: r.Color}
	for _, f := range r.Findings {
		p.finding(f, r)
	}
	p.summary(r)
	return p.err
}

type printer struct {
	w     io.Writer
	color bool
	err   error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

const (
	red, yellow, blue, bold, dim, reset = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
)

func (p *printer) paint(color, s string) string {
	if !p.color {
		return s
	}
	return color + s + reset
}

func (p *printer) severity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return p.paint(red, string(s))
	case finding.Warning:
		return p.paint(yellow, string(s))
	}
	return p.paint(blue, string(s))
}

func (p *printer) finding(f finding.Finding, r Report) {
	p.printf("%s: %s: %s (%s)\n", p.paint(bold, f.Position.String()), p.severity(f.Severity), f.Text, f.Rule)
	if r.Line != nil {
		p.source(f, r.Line(f.Position))
	}
	for _, frame := range f.Path {
		p.printf("  %s  %s\n", p.paint(dim, fmt.Sprintf("%s:%d", frame.Position.File, frame.Position.Line)), frame.Note)
	}
	if r.Why != nil {
		if why := r.Why(f.Rule); why != "" {
			p.printf("  %s\n", p.paint(dim, why))
		}
	}
	p.printf("\n")
}

// source prints the line and marks the range in it.
func (p *printer) source(f finding.Finding, line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	from := min(max(f.Position.Column-1, 0), len(line))
	to := len(line)
	if f.End.Line == f.Position.Line && f.End.Column > f.Position.Column {
		to = min(f.End.Column-1, len(line))
	}
	text := strings.TrimRight(line, " \t\r")
	to = max(min(to, len(text)), from+1)
	pad := strings.Map(func(c rune) rune {
		if c == '\t' {
			return c
		}
		return ' '
	}, line[:from])
	mark := strings.Repeat("~", max(len([]rune(line[from:min(to, len(line))]))-1, 0))
	p.printf("    %s\n    %s%s\n", text, pad, p.paint(red, "^"+mark))
}

func (p *printer) summary(r Report) {
	count := map[finding.Severity]int{}
	for _, f := range r.Findings {
		count[f.Severity]++
	}
	var parts []string
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		if n := count[s]; n > 0 {
			parts = append(parts, plural(n, string(s)))
		}
	}
	line := "no findings"
	if len(parts) > 0 {
		line = plural(len(r.Findings), "finding") + ": " + strings.Join(parts, ", ")
	}
	if r.Hidden > 0 {
		line += fmt.Sprintf("; %d below %s hidden (--show info)", r.Hidden, r.Show)
	}
	p.printf("%s\n", line)
}

func plural(n int, word string) string {
	if n == 1 || word == string(finding.Info) {
		return fmt.Sprintf("%d %s", n, word)
	}
	return fmt.Sprintf("%d %ss", n, word)
}
