package fifoattrs

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
var Rule = rule.Rule{Name: "fifoattrs", Family: rule.Order, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, l := range p.Laned() {
		if !p.Reports(l.Effect.At.Func) {
			continue // nobody asked
		}
		severity, text := fault(l)
		out = append(out, l.Effect.Finding("fifoattrs", severity, fmt.Sprintf(text, short(l.Topic))))
	}
	return out
}

func fault(l bus.Laned) (severity finding.Severity, format string) {
	switch l.Lacks {
	case bus.NoKey:
		return finding.Error, "message for %q has no group id, so it is refused"
	case bus.NoID:
		return finding.Info, "message for %q has no deduplication id, which it needs unless its content is one"
	}
	return finding.Info, "all messages for %q are of one group, so they are handled one by one"
}

// short is the end of a name that is too long for a text.
func short(name string) string {
	const most = 24
	if r := []rune(name); len(r) > most {
		return "…" + string(r[len(r)-most:])
	}
	return name
}
