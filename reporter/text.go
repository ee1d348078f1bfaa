package reporter

import (
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Text prints findings for people: place, severity and text, the source line with the range marked, the way there, and why it matters. What comes from
// the program that was looked at is printed with its control characters escaped.
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
	err   error // the first one; nothing is printed after it
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
	p.printf("%s: %s: %s (%s)\n", p.paint(bold, finding.Clean(f.Position.String())), p.severity(f.Severity), finding.Clean(f.Text), f.Rule)
	if r.Line != nil {
		p.source(f, r.Line(f.Position))
	}
	for _, frame := range f.Path {
		at := fmt.Sprintf("%s:%d", frame.Position.Path(), frame.Position.Line)
		p.printf("  %s  %s\n", p.paint(dim, finding.Clean(at)), finding.Clean(frame.Note))
	}
	if why := r.rule(f.Rule).Why; why != "" {
		p.printf("  %s\n", p.paint(dim, why+" (buslint explain "+f.Rule+")"))
	}
	p.printf("\n")
}

var word = lazyregexp.New(`^[\pL\pN_]*`)

// source prints the line and marks the range in it: of several lines the first, and if it has no end the word that it begins with.
func (p *printer) source(f finding.Finding, line string) {
	line = strings.TrimRight(line, " \t\r\n")
	if strings.TrimSpace(line) == "" {
		return // not readable, or changed since
	}
	from, to := min(max(f.Position.Column-1, 0), len(line)), len(line)
	if f.End.Line <= f.Position.Line {
		to = min(max(f.End.Column-1, from), len(line))
	}
	if to == from {
		to += len(word.FindString(line[from:]))
	}
	before, marked, after := display(line[:from]), display(line[from:to]), display(line[to:])
	mark := "^" + strings.Repeat("~", max(cells(marked)-1, 0))
	p.printf("    %s%s%s\n    %s%s\n", before, marked, after, strings.Repeat(" ", cells(before)), p.paint(red, mark))
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
	if r.Kept > 0 {
		line += fmt.Sprintf("; %d in the baseline", r.Kept)
	}
	p.printf("%s\n", line)
}

func plural(n int, word string) string {
	if n == 1 || word == string(finding.Info) {
		return fmt.Sprintf("%d %s", n, word)
	}
	return fmt.Sprintf("%d %ss", n, word)
}
