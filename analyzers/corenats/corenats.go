package corenats

import (
	_ "embed"
	"strconv"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "corenats", Family: rule.Publishing, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "a stream keeps this subject, but core publish gets no answer from it, so a loss goes unseen"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Unstored() {
		if !p.Reports(u.Effect.At.Func) {
			continue // nobody asked
		}
		f := u.Effect.Finding("corenats", finding.Error, text)
		f.Path = append(f.Path, u.Stream.Frame("makes the stream of "+strconv.Quote(u.Topic)))
		out = append(out, f)
	}
	return out
}
