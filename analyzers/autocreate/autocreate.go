package autocreate

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "autocreate", Family: rule.Publishing, Severity: finding.Warning, Default: true, Local: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Settings(p, rule.Setting{Rule: "autocreate", Setting: "autocreate", Fault: fault})
}

func fault(_ bus.Setup, v bus.Value) (finding.Severity, string) {
	text := "topics are made on first use (" + v.Text() + "), also by a typo"
	switch {
	case v.Word != "on":
		return "", ""
	case v.Default:
		return finding.Info, text // nobody asked for it
	}
	return finding.Warning, text
}
