package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// toBroker tells whether publishing as e does, through the value at a place, can reach a broker: not if everything that the value may be was built as an
// outbox, stays in the process, or is a test double. What is not known is taken for a broker: that is what publishers are for. Only of a program that was
// seen in part it is not, unless it is a broker's own client: what it may be may stand in the rest.
func (p *Program) toBroker(f *Func, via Place, e *Effect) bool {
	d := p.goesTo(f, via, e.Model)
	return d == broker || d == unknown && (!p.partial || p.models.Client(e.Model) && e.known())
}

// known tells whether an effect is reached by calls of which one knows what they call: not through an interface of the program's own.
func (e *Effect) known() bool {
	for ; e != nil; e = e.Next {
		if c := &e.At.Func.Nodes[e.At.Node]; c.Mode == table.Invoke && c.Name != e.Model.Name {
			return false
		}
	}
	return true
}

// goesTo finds out where library function m publishes through the value at a place.
func (p *Program) goesTo(f *Func, via Place, m *models.Func) destination {
	objects, _ := p.tracer.place(f, via)
	c := classifier{p: p, method: methodName(m.Name), seen: map[object]bool{}}
	return c.any(objects)
}

// destination is where a publisher's messages go. One that may go to several places goes to the greatest.
type destination uint8

const (
	unknown   destination = iota
	inProcess             // or to a test double
	outbox
	broker
)

type classifier struct {
	p      *Program
	method string // name of the publishing method
	seen   map[object]bool
}

func (c *classifier) object(o object) destination {
	if c.seen[o] {
		return unknown
	}
	c.seen[o] = true
	if o.model != nil {
		return c.constructed(o)
	}
	if t := c.p.models.Type(bareType(o.typ)); t != nil {
		switch t.Is {
		case "outbox":
			return outbox
		case "in-process":
			return inProcess
		}
	}
	t := c.p.types[bareType(o.typ)]
	if t == nil || t.Foreign {
		if o.typ == "" || c.p.partial && t != nil && t.Interface {
			return unknown
		}
		if d := c.wrapped(o); d != unknown {
			return d
		}
		return broker // a library's own client
	}
	if t.Double {
		return inProcess
	}
	if t.Interface {
		return unknown
	}
	return c.declared(o, t)
}

// constructed is a publisher that a library made.
func (c *classifier) constructed(o object) destination {
	k := o.model.Construct
	if k == nil {
		return broker
	}
	switch {
	case k.Kind == "in-process":
		return inProcess
	case k.Kind == "outbox" || !k.OutboxIf.IsZero():
		return outbox
	case k.Decorates.IsZero():
		return broker
	}
	a, fields, ok := o.ref.fn.argument(o.ref.node, k.Decorates)
	if !ok {
		return unknown
	}
	objects, _ := c.p.tracer.trace(o.ref.fn, o.stack, a, c.p.fieldKeys(fields))
	return c.any(objects)
}

// wrapped is where a publisher goes that the program puts into a struct of a library without a model: that one goes there too.
func (c *classifier) wrapped(o object) destination {
	out := unknown
	if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc {
		return out
	}
	for _, st := range o.ref.fn.stores[o.ref.node] {
		objects, _ := c.p.tracer.trace(o.ref.fn, o.stack, st.value, nil)
		for _, held := range objects {
			switch {
			case held.model != nil && held.model.Construct != nil:
				out = max(out, c.constructed(held))
			case held.ref.fn != nil && held.ref.fn.Nodes[held.ref.node].Op == table.Alloc && c.p.publishes(held.typ, c.method):
				out = max(out, c.object(held))
			}
		}
	}
	return out
}

// publishes tells whether a type has a method of a name.
func (p *Program) publishes(typ, method string) bool {
	t := p.types[bareType(typ)]
	return t != nil && slices.ContainsFunc(t.Methods, func(m table.Method) bool { return m.Name == method })
}

func (c *classifier) any(objects []object) destination {
	out := unknown
	for _, o := range objects {
		out = max(out, c.object(o))
	}
	return out
}

// declared is a publisher of the program's own: it goes where its method goes.
func (c *classifier) declared(o object, t *Type) destination {
	for _, m := range t.Methods {
		if m.Name != c.method {
			continue
		}
		tg, ok := c.p.methodTarget(t, &m)
		if !ok {
			return unknown
		}
		if tg.model != nil {
			if len(tg.embed) == 0 {
				return broker // a library's own client, of a library that is analysed too
			}
			if o.ref.fn == nil {
				return unknown
			}
			objects, _ := c.p.tracer.trace(o.ref.fn, o.stack, o.ref.node, tg.embed)
			return c.any(objects)
		}
		if tg.fn.sum == nil {
			return unknown
		}
		out := inProcess // unless its method publishes
		if slices.ContainsFunc(tg.fn.sum.Effects, func(e *Effect) bool { return e.Kind == Write }) {
			out = outbox
		}
		for _, e := range tg.fn.sum.Effects {
			if e.Kind != Publish {
				continue
			}
			if e.Via.Root != FromParam || e.Via.Index != 0 {
				return broker
			}
			if o.ref.fn == nil {
				return unknown
			}
			if !c.can(o, e) {
				continue // it wraps something else
			}
			objects, _ := c.p.tracer.trace(o.ref.fn, o.stack, o.ref.node, c.p.paths.list[e.Via.Path])
			switch d := c.any(objects); d {
			case unknown:
				return unknown
			default:
				out = max(out, d)
			}
		}
		return out
	}
	return unknown
}

// can tells whether an effect of a method can happen with this receiver: what the receiver holds is of the types that the effect needs.
func (c *classifier) can(o object, e *Effect) bool {
	for _, cond := range e.Conds {
		if cond.Place.Root != FromParam || cond.Place.Index != 0 {
			continue
		}
		if objects, complete := c.p.tracer.trace(o.ref.fn, o.stack, o.ref.node, c.p.paths.list[cond.Place.Path]); complete && !anyOf(objects, cond.Types) {
			return false
		}
	}
	return true
}

// anyOf tells whether one of some objects may be of one of some types.
func anyOf(objects []object, types []string) bool {
	return len(objects) == 0 || slices.ContainsFunc(objects, func(o object) bool {
		return o.typ == "" && o.model == nil || slices.Contains(types, bareType(o.typ)) || strings.HasPrefix(o.typ, "interface")
	})
}

// mayBe tells whether the value at a place can be of one of the types of a condition.
func (p *Program) mayBe(f *Func, c Cond) bool {
	objects, complete := p.tracer.place(f, c.Place)
	for _, o := range objects {
		if o.typ == "" || slices.Contains(c.Types, bareType(o.typ)) || strings.HasPrefix(o.typ, "interface") {
			return true
		}
	}
	return !complete || len(objects) == 0
}

// Feasible tells whether an effect that a function reports can really happen there, given what the program hands to that function.
func (p *Program) Feasible(f *Func, e *Effect) bool {
	for _, c := range e.Conds {
		if !p.mayBe(f, c) {
			return false
		}
	}
	return e.Kind != Publish || e.Via.Root == Nowhere || p.toBroker(f, e.Via, e)
}
