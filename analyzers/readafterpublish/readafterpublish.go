package readafterpublish

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "readafterpublish", Family: rule.Consistency, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, r := range p.StaleReads() {
		if !p.Reports(r.Read.Func) {
			continue // nobody asked
		}
		f := r.Read.Finding("readafterpublish", finding.Warning, text(r.Table))
		f.Topic, f.Path = r.Publish.Topic(), r.Path
		out = append(out, f)
	}
	return out
}

// text names the table, unless its name is too long.
func text(table string) string {
	name := fmt.Sprintf("%q", table)
	if len(name) > 30 {
		name = "data"
	}
	return "reads " + name + " after the event whose handler writes it, so what it reads may be old"
}
