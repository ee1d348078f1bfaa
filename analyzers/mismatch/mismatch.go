package mismatch

import (
	_ "embed"
	"fmt"
	"path"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "mismatch", Family: rule.Contract, Severity: finding.Error, Shapes: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	var out []finding.Finding
	for _, m := range (catalog.Catalogue{Edges: s.Edges, Shapes: s.Shapes}).Misfits() {
		f := m.Publish.Finding("mismatch", finding.Error, text(m))
		f.Path = append(f.Path, finding.Frame{Func: m.Publish.Function, Note: fmt.Sprintf("publishes %s to %q", bus.Short(m.Publish.Payload), m.Publish.Topic.Name), Position: m.Publish.Position})
		for _, v := range m.Verdicts {
			f.Path = append(f.Path, finding.Frame{Func: m.Consume.Payload, Note: fmt.Sprintf("%s: %s", field(v), v.Why), Position: s.Field(m.Consume.Payload, v.Path)})
		}
		f.Path = append(f.Path, finding.Frame{Func: m.Consume.Function, Note: "consumes it as " + bus.Short(m.Consume.Payload), Position: m.Consume.Position})
		out = append(out, f)
	}
	return s.Asked(out)
}

// text tells of the first verdict.
func text(m catalog.Misfit) string {
	v, reader := m.Verdicts[0], path.Base(m.Consume.Who())
	switch {
	case v.Severity == payload.Break && v.New != "" && v.Old != "":
		return fmt.Sprintf("%s is published as %s and read as %s, so %s cannot read the event", field(v), v.New, v.Old, reader)
	case v.Severity == payload.Break:
		return fmt.Sprintf("%s does not fit the consumer's struct, so %s cannot read the event", field(v), reader)
	case v.ID == "J06":
		return fmt.Sprintf("%s is published as %q, so %s reads it as zero", field(v), v.New, reader)
	case v.New == "":
		return fmt.Sprintf("%s is not in the published event, so %s reads it as zero", field(v), reader)
	}
	return fmt.Sprintf("%s is published as %s and read as %s, so %s misreads it", field(v), v.New, v.Old, reader)
}

// field names what a verdict is of.
func field(v payload.Verdict) string {
	if v.Path == "" {
		return "the payload"
	}
	return fmt.Sprintf("%q", v.Path)
}
