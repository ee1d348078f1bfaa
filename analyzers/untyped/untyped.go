package untyped

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "untyped", Family: rule.Contract, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	aMap  = "payload is a map, so no type says which fields consumers can count on"
	aText = "payload is a text put together by hand, so nothing says or keeps what consumers can read in it"
	every = "publisher takes its payloads as maps, so no type says which fields consumers can count on"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Untyped() {
		if !p.Reports(u.Site.At.Func) {
			continue // nobody asked
		}
		text := aMap
		switch {
		case u.All:
			text = every
		case u.Text:
			text = aText
		}
		f := u.Site.Finding("untyped", finding.Warning, text)
		if u.Type != nil {
			rule.Declared(&f, u.Type)
		}
		if u.Type != nil || u.All {
			f.Topic = "" // of several
		}
		out = append(out, f)
	}
	return out
}
