package nonidempotent

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
var Rule = rule.Rule{Name: "nonidempotent", Family: rule.Idempotency, Severity: finding.Warning, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

// says is what a redelivery repeats.
func says(r bus.Repeated) string {
	of := func(with, without string) string {
		if r.Name == "" {
			return without
		}
		return fmt.Sprintf(with, r.Name)
	}
	switch r.What {
	case "insert":
		return of("inserts another row into %q", "inserts another row")
	case "increment":
		return of("adds to %q once more", "adds to a stored number once more")
	case "append":
		return of("appends to %q once more", "appends to a stored list once more")
	case "charge":
		return "charges or pays once more"
	case "post":
		return "sends the POST once more"
	}
	return "sends the " + r.What + " once more"
}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, r := range p.Repeated() {
		if !p.Reports(r.At.Func) {
			continue // nobody asked
		}
		f := r.At.Finding("nonidempotent", finding.Warning, "message that is delivered again "+says(r))
		f.Path = append(f.Path, r.From.Frame("received here, perhaps again"))
		for i, s := range r.Path {
			note := "calls " + s.Callee()
			if i == len(r.Path)-1 {
				note = "repeated"
			}
			f.Path = append(f.Path, s.Frame(note))
		}
		out = append(out, f)
	}
	return out
}
