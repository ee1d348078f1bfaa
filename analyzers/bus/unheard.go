package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Unheard is an asynchronous publish of which nobody ever learns whether it worked.
type Unheard struct {
	Effect *Effect
	Sure   bool // it is known how the publisher was made
}

// Unheard lists the asynchronous publishes whose outcome nobody can see: there is no function or channel that is told, nobody looks at the promise, nobody
// reads the channel of outcomes of the publisher that they go through, and it is not made with a handler of failures. Libraries have one or two of these.
func (p *Program) Unheard() []Unheard {
	if p.unheard != nil {
		return p.unheard
	}
	p.unheard = []Unheard{}
	seen := map[CallSite]bool{}
	for _, f := range p.Funcs {
		for _, e := range f.flow.Asyncs {
			if seen[e.At] || !p.Feasible(f, e) {
				continue
			}
			seen[e.At] = true
			if sure, ok := p.nobodyHears(e); ok {
				p.unheard = append(p.unheard, Unheard{e, sure})
			}
		}
	}
	return p.unheard
}

// nobodyHears tells whether nobody learns what became of an asynchronous publish, and whether that is sure.
func (p *Program) nobodyHears(e *Effect) (sure, ok bool) {
	f, n, m := e.At.Func, e.At.Node, e.Model
	h := p.senderOf(e)
	if !h.async(m) {
		return false, false
	}
	if a, _, ok := f.argument(n, m.Publish.Report); ok {
		if given, heard := p.informs(f, a); given {
			return true, !heard
		}
	}
	if future := m.Publish.Future; !future.IsZero() && f.Nodes[n].Op == table.Call && f.promised(n, int32(future.Index)) {
		return false, false
	}
	channels, has := p.outcomeSites()[m.Package+"."+m.Receiver]
	switch {
	case has:
		if h.known && !slices.ContainsFunc(h.setups, func(s Setup) bool { return !s.Is("delivery-report", "off") }) {
			return true, true // they are not even written to the channel
		}
		heard := p.partial || slices.ContainsFunc(channels, func(c CallSite) bool { return h.maybe(p.senderAt(c.Func, c.Func.Nodes[c.Node].Args[0])) })
		return h.known, !heard
	case !slices.Contains(p.models.Settings(m.Library), "delivery-report"):
		way := !m.Publish.Report.IsZero() || !m.Publish.Future.IsZero()
		return way, way // else nobody has described how it tells of outcomes
	case h.known:
		return true, !p.partial && !slices.ContainsFunc(h.setups, func(s Setup) bool { return s.Set("delivery-report") })
	}
	return false, !p.partial && !slices.ContainsFunc(p.Setups(), func(s Setup) bool { return s.Library == m.Library && s.Set("delivery-report") })
}

// outcomeSites lists the calls that ask publishers for a channel of outcomes, by the type of the publisher. A type that has such a function, and of which nobody calls it, has an empty list.
func (p *Program) outcomeSites() map[string][]CallSite {
	if p.outcomeCalls != nil {
		return p.outcomeCalls
	}
	p.outcomeCalls = map[string][]CallSite{}
	for _, m := range p.models.Funcs() {
		if !m.Outcomes.IsZero() {
			p.outcomeCalls[m.Package+"."+m.Receiver] = []CallSite{}
		}
	}
	for _, f := range p.Funcs {
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) || len(f.Nodes[n].Args) == 0 {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model != nil && !t.model.Outcomes.IsZero() {
					of := t.model.Package + "." + t.model.Receiver
					p.outcomeCalls[of] = append(p.outcomeCalls[of], CallSite{f, int32(n)})
				}
			}
		}
	}
	return p.outcomeCalls
}

// sender is what something is published through: what it may be, or where it is found if that is not known.
type sender struct {
	objects []object
	known   bool    // objects is all that it may be, and they were all made here
	setups  []Setup // of the objects
	f       *Func
	spot    spot
}

// senderOf finds the handle of an asynchronous publish. Of a channel, it is what the channel was taken from.
func (p *Program) senderOf(e *Effect) sender {
	f, n := e.At.Func, e.At.Node
	if f.Nodes[n].Op != table.Send {
		through := e.Model.Publish.Through
		if through.IsZero() {
			through.Root = "receiver"
		}
		a, _, ok := f.argument(n, through)
		if !ok {
			return sender{}
		}
		return p.senderAt(f, a)
	}
	channels, _ := p.tracer.trace(f, nil, f.Nodes[n].Args[0], nil)
	for _, o := range channels {
		if o.model == e.Model && o.ref.fn != nil {
			return p.senderAt(o.ref.fn, o.ref.fn.Nodes[o.ref.node].Args[0])
		}
	}
	return sender{}
}

func (p *Program) senderAt(f *Func, n int32) sender {
	h := sender{f: f, spot: f.spot(n)}
	h.objects, h.known = p.tracer.trace(f, nil, n, nil)
	h.known = h.known && len(h.objects) > 0
	for _, o := range h.objects {
		found := false
		for _, s := range p.Setups() {
			if s.At.Func == o.ref.fn && s.At.Node == o.ref.node {
				h.setups, found = append(h.setups, s), true
			}
		}
		h.known = h.known && found
	}
	return h
}

// async tells whether a publish through the handle surely does not wait.
func (h sender) async(m *models.Func) bool {
	return m.Publish.Async == "true" || h.known && !slices.ContainsFunc(h.setups, func(s Setup) bool { return !s.Is("async", "on") })
}

// maybe tells whether two handles may be the same.
func (h sender) maybe(o sender) bool {
	if h.known && o.known {
		return slices.ContainsFunc(h.objects, func(x object) bool {
			return slices.ContainsFunc(o.objects, func(y object) bool { return x.ref == y.ref })
		})
	}
	switch {
	case h.f == nil || o.f == nil:
		return true
	case h.given() || o.given():
		return !h.known && !o.known && h.f.Declared() == o.f.Declared()
	case h.known:
		return h.provided()
	case o.known:
		return o.provided()
	}
	if a, b := h.spot.path, o.spot.path; len(a) > 0 && len(b) > 0 {
		return slices.Equal(a, b) // the same field, perhaps of the same object
	}
	return true
}

// provided tells whether a function that nobody is seen to call may hand the handle out: to a container, say.
func (h sender) provided() bool {
	return slices.ContainsFunc(h.objects, func(o object) bool {
		return len(o.ref.fn.Callers) == 0 && slices.ContainsFunc(o.ref.fn.Results, func(typ string) bool { return typ != "error" })
	})
}

// given tells whether the handle is a parameter of a function that nobody calls: then it is none that others are known to use.
func (h sender) given() bool {
	f := h.f
	root := &f.Nodes[h.spot.root]
	for root.Op == table.FreeVar && len(f.made) == 1 {
		made := f.made[0]
		s := made.Func.spot(made.Func.Nodes[made.Node].Args[root.Index])
		f, root = made.Func, &made.Func.Nodes[s.root]
	}
	return root.Op == table.Parameter && len(f.Callers) == 0 && (f.Recv == "" || root.Index > 0)
}

// informs tells whether a function or channel that is told of an outcome is given at all, and whether anybody may learn of it there: the function looks at
// the error that it is given, somebody receives from the channel.
func (p *Program) informs(f *Func, n int32) (given, heard bool) {
	objects, complete := p.tracer.trace(f, nil, n, nil)
	if !complete {
		return true, true // not known
	}
	for _, o := range objects {
		if t, ok := p.functionValue(o); ok {
			if t.fn == nil || t.fn.looksAtError() {
				return true, true
			}
			continue
		}
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc || o.ref.fn.leaks(o.ref.node) {
			return true, true
		}
	}
	return len(objects) > 0, false
}

// looksAtError tells whether a function uses a parameter that is an error, or has none: then it is told in another way.
func (f *Func) looksAtError() bool {
	for i, param := range f.Params {
		if param.Type == "error" {
			return len(f.usersOf(f.paramNode(int32(i)))) > 0
		}
	}
	return true
}

// reportsTo tells whether a library's publish is handed a channel, to tell on it what becomes of the message: it sends on it and no more.
func (f *Func) reportsTo(n, ch int32) bool {
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		if t.model == nil || t.model.Publish == nil {
			return false
		}
		a, _, ok := f.argument(n, t.model.Publish.Report)
		return ok && a == ch
	})
}

// promised tells whether somebody may look at the promise that is result res of a call, or keep it for others.
func (f *Func) promised(n, res int32) bool {
	if f.Nodes[n].Out == "" { // one of several results
		r, ok := f.results()[placeKey{n, res}]
		return ok && f.keeps(r, map[int32]bool{})
	}
	return f.keeps(n, map[int32]bool{})
}

// keeps follows a promise through the function's own variables and lists: anything else than to ask it for something that says nothing counts.
func (f *Func) keeps(n int32, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	return slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		v := &f.Nodes[u]
		switch v.Op {
		case table.Convert, table.Phi, table.Append, table.Load, table.Elem:
			return f.keeps(u, seen)
		case table.Store:
			if v.Args[1] != n {
				return false // something else is stored into it
			}
			target := strip(f, v.Args[0])
			if f.Nodes[target].Op == table.Elem {
				target = f.object(f.Nodes[target].Args[0])
			}
			return target < 0 || f.Nodes[target].Op != table.Alloc || f.keeps(target, seen)
		case table.Compute:
			return v.Name != "len" && v.Name != "cap"
		case table.Call:
			return !slices.ContainsFunc(f.calls[u].targets, func(t target) bool { return t.model != nil && t.model.Neutral })
		}
		return true
	})
}
