package bus

import (
	"iter"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// libraryCalls goes through the calls of libraries outside tests, with what is known of each function that is called.
func (p *Program) libraryCalls() iter.Seq2[CallSite, *models.Func] {
	return func(yield func(CallSite, *models.Func) bool) {
		for _, f := range p.Funcs {
			if !f.flowsOut() {
				continue // test
			}
			for n := range f.Nodes {
				if f.Nodes[n].Op != table.Call {
					continue
				}
				for _, t := range f.calls[n].targets {
					if t.model != nil && !yield(CallSite{f, int32(n)}, t.model) {
						return
					}
				}
			}
		}
	}
}
