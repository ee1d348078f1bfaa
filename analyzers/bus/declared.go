package bus

import (
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Declare says what is declared of the program's events, and what they were before. The rest of the state is the program's own.
func (p *Program) Declare(s catalog.State) { p.declared = s }

// Declared is what the program does with events, beside what is declared of them.
func (p *Program) Declared() *catalog.State {
	s := &p.declared
	if s.Types != nil {
		return s
	}
	s.Partial = s.Partial || p.partial
	s.Edges, s.Shapes = catalog.New(p.Edges()).Edges, p.shapes
	s.Field = p.wireAt
	s.Types = map[string]catalog.GoType{}
	for name, t := range p.types {
		if t.Table.Main && !t.Foreign && !t.Interface {
			s.Types[name] = catalog.GoType{Position: t.At(), Package: t.Table.Package, Documented: t.Doc != table.NoDoc, Deprecated: t.Doc == table.Deprecated}
		}
	}
	s.Told = func(f finding.Finding) bool { return f.Package == "" || p.report == nil || p.report[f.Package] }
	return s
}
