package commiterr

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "commiterr", Family: rule.Transactions, Severity: finding.Error, Default: true, Local: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	published = "event is published after a commit whose error is not checked, so it may tell of a failed change"
	acked     = "message is acked after a commit whose error is not checked, so a failed commit loses it"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.UncheckedCommits() {
		if !p.Reports(u.Effect.At.Func) {
			continue // nobody asked
		}
		text := published
		if u.Effect.Kind == bus.Settle {
			text = acked
		}
		f := u.Effect.Finding("commiterr", finding.Error, text)
		f.Path = append([]finding.Frame{u.Commit.Frame("commit whose error is not checked")}, f.Path...)
		f.Fixes = u.Fixes()
		out = append(out, f)
	}
	return out
}
