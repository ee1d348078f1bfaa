package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// handle is a publisher or connection, known by where it is made: by a library's constructor, or as a literal. One whose making is not seen is known by
// the parameter, field or variable that holds it.
type handle struct {
	made  nodeRef
	field int32 // fn of made is nil
}

// use is a library's call on a handle.
type use struct {
	at    CallSite
	model *models.Func
	base  bool // on the connection that the handle shares with others
}

// handleUses are the uses of the program's handles, outside its tests.
type handleUses struct {
	list []handle // in the order of their first uses
	of   map[handle][]use
}

// handles lists the program's handles and what is done with them: what is published through them, and where they are flushed and closed.
func (p *Program) handles() *handleUses {
	if p.used != nil {
		return p.used
	}
	p.used = &handleUses{of: map[handle][]use{}}
	based := map[handle][]handle{} // connection -> what is made on it
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			at := CallSite{f, int32(n)}
			switch node := &f.Nodes[n]; {
			case isCall(node.Op):
				for _, t := range f.calls[n].targets {
					if t.model != nil {
						p.used.add(p.handlesOf(at, t), use{at: at, model: t.model})
						p.base(at, t.model, based)
					}
				}
				if node.Mode == table.Invoke && len(f.calls[n].targets) == 0 {
					p.anonymous(at)
				}
			case node.Op == table.Send: // on a channel that a library gives out
				objects, _ := p.tracer.trace(f, nil, node.Args[0], nil)
				for _, o := range objects {
					if o.model != nil && o.model.Publish != nil && !o.model.Publish.Channel.IsZero() {
						p.used.add(p.handlesOf(CallSite{o.ref.fn, o.ref.node}, target{model: o.model}), use{at: at, model: o.model})
					}
				}
			case node.Op == table.Closure && node.Index == 1: // w.Close as a value: somebody calls it
				if m := p.model(node.Name); m != nil && (m.Close != nil || m.Flush != nil) {
					p.used.add(p.handlesAt(f, node.Args[0], nil), use{at: at, model: m})
				}
			}
		}
	}
	for _, conn := range slices.Clone(p.used.list) {
		for _, h := range based[conn] {
			for _, u := range p.used.of[conn] {
				u.base = true
				p.used.add([]handle{h}, u)
			}
		}
	}
	return p.used
}

// anonymous adds the use of a handle through an interface of the standard library: io.Closer.
func (p *Program) anonymous(at CallSite) {
	method := methodName(at.Func.Nodes[at.Node].Name)
	if !slices.ContainsFunc(p.models.Methods(method), func(m *models.Func) bool { return m.Close != nil || m.Flush != nil }) {
		return
	}
	objects, _ := p.tracer.trace(at.Func, nil, at.Func.Nodes[at.Node].Args[0], nil)
	for _, o := range objects {
		if m := p.model("(" + o.typ + ")." + method); m != nil && o.ref.fn != nil && (m.Close != nil || m.Flush != nil) {
			p.used.add([]handle{{made: o.ref}}, use{at: at, model: m})
		}
	}
}

func (hs *handleUses) add(handles []handle, u use) {
	for _, h := range handles {
		if _, known := hs.of[h]; !known {
			hs.list = append(hs.list, h)
		}
		hs.of[h] = append(hs.of[h], u)
	}
}

// base notes that what a constructor makes shares a connection.
func (p *Program) base(at CallSite, m *models.Func, based map[handle][]handle) {
	if m.Construct == nil || m.Construct.On.IsZero() {
		return
	}
	if a, fields, ok := at.Func.argument(at.Node, m.Construct.On); ok {
		for _, conn := range p.handlesAt(at.Func, a, p.fieldKeys(fields)) {
			based[conn] = append(based[conn], handle{made: nodeRef{at.Func, at.Node}})
		}
	}
}

// handlesOf lists the handles that a library's call publishes through, flushes, closes or changes.
func (p *Program) handlesOf(at CallSite, t target) []handle {
	var path models.Path
	switch m := t.model; {
	case m.Publish != nil:
		path = m.Publish.Through
	case m.Flush != nil:
		path = m.Flush.Value
	case m.Close != nil:
		path = m.Close.Value
	case m.Set == nil:
		return nil // none that matters
	}
	if path.IsZero() {
		path.Root = "receiver"
	}
	a, fields, ok := at.Func.argument(at.Node, path)
	if !ok {
		return nil
	}
	handles := p.handlesAt(at.Func, a, append(slices.Clone(t.embed), p.fieldKeys(fields)...))
	if path.Root == "receiver" {
		handles = slices.DeleteFunc(handles, func(h handle) bool { return !p.has(h, methodName(t.model.Name)) })
	}
	return handles
}

// has tells whether a handle may have a library's method. What generic containers give out may be anything that is in one.
func (p *Program) has(h handle, method string) bool {
	if h.unseen() {
		return true
	}
	n := h.made.node
	if h.made.fn.Nodes[n].Op == table.Call {
		n = h.made.fn.resultNode(n, 0)
	}
	typ := h.made.fn.valueType(n)
	if t := p.types[bareType(typ)]; t != nil && slices.ContainsFunc(t.Methods, func(m table.Method) bool { return m.Name == method }) {
		return true
	}
	return typ == "" || p.model("("+typ+")."+method) != nil || p.model("("+bareType(typ)+")."+method) != nil
}

// handlesAt lists the handles that the value at a field path of a node may be.
func (p *Program) handlesAt(f *Func, n int32, path []int32) []handle {
	objects, _ := p.tracer.trace(f, nil, n, path)
	var out []handle
	for _, o := range objects {
		if h := (handle{made: o.ref}); o.ref.fn != nil && (o.model != nil || o.ref.fn.Nodes[o.ref.node].Op == table.Alloc) && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	if len(out) == 0 {
		for _, pl := range f.placesAt(n, path) {
			if h, ok := f.unmade(pl); ok {
				out = append(out, h)
			}
		}
	}
	return out
}

// unmade is the handle at a place, where nothing in the program makes it.
func (f *Func) unmade(pl Place) (handle, bool) {
	path := f.program.paths.list[pl.Path]
	switch {
	case len(path) > 0 && strings.Contains(f.program.keys.names[path[len(path)-1]], "."):
		return handle{field: path[len(path)-1]}, true
	case len(path) > 0:
		return handle{}, false // an element, or what a model names
	case pl.Root == FromFree && f.madeBy() != nil:
		around := f.madeBy()
		for _, x := range around.Func.Places(around.Func.Nodes[around.Node].Args[pl.Index]) {
			if h, ok := around.Func.unmade(x); ok {
				return h, true
			}
		}
	case pl.Root == FromParam:
		return handle{made: nodeRef{f, f.paramNode(pl.Index)}}, true
	case pl.Root == FromGlobal:
		return handle{field: pl.Index}, true
	}
	return handle{}, false
}

// madeBy is where a function literal becomes a value, nil if that is not the one place.
func (f *Func) madeBy() *CallSite {
	if len(f.made) != 1 {
		return nil
	}
	return &f.made[0]
}

// unseen tells whether nothing in the program makes a handle.
func (h handle) unseen() bool {
	return h.made.fn == nil || h.made.fn.Nodes[h.made.node].Op == table.Parameter
}

// setTo tells whether a setting of a handle is surely one of words, however the handle is made.
func (p *Program) setTo(h handle, setting string, words ...string) bool {
	found := false
	for _, s := range p.Setups() {
		if h.unseen() || s.At != (CallSite{h.made.fn, h.made.node}) {
			continue // another one
		}
		if found = s.Is(setting, words...); !found {
			return false
		}
	}
	return found
}
