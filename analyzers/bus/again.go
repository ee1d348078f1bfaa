package bus

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Repeated is an effect that a handler has once more when its message is delivered again.
type Repeated struct {
	At   CallSite   // call in the handler
	Path []CallSite // from there down to the effect
	From CallSite   // where the message is received
	What string     // insert, increment, ...: see models.Again
	Name string     // of the table or column, "" if it is not known
}

// Repeated lists the effects of handlers that a redelivery repeats, the first one of each call of a handler. Where anything tells that the message was
// handled before, there are none.
func (p *Program) Repeated() []Repeated {
	h := reruns{p: p, r: p.redelivered(), open: map[*Func]arrival{}, decoded: map[string]bool{}}
	h.follow()
	if len(h.open) == 0 {
		return nil
	}
	var out []Repeated
	for _, f := range p.Funcs {
		a, ok := h.open[f]
		if !ok || !h.isHandler(f, a) || f.Declared() != f.Name && h.sameHandler(f) {
			continue // told of by the function around it
		}
		w := handled{reruns: &h, top: f, from: a.at, seen: map[*Func]bool{f: true}}
		w.calls(f, nil, nil)
		out = append(out, w.out...)
	}
	return out
}

// reruns finds the functions that run again for a message because nothing on the way to them looks whether it was handled before.
type reruns struct {
	p       *Program
	r       *redelivery
	open    map[*Func]arrival
	decoded map[string]bool // types that messages are decoded into
	deduped []string        // families of libraries whose messages a middleware lets through once
}

// follow goes from where messages are received to all that is called for them.
func (h *reruns) follow() {
	h.deduped = h.p.dedupedLibraries()
	var work []*Func
	add := func(f *Func, a arrival) {
		if _, again := h.open[f]; !again && !slices.Contains(h.deduped, a.at.family()) {
			h.open[f] = a
			work = append(work, f)
		}
	}
	for _, f := range h.p.Funcs {
		if h.r.called[f] {
			add(f, arrival{at: h.r.within[f].at})
		} else if got := h.r.after[f]; len(got) > 0 {
			add(f, arrival{at: h.r.origin[got[0]]})
		}
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		for _, n := range h.runs(f) {
			h.decodes(f, n)
			for _, g := range h.next(f, n) {
				add(g, arrival{h.open[f].at, CallSite{f, n}})
			}
		}
	}
}

// runs lists the calls and stores of a function that are made for a message, unless it was handled before.
func (h *reruns) runs(f *Func) []int32 {
	all := h.r.within[f].at.Func != nil
	var out []int32
	for i := range f.Nodes {
		n := int32(i)
		if f.Nodes[n].Block < 0 || !isCall(f.Nodes[n].Op) && f.Nodes[n].Op != table.Store {
			continue
		}
		if !all && !slices.ContainsFunc(h.r.after[f], func(got received) bool { return f.handles(got.index, n) }) {
			continue // before it is received
		}
		if !f.onlyOnce(n) {
			out = append(out, n)
		}
	}
	return out
}

// next lists the functions that a call runs. A function literal that is given to a function of the program runs where that one calls it, perhaps only the
// first time.
func (h *reruns) next(f *Func, n int32) []*Func {
	once := slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && t.fn.callsOnce() })
	return slices.DeleteFunc(h.r.reached(f, n), func(g *Func) bool {
		return g.tests() || once && slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return f.functionAt(a) == g })
	})
}

// callsOnce tells whether a function leaves out what it is given to call where that was done before.
func (f *Func) callsOnce() bool {
	for g := range f.program.literals(f) {
		for n := range g.Nodes {
			if c := &g.Nodes[n]; c.Op == table.Call && c.Mode == table.Dynamic && g.isCallback(c.Args[0]) && (g.onlyOnce(int32(n)) || g.tolerates()) {
				return true
			}
		}
	}
	return false
}

// literals visits a function and the function literals in it.
func (p *Program) literals(f *Func) iter.Seq[*Func] {
	return func(yield func(*Func) bool) {
		for _, g := range p.Funcs[f.index:] {
			if g.Declared() != f.Declared() || !yield(g) {
				return
			}
		}
	}
}

// decodes notes the type that a call decodes a message into. What others decode may come from a database.
func (h *reruns) decodes(f *Func, n int32) {
	if !h.r.takes(f) && !h.r.called[f] {
		return
	}
	for _, t := range f.calls[n].targets {
		if t.model == nil || t.model.Unmarshal == nil {
			continue
		}
		if a, _, ok := f.argument(n, t.model.Unmarshal.Value); ok {
			if typ := bareType(f.objectType(a)); typ != "" && h.p.types[typ] != nil {
				h.decoded[typ] = true
			}
		}
	}
}

// isHandler tells whether a function handles messages: it receives them, or is given one, or what is in one.
func (h *reruns) isHandler(f *Func, a arrival) bool {
	if h.r.called[f] || len(h.r.after[f]) > 0 || a.from.Func != nil && a.from.handsDecoded() {
		return true
	}
	for i, x := range f.Params {
		typ := elemType(x.Type)
		if h.p.isTheirs(x.Type) || h.decoded[typ] && !a.from.nilAt(f, int32(i)) {
			return true
		}
		if f.Recv != typ && h.p.types[typ] != nil && h.isGiven(f, a.from, int32(i), eventName.MatchString(localName(typ))) {
			return true
		}
	}
	return false
}

// handsDecoded tells whether a call hands what its function has decoded to a function that it was given: to the handler of one kind of event.
//
//	func On[T any](h func(context.Context, T) error) Handler {
//		return func(ctx context.Context, m Message) error {
//			var v T
//			err := json.Unmarshal(m.Body, &v)
//			...
//			return h(ctx, v)
func (s CallSite) handsDecoded() bool {
	f := s.Func
	c := &f.Nodes[s.Node]
	if c.Mode != table.Dynamic {
		return false
	}
	given := map[int32]bool{}
	for _, a := range c.Args[1:] {
		given[f.spot(a).root] = true
	}
	return slices.ContainsFunc(f.acting(), func(n int32) bool {
		if !isCall(f.Nodes[n].Op) || n == s.Node {
			return false
		}
		for _, t := range f.calls[n].targets {
			if t.model == nil || t.model.Unmarshal == nil {
				continue
			}
			if a, _, ok := f.argument(n, t.model.Unmarshal.Value); ok && given[f.spot(a).root] {
				return true
			}
		}
		return f.decodes(n) && given[f.resultNode(n, 0)]
	})
}

// nilAt tells whether a call gives a function nothing as a parameter.
func (s CallSite) nilAt(f *Func, param int32) bool {
	return slices.ContainsFunc(s.Func.calls[s.Node].targets, func(t target) bool {
		a, ok := s.Func.arg(s.Node, t, param)
		return t.fn == f && ok && s.Func.isNil(strip(s.Func, a))
	})
}

// isGiven tells whether what a function is given at a call is an event: what its type says, unless it is made there, or what an event was asserted to be.
func (h *reruns) isGiven(f *Func, from CallSite, param int32, named bool) bool {
	for _, t := range from.Func.calls[from.Node].targets {
		a, ok := from.Func.arg(from.Node, t, param)
		if t.fn != f || !ok {
			continue
		}
		for range len(from.Func.Nodes) {
			switch node := &from.Func.Nodes[a]; {
			case node.Op == table.Alloc:
				return false // a row, say, that is made of it
			case node.Op == table.Convert && node.Name != "":
				return true // asserted
			case node.Op == table.Convert || node.Op == table.Load || node.Op == table.Extract && from.Func.Nodes[node.Args[0]].Op == table.Convert:
				a = node.Args[0]
				continue
			}
			break
		}
		return named
	}
	return named && len(from.Func.calls[from.Node].targets) == 0
}

// sameHandler tells whether a function literal runs as a part of the function around it.
func (h *reruns) sameHandler(f *Func) bool {
	a := h.open[f]
	return a.from.Func != nil && a.from.Func.Declared() == f.Declared()
}

// handled looks for the effects of one handler.
type handled struct {
	*reruns
	top  *Func
	from CallSite
	seen map[*Func]bool
	out  []Repeated
}

// calls looks at what a function does, in its order. path leads to it from the handler, nil in the handler itself.
func (w *handled) calls(f *Func, stack *frame, path []CallSite) bool {
	nodes := w.runs(f)
	slices.SortStableFunc(nodes, func(a, b int32) int {
		x, y := &f.Nodes[a], &f.Nodes[b]
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Col, y.Col))
	})
	found := false
	for _, n := range nodes {
		at := CallSite{f, n}
		steps := append(slices.Clone(path), at)
		if x, ok := w.p.repeats(f, stack, n); ok && x.what != "" {
			if !slices.ContainsFunc(steps, func(s CallSite) bool { return s.Func.tolerates() }) && !w.claimed(steps) {
				w.out = append(w.out, Repeated{At: steps[0], Path: steps, From: w.from, What: x.what, Name: x.name})
				found = true
				if path != nil {
					return true
				}
			}
			continue
		}
		if path == nil {
			maps.DeleteFunc(w.seen, func(g *Func, _ bool) bool { return !w.own(g) && g != w.top }) // another call may give them something else
		}
		next := w.next(f, n)
		slices.SortStableFunc(next, func(a, b *Func) int { return cmp.Compare(btoi(w.own(b)), btoi(w.own(a))) }) // literals of the handler tell of themselves
		for _, g := range next {
			if w.seen[g] || stack.holds(g) {
				continue
			}
			a, opened := w.open[g]
			own := w.own(g)
			if !opened || !own && w.isHandler(g, a) {
				continue // it tells of its own effects
			}
			w.seen[g] = true
			down, to := w.p.tracer.push(at, stack), steps
			if own && path == nil {
				to = nil // a part of the handler
			}
			more := w.calls(g, down, to)
			found = found || more
			if more && path != nil {
				return true
			}
			if more && to != nil {
				break // one is told for each call
			}
		}
	}
	return found
}

// own tells whether a function is a literal in the handler.
func (w *handled) own(f *Func) bool { return f.Parent != "" && f.Declared() == w.top.Declared() }

// claimed tells whether something was done on the way to an effect that fails the second time: a row was inserted that is there then, or changed that is in
// another state.
func (w *handled) claimed(steps []CallSite) bool {
	var stack *frame
	for _, s := range steps {
		for i := range s.Func.Nodes {
			n := int32(i)
			if n == s.Node || s.Func.Nodes[n].Op != table.Call || s.Func.Nodes[n].Block < 0 || !s.Func.precedes(n, s.Node) {
				continue
			}
			if w.p.claims(s.Func, stack, n, 0) || slices.ContainsFunc(s.Func.Nodes[n].Args, func(a int32) bool { g := s.Func.functionAt(a); return g != nil && g.refuses() }) {
				return true
			}
		}
		stack = w.p.tracer.push(s, stack)
	}
	return false
}

// claimDepth is how many calls deep an insert is looked for that cannot be made twice.
const claimDepth = 4

// claims tells whether a call inserts a row that cannot be inserted twice.
func (p *Program) claims(f *Func, stack *frame, n int32, depth int) bool {
	if x, ok := p.repeats(f, stack, n); ok {
		return x.what == ""
	}
	if depth == claimDepth {
		return false
	}
	down := p.tracer.push(CallSite{f, n}, stack)
	for _, t := range f.calls[n].targets {
		if t.fn == nil || stack.holds(t.fn) || t.fn == f || !t.fn.does(Write) {
			continue
		}
		for i := range t.fn.Nodes {
			if c := &t.fn.Nodes[i]; c.Op == table.Call && c.Block >= 0 && p.claims(t.fn, down, int32(i), depth+1) {
				return true
			}
		}
	}
	return false
}

// family is the repository of the library whose function is called.
func (s CallSite) family() string {
	for _, t := range s.Func.calls[s.Node].targets {
		if t.model != nil {
			return family(t.model.Package)
		}
	}
	return ""
}

// family is the beginning that the import paths of a library's packages have in common: host, owner and repository.
func family(pkg string) string {
	parts := strings.SplitN(pkg, "/", 4)
	return strings.Join(parts[:min(3, len(parts))], "/")
}

// dedupedLibraries lists the families of libraries whose handlers stand behind a middleware that leaves out what was handled before: the library's own, or one of the
// program's, that calls the handler it was given only where its records say so.
func (p *Program) dedupedLibraries() []string {
	var out []string
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for i := range f.Nodes {
			node := &f.Nodes[i]
			switch {
			case node.Name != "" && (isCall(node.Op) || node.Op == table.Closure || node.Op == table.FuncRef):
				if m := p.model(node.Name); m != nil && m.Dedupes {
					out = append(out, family(m.Package))
				}
			case node.Op == table.Call && node.Mode == table.Dynamic && f.isCallback(node.Args[0]) && f.onlyOnce(int32(i)):
				for _, x := range f.Params {
					if t := p.models.Type(elemType(x.Type)); t != nil && t.Is == "message" {
						out = append(out, family(packageOf(elemType(x.Type))))
					}
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
