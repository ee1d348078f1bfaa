package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// intake is what a program does for the messages that one call of a library brings: a receive, a subscription, the registration of a handler.
type intake struct {
	at    CallSite
	model *models.Func
	calls []use      // calls of libraries that are made for a message
	made  []CallSite // what makes what it receives through
	known bool       // made is known
}

// intakes lists them, outside tests.
func (p *Program) intakes() []*intake {
	if p.intaken != nil {
		return p.intaken
	}
	p.intaken = []*intake{}
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model != nil && t.model.Consume != nil {
					at := CallSite{f, int32(n)}
					p.intaken = append(p.intaken, &intake{at: at, model: t.model, calls: p.doneFor(at, t.model.Consume)})
				}
			}
		}
	}
	return p.intaken
}

// doneFor lists the calls of libraries that are made for what is received by a call.
func (p *Program) doneFor(at CallSite, m *models.Consume) []use {
	r := newRedelivery(p)
	r.consumer(at, m)
	r.run()
	var out []use
	for _, f := range p.Funcs {
		_, whole := r.within[f]
		if !whole && len(r.after[f]) == 0 {
			continue
		}
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) || !whole && !slices.ContainsFunc(r.after[f], func(got received) bool { return f.handles(got.index, int32(n)) }) {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model != nil {
					out = append(out, use{at: CallSite{f, int32(n)}, model: t.model})
				}
			}
		}
	}
	return out
}

// intakesOf lists what is received through something that is set up. Where that is nothing, what nobody knows the consumer of counts.
func (p *Program) intakesOf(s Setup) []*intake {
	var out, loose []*intake
	used := false
	for _, c := range p.intakes() {
		if !c.known {
			c.made, c.known = p.consumer(c.at, c.model, map[CallSite]bool{}), true
		}
		switch {
		case c.at == s.At || slices.Contains(c.made, s.At):
			out = append(out, c)
			used = used || len(c.calls) > 0 || c.at == s.At
		case c.model.Library == s.Library && len(c.made) == 0 && c.model.Construct == nil && !s.otherGroup(p.groups(c.at, c.model, map[CallSite]bool{})):
			loose = append(loose, c)
		}
	}
	if !used {
		return append(out, loose...)
	}
	return out
}

// consumer lists the calls and literals that make what a call receives through: cons.Messages() is made by what makes cons.
func (p *Program) consumer(at CallSite, m *models.Func, seen map[CallSite]bool) []CallSite {
	path := m.Consume.Through
	if path.IsZero() {
		path.Root = "receiver"
	}
	a, fields, ok := at.Func.argument(at.Node, path)
	if !ok || seen[at] {
		return nil
	}
	seen[at] = true
	objects, _ := p.tracer.trace(at.Func, nil, a, p.fieldKeys(fields))
	var out []CallSite
	at.Func.callers(func(f *Func) bool {
		for _, c := range p.receivers()[f] {
			out = append(out, p.consumer(c.at, c.model, seen)...)
		}
		return false
	})
	for _, o := range objects {
		if o.ref.fn == nil {
			continue // nobody knows
		}
		made := CallSite{o.ref.fn, o.ref.node}
		if o.model != nil && o.model.Consume != nil {
			out = append(out, p.consumer(made, o.model, seen)...)
		}
		if o.model != nil && o.model.Construct != nil || o.model == nil && o.ref.fn.Nodes[o.ref.node].Op == table.Alloc {
			out = append(out, made)
		}
	}
	return out
}

// otherGroup tells whether a consumer is surely in none of some groups.
func (s Setup) otherGroup(groups []string) bool {
	for _, setting := range []string{"group", "subscription"} {
		if len(groups) > 0 && len(s.Settings[setting]) > 0 && !slices.ContainsFunc(s.Settings[setting], func(v Value) bool { return v.Word == "" || slices.Contains(groups, v.Word) }) {
			return true
		}
	}
	return false
}

// groups lists the names of the groups that a call receives for, if it or what it receives through is given any.
func (p *Program) groups(at CallSite, m *models.Func, seen map[CallSite]bool) []string {
	if seen[at] {
		return nil
	}
	seen[at] = true
	for _, path := range m.Consume.Group {
		if a, fields, ok := at.Func.argument(at.Node, path); ok {
			s := textSearch{p: p, seen: map[traceKey]bool{}}
			return s.texts(at.Func, nil, a, p.fieldKeys(fields))
		}
	}
	a, fields, ok := at.Func.argument(at.Node, models.Path{Root: "receiver"})
	if !ok {
		return nil
	}
	objects, _ := p.tracer.trace(at.Func, nil, a, p.fieldKeys(fields))
	var out []string
	for _, o := range objects {
		if o.ref.fn != nil && o.model != nil && o.model.Consume != nil {
			out = append(out, p.groups(CallSite{o.ref.fn, o.ref.node}, o.model, seen)...)
		}
	}
	return out
}

// callers tells whether a function, one of those that call it, or one of those that call these is wanted.
func (f *Func) callers(wanted func(*Func) bool) bool {
	seen := map[*Func]bool{f: true}
	for work := []*Func{f}; len(work) > 0; work = work[1:] {
		if wanted(work[0]) {
			return true
		}
		for _, c := range work[0].Callers {
			if !seen[c.Func] && !c.Func.tests() {
				seen[c.Func] = true
				work = append(work, c.Func)
			}
		}
	}
	return false
}

// receivers lists the methods that receive messages by themselves, with the calls that a handler of theirs is given to.
func (p *Program) receivers() map[*Func][]use {
	if p.receiving != nil {
		return p.receiving
	}
	p.receiving = map[*Func][]use{}
	for _, c := range p.intakes() {
		a, _, ok := c.at.Func.argument(c.at.Node, c.model.Consume.Handler)
		if !ok || c.model.Consume.Method == "" {
			continue // the library gives each message to its handler
		}
		objects, _ := p.tracer.trace(c.at.Func, nil, a, nil)
		if given := &c.at.Func.Nodes[a]; given.Op == table.Convert {
			objects = append(objects, object{typ: given.Type}) // an empty literal is no object
		}
		for _, o := range objects {
			if t, ok := p.methodOf(o.typ, c.model.Consume.Method); ok && t.fn != nil {
				p.receiving[t.fn] = append(p.receiving[t.fn], use{at: c.at, model: c.model})
			}
		}
	}
	return p.receiving
}

// Lasting finds a call with a lasting effect that is made for the messages of what is set up: a write, a publish, a call to another service.
func (p *Program) Lasting(s Setup) (CallSite, bool) {
	for _, c := range p.intakesOf(s) {
		for _, u := range c.calls {
			switch m := u.model; {
			case m.Write != nil, m.Outbox != nil, m.Publish != nil && m.Publish.Delivery != "at-most-once", m.Network && m.Library != s.Library:
				return u.at, true
			}
		}
	}
	return CallSite{}, false
}
