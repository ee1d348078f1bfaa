package outboxbypass

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
var Rule = rule.Rule{Name: "outboxbypass", Family: rule.Transactions, Severity: finding.Error, Instead: []string{"txbypass", "txpublish"}, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	beside = "event is written beside the transaction of its data, so a rollback leaves it"
	twin   = "sent beside the open transaction, so a rollback leaves it; %s takes the transaction"
	apart  = "outbox row and data are written in no common transaction, so a crash in between keeps only one"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, b := range p.OutboxBypasses() {
		if !p.Reports(b.Effect.At.Func) {
			continue // nobody asked
		}
		text := beside
		switch {
		case b.Twin != "":
			text = fmt.Sprintf(twin, b.Twin)
		case b.Apart:
			text = apart
		}
		f := b.Effect.Finding("outboxbypass", finding.Error, text)
		if b.Open.Func != nil {
			f.Path = append([]finding.Frame{b.Open.Frame("transaction opened")}, f.Path...)
		}
		out = append(out, f)
	}
	return out
}
