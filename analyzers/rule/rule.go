// Package rule says what a rule is.
package rule

import (
	"strings"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/finding"
)

// Family groups rules in the documentation.
type Family string

// The families.
const (
	Transactions Family = "Transactions"
	Publishing   Family = "Publishing"
	Order        Family = "Order and keys"
	Consuming    Family = "Consuming"
	Idempotency  Family = "Idempotency"
	Contract     Family = "Contract"
	Consistency  Family = "Consistency"
	Lifecycle    Family = "Ownership and lifecycle"
)

// Families lists the families in the order of the documentation.
func Families() []Family {
	return []Family{Transactions, Publishing, Order, Consuming, Idempotency, Contract, Consistency, Lifecycle}
}

// Rule finds one kind of defect. Find reads a solved program (the whole program in buslint's own driver, one package and what it imports
// under go vet and golangci-lint) and returns what it finds in the packages that program reports on. Findings carry rule, text, severity,
// position and path; fingerprints and filters are the driver's.
type Rule struct {
	Name     string
	Family   Family
	Severity finding.Severity // default severity; Find may lower it for a finding
	Default  bool             // on without configuration
	Local    bool             // all that it says is proved inside one function, so that few reviewed findings do for Default
	Declared bool             // it compares the code with what events.yml says, and is silent without: the same
	Shapes   bool             // it compares shapes of payloads on the wire; without those it is silent
	History  bool             // ... with those of locks and of a base; without either it is silent
	Instead  []string         // rules that say less of the same defect: where this one speaks, their findings at the same place are left out
	Since    string           // version that brought the rule
	Doc      string           // the text of doc.go: first line a summary, then what breaks, how to see it, how to repair it
	Find     func(*bus.Program) []finding.Finding
}

// Findings is what Find finds. Where code surely never runs, what would go wrong there is advice: except for what a rule says of types and topics.
func (r Rule) Findings(p *bus.Program) []finding.Finding {
	out := r.Find(p)
	if r.Family == Contract || r.Family == Lifecycle {
		return out
	}
	for i := range out {
		if p.Idle(out[i].Symbol) {
			out[i].Severity = finding.Info
		}
	}
	return out
}

// Summary is the first sentence of the rule's text, without its full stop.
func (r Rule) Summary() string { return sentence(r.Doc) }

// Why is the first sentence of the second paragraph: what breaks.
func (r Rule) Why() string {
	_, rest, _ := strings.Cut(r.Doc, "\n\n")
	return sentence(rest) + "."
}

// sentence is the first sentence of a text, on one line and without its full stop.
func sentence(text string) string {
	text, _, _ = strings.Cut(text, "\n\n")
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i]
	}
	return strings.TrimSuffix(text, ".")
}
