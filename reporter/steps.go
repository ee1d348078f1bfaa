package reporter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
)

// Explain is a finding as lines of text: what is wrong, how the program gets there, and why it matters. What cannot be printed is escaped.
func (r Report) Explain(f finding.Finding) []string {
	return append([]string{finding.Clean(f.Text)}, r.steps(f)...)
}

// full is a finding in several lines, for formats that have no other place for how the program gets there and why it matters. Nothing in it is more
// than text: what cannot be printed is escaped.
func (r Report) full(f finding.Finding) string {
	return strings.Join(r.Explain(f), "\n")
}

// steps are the lines of full after the text.
func (r Report) steps(f finding.Finding) []string {
	var out []string
	for _, x := range f.Path {
		file, _ := r.place(x.Position)
		out = append(out, finding.Clean(fmt.Sprintf("%s:%d  %s", file, x.Position.Line, x.Note)))
	}
	if why := r.rule(f.Rule).Why; why != "" {
		out = append(out, why)
	}
	return out
}

// worst sorts findings by severity, and leaves them in order otherwise: for readers that stop after a number of them.
func worst(list []finding.Finding) []finding.Finding {
	return slices.SortedStableFunc(slices.Values(list), func(a, b finding.Finding) int { return b.Severity.Rank() - a.Severity.Rank() })
}
