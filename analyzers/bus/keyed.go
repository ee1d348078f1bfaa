package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Keyed finds a publish through what is set up whose messages have a partition key.
func (p *Program) Keyed(s Setup) (CallSite, bool) {
	for _, u := range p.handles().of[handle{made: nodeRef{s.At.Func, s.At.Node}}] {
		if u.model.Publish != nil && !u.base && p.keyed(u.at, u.model.Publish) {
			return u.at, true
		}
	}
	return CallSite{}, false
}

// keyed tells whether the messages of a publish have a key, or some of them. One that is new for each message is none: no order hangs on it.
func (p *Program) keyed(at CallSite, m *models.Publish) bool {
	f := at.Func
	return slices.ContainsFunc(m.Key, func(path models.Path) bool {
		a, fields, ok := f.argument(at.Node, path)
		if sent := &f.Nodes[at.Node]; sent.Op == table.Send && path.Root == "param" {
			a, fields, ok = sent.Args[1], path.Fields, true
		}
		if !ok {
			return false
		}
		if _, made := p.fresh(f, nil, a, p.fieldKeys(fields)); made == anew {
			return false
		}
		return slices.ContainsFunc(p.tracer.texts(f, nil, a, p.fieldKeys(fields)), func(o object) bool { return o.ref.fn == nil || !zero(o.ref.fn, o.ref.node) })
	})
}
