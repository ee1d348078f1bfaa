// Package baseline keeps the findings that a team has decided to live with for now: they stand in a file, and what stands there is not told again. An
// entry whose finding is gone is told, so that the file only shrinks.
package baseline

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/buslint/buslint/finding"
)

// File is the baseline's usual place in the folder of a module or workspace.
const File = ".buslint/baseline.yml"

// Rule is the name under which entries are told that are not needed any more.
const Rule = "baseline"

// Entry is a finding of the baseline. The fingerprint says which; the rest is for people, and says whether a run could have found it.
type Entry struct {
	Fingerprint string
	Rule        string
	Package     string // import path
	File        string // relative to the module, or with its module in front
	Symbol      string
	Text        string

	line, column int
}

// Line is where an entry stands in the file that it was read from.
func (e Entry) Line() int { return e.line }

// Baseline is a file's entries, in their order.
type Baseline []Entry

// New makes the baseline of some findings, in an order that does not depend on lines: an edit elsewhere leaves the file as it is.
func New(fs []finding.Finding) Baseline {
	var out Baseline
	for _, f := range fs {
		out = append(out, Entry{Fingerprint: f.Fingerprint, Rule: f.Rule, Package: f.Package, File: f.Position.Path(), Symbol: f.Symbol, Text: f.Text})
	}
	return out.sorted()
}

func (b Baseline) sorted() Baseline {
	slices.SortFunc(b, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Symbol, y.Symbol), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	return b
}

// Keep adds the entries of an older baseline that a run has not judged, as it looked at other packages or rules.
func (b Baseline) Keep(old Baseline, judged func(Entry) bool) Baseline {
	out := slices.Clone(b)
	for _, e := range old {
		if !judged(e) && !b.has(e.Fingerprint) {
			out = append(out, e)
		}
	}
	return out.sorted()
}

func (b Baseline) has(fingerprint string) bool {
	return slices.ContainsFunc(b, func(e Entry) bool { return e.Fingerprint == fingerprint })
}

// New counts the entries that an older baseline does not have.
func (b Baseline) New(old Baseline) int {
	n := 0
	for _, e := range b {
		if !old.has(e.Fingerprint) {
			n++
		}
	}
	return n
}

// Apply takes the findings of a baseline out of all findings, and tells which entries have none any more, if the run judged them. file is the baseline's
// name in positions.
func (b Baseline) Apply(all []finding.Finding, file string, judged func(Entry) bool) (left, stale []finding.Finding) {
	found := map[string]bool{}
	for _, f := range all {
		found[f.Fingerprint] = true
		if !b.has(f.Fingerprint) {
			left = append(left, f)
		}
	}
	for _, e := range b {
		if found[e.Fingerprint] || !judged(e) {
			continue
		}
		at := finding.Position{File: file, Line: e.line, Column: e.column}
		end := at
		end.Column += len("fingerprint: " + e.Fingerprint)
		text := fmt.Sprintf("baseline entry is not needed: %s does not find this any more, run buslint baseline", e.Rule)
		stale = append(stale, finding.Finding{Rule: Rule, Severity: finding.Warning, Text: text, Symbol: e.Symbol, Position: at, End: end, Package: e.Package})
	}
	return left, stale
}
