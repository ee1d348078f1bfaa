package asyncctx

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "asyncctx", Family: rule.Publishing, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	cancelled = "context is cancelled when the function returns, so the publish that goes on after it fails"
	request   = "context ends with the request, so the publish that goes on after it fails"
	callers   = "context is the caller's, so the publish that goes on in a goroutine fails when that is done"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, o := range p.Outlives() {
		if !p.Reports(o.Effect.At.Func) {
			continue // nobody asked
		}
		severity, text := finding.Error, cancelled
		switch {
		case !o.Sure:
			severity, text = finding.Warning, callers
		case o.Request:
			text = request
		}
		f := o.Effect.Finding("asyncctx", severity, text)
		if o.Start != o.Effect.At {
			f.Path = append([]finding.Frame{o.Start.Frame("starts the goroutine")}, f.Path...)
		}
		if o.Sure {
			note := "ends the context"
			if o.Request {
				note = "takes the context of the request"
			}
			f.Path = append([]finding.Frame{o.Ends.Frame(note)}, f.Path...)
		}
		out = append(out, f)
	}
	return out
}
