package dbpayload

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
var Rule = rule.Rule{Name: "dbpayload", Family: rule.Contract, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, r := range p.Rows() {
		site := r.Sites[0]
		if !p.Reports(site.At.Func) {
			continue // nobody asked
		}
		text := "payload is a database row, so a change of the table changes or breaks the event"
		if r.Row != r.Type {
			text = fmt.Sprintf("payload holds a database row, %s, so a change of the table changes or breaks the event", bus.Short(r.Row.Name))
		}
		f := site.Finding("dbpayload", finding.Warning, text)
		f.Symbol = r.Type.Name
		if !r.Type.Generated() {
			rule.Declared(&f, r.Type)
		}
		out = append(out, f)
	}
	return out
}
