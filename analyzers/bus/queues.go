package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Endless is a queue or router that the program creates, and in which a message that always fails comes again without end.
type Endless struct {
	At       CallSite
	Router   bool
	Rejected CallSite // call that rejects a message of the queue, Func nil if it comes again unless it is deleted
	Retried  CallSite // where a router is told to try again itself before it gives a message back, Func nil if it is not
}

// Endless lists them, outside tests. A program that gives one queue an end may have meant that queue to be the end of others, and is left alone.
func (p *Program) Endless() []Endless {
	var out []Endless
	routers := routers{p: p}
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for _, n := range f.acting() {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Declare == nil || slices.ContainsFunc(t.model.Declare.Limits, p.stored) {
					continue
				}
				at := CallSite{f, n}
				if t.model.Declare.Routes {
					if routers.endless(at, t.model.Library) {
						out = append(out, Endless{At: at, Router: true, Retried: routers.retried(t.model.Library)})
					}
					break
				}
				if rejected, ok := p.endless(at, t.model.Declare); ok {
					out = append(out, Endless{At: at, Rejected: rejected})
					break
				}
			}
		}
	}
	return out
}

func (p *Program) endless(at CallSite, m *models.Declare) (CallSite, bool) {
	f := at.Func
	for _, path := range m.Temporary {
		if a, _, ok := f.argument(at.Node, path); !ok || f.Nodes[strip(f, a)].Name != "false" {
			return CallSite{}, false // or not known
		}
	}
	name, fields, ok := f.argument(at.Node, m.Queue)
	attrs, within, known := f.argument(at.Node, m.Attrs)
	if !ok || !known || len(fields) == 0 && zero(f, name) || !p.seen(f, attrs, within) {
		return CallSite{}, false // the broker names it, or who calls may say more of it
	}
	if len(m.Temporary) == 0 {
		return CallSite{}, true
	}
	names := append(p.callNames(f, name), p.resultName(at))
	for _, c := range p.intakes() {
		for _, path := range c.model.Consume.Topic {
			a, _, ok := c.at.Func.argument(c.at.Node, path)
			if !ok || p.selfAcks(c) || !slices.ContainsFunc(p.callNames(c.at.Func, a), func(n string) bool { return slices.Contains(names, n) }) {
				continue // another queue's
			}
			for _, u := range c.calls {
				if s := u.model.Settle; s != nil && (s.How == "nack" || s.How == "reject") {
					return u.at, true
				}
			}
		}
	}
	return CallSite{}, false
}

// seen tells whether all that is in a map is put into it in sight, or there is none.
func (p *Program) seen(f *Func, n int32, fields []string) bool {
	if len(fields) == 0 && f.Nodes[strip(f, n)].Op == table.Const {
		return true
	}
	if len(fields) == 1 {
		key := p.keys.id(fields[0])
		if inputs, ok := p.messages(f, nil, n, nil, key, 0); ok && len(inputs) > 0 && !slices.ContainsFunc(inputs, func(o object) bool { return !o.without(key) }) {
			return true // no map at all
		}
	}
	objects, complete := p.tracer.near(f, nil, n, p.fieldKeys(fields))
	return complete && !slices.ContainsFunc(objects, func(o object) bool {
		return o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc || o.ref.fn.mayFill(o.ref.node, elemKey, map[nodeRef]bool{})
	})
}

// routers looks at the routers of a program, of which each has messages handled again that failed, unless a middleware ends that.
type routers struct {
	p      *Program
	known  bool
	ends   []limit  // dead letters and limits, of whatever broker it is
	served []string // families of libraries that messages of a broker are received through
}

func (r *routers) look() {
	if r.known {
		return
	}
	r.known = true
	r.ends = slices.DeleteFunc(r.p.limits(), func(l limit) bool { return l.delays })
	for _, f := range r.p.Funcs {
		if f.tests() {
			continue
		}
		for i := range f.Nodes {
			n := int32(i)
			switch node := &f.Nodes[n]; {
			case node.Op == table.Call && node.Mode == table.Dynamic && f.isCallback(node.Args[0]) && f.does(Publish):
				// a middleware that may publish what failed
				r.ends = append(r.ends, limit{f: f})
			case isCall(node.Op):
				for _, t := range f.calls[n].targets {
					if t.model != nil && t.model.Construct != nil && t.model.Construct.Kind == "consumer" {
						r.served = append(r.served, kin(t.model.Library))
					}
				}
			}
		}
	}
}

// endless tells whether nothing that has to do with a router ends that what fails comes again.
func (r *routers) endless(at CallSite, library string) bool {
	r.look()
	return slices.Contains(r.served, kin(library)) && !slices.ContainsFunc(r.ends, func(l limit) bool { return l.near(at.Func) })
}

// retried finds where a middleware is told how often to try again.
func (r *routers) retried(library string) CallSite {
	for _, f := range r.p.Funcs {
		for _, n := range f.acting() {
			if f.tests() || f.Nodes[n].Op != table.Store || !f.setsOption(n, "retries") {
				continue
			}
			if typ, _ := f.storedOption(n); kin(r.p.models.LibraryOf(bareType(typ))) == kin(library) {
				return CallSite{f, n}
			}
		}
	}
	return CallSite{}
}
