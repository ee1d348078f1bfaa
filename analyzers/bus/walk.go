package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// walk follows the calls that are made for a message down to libraries. It knows the calls on the way, so that one wrapper is told apart by its callers,
// and leaves out what is not sure: an interface with several implementations, a function that nobody knows.
type walk struct {
	p     *Program
	leads map[*Func]bool // functions that lead to what is looked for
	seen  map[walked]bool
	found func(s step, t target) // told of each call of a library
}

type walked struct {
	fn    *Func
	stack *frame
	after int32
}

// step is a call on the way of a message.
type step struct {
	at    CallSite
	stack *frame // calls on the way down to at.Func
	lib   *models.Func
	above *step // call that leads to at.Func; nil where the handling begins
	begin beginning
}

// mostSteps is how many functions are looked into for one message. Beyond it, what it does is not known.
const mostSteps = 5000

// from walks from where the handling of a message begins.
func (w *walk) from(b beginning) { w.function(b.fn, b.stack, b.after, nil, b) }

func (w *walk) function(f *Func, stack *frame, after int32, above *step, b beginning) {
	k := walked{f, stack, after}
	if w.seen[k] || len(w.seen) > mostSteps || !w.leads[f] {
		return
	}
	w.seen[k] = true
	for _, block := range f.Blocks {
		for _, n := range block.Nodes {
			if isCall(f.Nodes[n].Op) && (after < 0 || n != after && f.handles(after, n)) {
				w.call(step{at: CallSite{f, n}, stack: stack, above: above, begin: b})
			}
		}
	}
}

func (w *walk) call(s step) {
	f := s.at.Func
	theirs := true // a library calls what it is given
	for _, t := range w.targets(s) {
		switch {
		case t.model != nil:
			s.lib = t.model
			w.found(s, t)
		case t.fn != nil && !s.stack.holds(t.fn) && t.fn != f:
			theirs = false
			w.function(t.fn, w.within(s, t), -1, &s, s.begin)
		}
	}
	if !theirs {
		return
	}
	for _, a := range f.Nodes[s.at.Node].Args {
		if g := f.functionAt(a); g != nil && !s.stack.holds(g) && g != f {
			w.function(g, w.p.tracer.push(CallSite{f, strip(f, a)}, s.stack), -1, &s, s.begin)
		}
	}
}

// within is the stack of calls in a function that a step calls.
func (w *walk) within(s step, t target) *frame {
	if t.closure != nil && !t.bound {
		return w.p.tracer.push(CallSite{t.closure.fn, t.closure.node}, s.stack)
	}
	return w.p.tracer.push(s.at, s.stack)
}

// targets lists what a call surely calls, given the calls on the way.
func (w *walk) targets(s step) []target {
	f, n := s.at.Func, s.at.Node
	c, node := &f.calls[n], &f.Nodes[n]
	switch {
	case c.unsure:
		return nil
	case node.Mode == table.Dynamic:
		var out []target
		objects, complete := w.p.tracer.trace(f, s.stack, node.Args[0], nil)
		for _, o := range objects {
			if t, ok := w.p.functionValue(o); ok {
				out = append(out, t)
			}
		}
		if !complete || len(out) != 1 {
			return c.targets
		}
		return out
	case len(c.targets) < 2:
		return c.targets
	}
	objects, complete := w.p.tracer.trace(f, s.stack, node.Args[0], nil)
	if !complete {
		return nil
	}
	sure := slices.DeleteFunc(slices.Clone(c.targets), func(t target) bool {
		return !slices.ContainsFunc(objects, func(o object) bool { return t.typ != "" && bareType(o.typ) == t.typ })
	})
	if len(sure) != 1 {
		return nil
	}
	return sure
}

// leadingTo lists the functions that lead to calls of wanted library functions.
func (p *Program) leadingTo(wanted func(m *models.Func) bool) map[*Func]bool {
	out := map[*Func]bool{}
	var add func(f *Func)
	add = func(f *Func) {
		if f == nil || out[f] {
			return
		}
		out[f] = true
		for _, c := range f.Callers {
			add(c.Func)
		}
		for _, m := range f.made {
			add(m.Func)
		}
		add(p.byName[f.Parent])
	}
	for _, f := range p.Funcs {
		for n := range f.Nodes {
			node := &f.Nodes[n]
			if isCall(node.Op) && (node.Mode == table.Dynamic || slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && wanted(t.model) })) {
				add(f)
				break
			}
		}
	}
	return out
}

// path lists the calls from where the handling of a message begins down to a step.
func (s *step) path(last string) []finding.Frame {
	var out []finding.Frame
	for x := s; x != nil; x = x.above {
		note := "calls " + x.at.Callee()
		if x == s {
			note = last
		}
		out = append(out, x.at.Frame(note))
	}
	slices.Reverse(out)
	return out
}

// all tells whether something is true of a step and of all that lead to it.
func (s *step) all(is func(*step) bool) bool {
	for x := s; x != nil; x = x.above {
		if !is(x) {
			return false
		}
	}
	return true
}

// after is the node that receives the message, if that is in the function of a step, else -1.
func (s *step) after() int32 {
	if s.above == nil {
		return s.begin.after
	}
	return -1
}

// decides is the call that decides what a step does: the library's, or that of the function around it which is given the topic, or the event.
func (s *step) decides() CallSite {
	x := s
	for x.above != nil && x.above.at.Func.Nodes[x.above.at.Node].Mode != table.Dynamic && x.handsOn() {
		x = x.above
	}
	return x.at
}

// handsOn tells whether a call is given something that its function is given, contexts aside.
func (s *step) handsOn() bool {
	f := s.at.Func
	given := func(n int32, fields []string) bool {
		return slices.ContainsFunc(f.placesAt(n, f.program.fieldKeys(fields)), f.takes)
	}
	if s.lib == nil || s.lib.Publish == nil {
		return slices.ContainsFunc(f.inputs(s.at.Node), func(a int32) bool { return given(a, nil) })
	}
	for _, paths := range []models.Paths{s.lib.Publish.Topic, s.lib.Publish.Payload} {
		if a, fields, ok := first(f, s.at.Node, paths); ok && given(a, fields) {
			return true
		}
	}
	return false
}
