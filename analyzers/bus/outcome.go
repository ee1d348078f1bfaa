package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Loss is a publish whose failure nobody learns of.
type Loss struct {
	Effect   *Effect
	Logged   bool     // somebody reads of it in a log
	Payload  bool     // ... together with what was to be published
	Async    bool     // the call does not wait for it
	Written  bool     // the database is written to all the same
	Detached bool     // it is dropped in a goroutine that nobody waits for
	Start    CallSite // ... which this statement starts
}

// outcome is what becomes of a call's error.
type outcome struct {
	returned int32 // result of the function that carries it, or -1
	handled  bool  // stored, sent, answered, retried: somebody does something about it
	lost     bool  // nobody does
	logged   bool
	logs     []int32 // the calls that log it
	written  bool    // the database is written to where it is lost
	accessed bool    // the error was taken out of a result object
}

// outcome completes an effect with what becomes of its error at call n.
func (g *gatherer) outcome(n int32, e *Effect, res int32) {
	e.ErrRes = -1
	if res < 0 || e.Lost {
		return // nothing says whether it worked, or it was told further down
	}
	f := g.f
	if op := f.Nodes[n].Op; op != table.Call {
		if f.hasResult(n) {
			g.lose(Loss{Effect: e, Async: op == table.Go, Logged: e.Logged})
		}
		return
	}
	g.errs[n] = res
	o, ok := g.outcomes[placeKey{n, res}]
	if !ok {
		o = f.outcomeOf(n, res)
		g.outcomes[placeKey{n, res}] = o
	}
	g.become(e, o)
}

// become completes an effect with an outcome.
func (g *gatherer) become(e *Effect, o outcome) {
	e.ErrRes = -1
	e.Logged = e.Logged || o.logged
	switch {
	case o.lost:
		g.lose(Loss{Effect: e, Logged: e.Logged, Payload: g.f.logsPayload(o.logs, e), Written: o.written})
	case o.returned >= 0:
		e.ErrRes = o.returned
	}
}

func (g *gatherer) lose(l Loss) {
	g.w.Losses = append(g.w.Losses, l)
	l.Effect.Lost = true
}

// hasResult tells whether a deferred or concurrent call has an error to drop.
func (f *Func) hasResult(n int32) bool {
	if f.Nodes[n].Out != "" {
		return f.Nodes[n].Out == "error" || f.Nodes[n].Out == "bool" || strings.Contains(f.Nodes[n].Out, ".")
	}
	for _, t := range f.calls[n].targets {
		if t.model != nil || t.fn != nil && len(t.fn.Results) > 0 {
			return true // one of several
		}
	}
	return false
}

// outcomeOf follows result res of a call.
func (f *Func) outcomeOf(n, res int32) outcome { return newFate(f, n, res).run() }

// errorParam is what a function does with an error that it is given.
func (f *Func) errorParam(i int32) outcome {
	s := newFate(f, -1, -1)
	s.roots[f.paramNode(i)] = true
	return f.given(i, s)
}

// captured is what a function literal does with an error in a variable that it captures.
func (f *Func) errorCaptured(i int32) outcome {
	s := newFate(f, -1, -1)
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.FreeVar && f.Nodes[n].Index == i {
			s.roots[int32(n)] = true
		}
	}
	return f.given(-1-i, s)
}

// given finds, once, what becomes of an error that comes from outside.
func (f *Func) given(key int32, s *fate) outcome {
	if o, ok := f.params[key]; ok {
		return o
	}
	if f.params == nil {
		f.params = map[int32]outcome{}
	}
	f.params[key] = outcome{returned: -1, handled: true} // while it is being found out: a recursive function
	o := s.run()
	o.handled = !o.lost && (o.handled || o.returned < 0)
	if o.lost && slices.ContainsFunc(f.acting(), func(n int32) bool { return !f.harmless(n) && !f.exits(n) }) {
		o.handled = true // it does more than to log
	}
	f.params[key] = o
	return o
}

// passedOn is what the callees of call u do with an error that is argument i; not ok if they are not all known.
func (f *Func) passedOn(u, i int32) (outcome, bool) {
	out, known := outcome{returned: -1}, false
	for _, t := range f.calls[u].targets {
		if t.fn == nil {
			return out, false
		}
		known = true
		o := t.fn.errorParam(i)
		out.handled = out.handled || o.handled
		out.logged = out.logged || o.logged
		out.returned = max(out.returned, o.returned)
	}
	return out, known
}

// watched is what function literals do with an error in a variable of f that they capture: a deferred one may look at it.
func (f *Func) watched(cell int32) outcome {
	out := outcome{returned: -1}
	for _, u := range f.usersOf(cell) {
		lit := &f.Nodes[u]
		fn := f.program.byName[lit.Name]
		if lit.Op != table.Closure || fn == nil {
			continue
		}
		for i, a := range lit.Args {
			if a != cell || !fn.reads(int32(i)) {
				continue
			}
			o := fn.errorCaptured(int32(i))
			out.handled = out.handled || o.handled
			out.logged = out.logged || o.logged
			out.returned = max(out.returned, o.returned)
		}
	}
	return out
}

// reads tells whether a function literal does more with a captured variable than to assign it.
func (f *Func) reads(i int32) bool {
	for n := range f.Nodes {
		if f.Nodes[n].Op != table.FreeVar || f.Nodes[n].Index != i {
			continue
		}
		if slices.ContainsFunc(f.usersOf(int32(n)), func(u int32) bool { return f.Nodes[u].Op != table.Store || f.Nodes[u].Args[0] != int32(n) }) {
			return true
		}
		for b := range f.Blocks {
			if f.Blocks[b].Cond == int32(n) {
				return true
			}
		}
	}
	return false
}

// read tells whether somebody looks at a variable of the function around after f has assigned it.
func (f *Func) read(i int32) bool {
	if len(f.made) == 0 {
		return true // not known
	}
	for _, m := range f.made {
		g := m.Func
		lit := &g.Nodes[m.Node]
		if int(i) >= len(lit.Args) {
			return true
		}
		cell := lit.Args[i]
		if g.Nodes[cell].Op != table.Alloc {
			return true // of a function further out
		}
		deferred := slices.ContainsFunc(g.usersOf(m.Node), func(u int32) bool { return g.Nodes[u].Op == table.Defer })
		for _, u := range g.usersOf(cell) {
			switch v := &g.Nodes[u]; {
			case u == m.Node, v.Op == table.Store && v.Args[0] == cell:
			case v.Op == table.Load && deferred && !g.Named:
				// read before the deferred function runs
			case v.Op == table.Closure:
				if fn := g.program.byName[v.Name]; fn == nil || fn.reads(int32(slices.Index(v.Args, cell))) {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// heard tells whether somebody may receive from a channel: not from one that the function makes and only sends on.
func (f *Func) heard(ch int32) bool {
	objects, known := f.program.tracer.trace(f, nil, ch, nil)
	if !known || len(objects) == 0 {
		return true
	}
	for _, o := range objects {
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc || o.ref.fn.leaks(o.ref.node) {
			return true
		}
	}
	return false
}

// leaks tells whether a channel is used for more than to send on it, here or in function literals.
func (f *Func) leaks(ch int32) bool {
	for _, u := range f.usersOf(ch) {
		v := &f.Nodes[u]
		switch v.Op {
		case table.Send:
			if v.Args[0] != ch {
				return true
			}
		case table.Convert, table.Load:
			if f.leaks(u) {
				return true
			}
		case table.Store:
			if v.Args[1] != ch {
				continue // the variable is set
			}
			if cell := f.object(v.Args[0]); cell < 0 || f.Nodes[cell].Op != table.Alloc || f.leaks(cell) {
				return true
			}
		case table.Compute:
			if v.Name != "close" && v.Name != "len" && v.Name != "cap" {
				return true
			}
		case table.Call:
			if !f.reportsTo(u, ch) {
				return true
			}
		case table.Closure:
			fn := f.program.byName[v.Name]
			if fn == nil {
				return true
			}
			for n := range fn.Nodes {
				if x := &fn.Nodes[n]; x.Op == table.FreeVar && int(x.Index) < len(v.Args) && v.Args[x.Index] == ch && fn.leaks(int32(n)) {
					return true
				}
			}
		default:
			return true
		}
	}
	return false
}

// readField tells whether the program reads a struct field anywhere. An exported one may be read by others.
func (p *Program) readField(key string) bool {
	name := key[strings.LastIndexByte(key, '.')+1:]
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		return true
	}
	if p.readFields == nil {
		p.readFields = map[string]bool{}
		for _, f := range p.Funcs {
			for n := range f.Nodes {
				if f.Nodes[n].Op != table.FieldOf {
					continue
				}
				if len(f.usersOf(int32(n))) == 0 || slices.ContainsFunc(f.usersOf(int32(n)), func(u int32) bool { return f.Nodes[u].Op != table.Store || f.Nodes[u].Args[0] != int32(n) }) {
					p.readFields[f.Nodes[n].Name] = true
				}
			}
		}
	}
	return p.readFields[key]
}

// usersOf lists the nodes that use a node.
func (f *Func) usersOf(n int32) []int32 {
	if f.users == nil {
		f.users = make([][]int32, len(f.Nodes))
		for u := range f.Nodes {
			for _, a := range f.Nodes[u].Args {
				if !slices.Contains(f.users[a], int32(u)) {
					f.users[a] = append(f.users[a], int32(u))
				}
			}
		}
	}
	if int(n) >= len(f.users) {
		return nil
	}
	return f.users[n]
}

// usedOutside tells whether an object is used by something that acts outside of some blocks, or by a function literal.
func (f *Func) usedOutside(n int32, inside func(b int32) bool) bool {
	seen := map[int32]bool{}
	var used func(n int32) bool
	used = func(n int32) bool {
		if seen[n] {
			return false
		}
		seen[n] = true
		return slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
			node := &f.Nodes[u]
			if node.Op == table.Closure || node.Block >= 0 && !inside(node.Block) {
				return true
			}
			return (node.Block < 0 || node.Op == table.Phi) && used(u)
		})
	}
	return used(n)
}

// plain tells whether a type says nothing of an error.
func plain(typ string) bool {
	switch strings.TrimPrefix(typ, "[]") {
	case "string", "byte", "uint8", "int", "int32", "int64", "uint64", "float64", "time.Time":
		return true
	}
	return false
}

func (f *Func) isNil(n int32) bool {
	v := &f.Nodes[strip(f, n)]
	return v.Op == table.Const && v.Name == "nil"
}

// isAccessor tells whether a call takes the error out of n.
func (f *Func) isAccessor(u, n int32) bool {
	for i := range int32(3) {
		if from, ok := f.accessor(u, i); ok && from == n {
			return true
		}
	}
	return false
}

// ownCode tells whether a call may run a function of the program.
func (f *Func) ownCode(u int32) bool {
	return slices.ContainsFunc(f.calls[u].targets, func(t target) bool { return t.fn != nil })
}

// reportsFailure tells whether a return says to the caller that something went wrong, and by which result (-1: by its value). failed is the block that
// is only entered because of the failure, or -1.
func (f *Func) reportsFailure(n, failed int32) (int32, bool) {
	ret := &f.Nodes[n]
	value := true // it may be told by a value, because there is no error and no bool
	for i, a := range ret.Args {
		v := strip(f, a)
		switch f.Results[i] {
		case "error":
			value = false
			if failed >= 0 && !f.isNil(v) && !f.nilAt(v, ret.Block) || f.notNilAt(v, ret.Block) {
				return int32(i), true
			}
		case "bool":
			value = false
			if failed >= 0 && f.Nodes[v].Op == table.Const && f.Nodes[v].Name == "false" && f.otherReturn(n, i) {
				return int32(i), true
			}
		default:
			if failed >= 0 && f.builtFor(v, failed) && f.otherReturn(n, i) {
				return -1, true
			}
		}
	}
	return -1, value && failed >= 0 && len(f.Results) > 0
}

// otherReturn tells whether another return gives another value for result i.
func (f *Func) otherReturn(n int32, i int) bool {
	mine := f.sameValue(f.Nodes[n].Args[i])
	for b := range f.Blocks {
		for _, r := range f.Blocks[b].Nodes {
			if f.Nodes[r].Op == table.Return && r != n && f.sameValue(f.Nodes[r].Args[i]) != mine && !f.sameObject(f.Nodes[r].Args[i], f.Nodes[n].Args[i]) {
				return true
			}
		}
	}
	return false
}

// builtFor tells whether an object is filled in after a failure only: &Reply{Accepted: false}.
func (f *Func) builtFor(n, failed int32) bool {
	obj := f.object(n)
	if obj < 0 || f.Nodes[obj].Op != table.Alloc {
		return false
	}
	filled := false
	for _, u := range f.usersOf(obj) {
		if f.Nodes[u].Op != table.FieldOf {
			continue
		}
		for _, st := range f.usersOf(u) {
			if f.Nodes[st].Op == table.Store && f.Nodes[st].Args[0] == u {
				if !f.dominates(failed, f.Nodes[st].Block) {
					return false
				}
				filled = true
			}
		}
	}
	return filled
}

// sameObject tells whether two objects are filled in with the same values.
func (f *Func) sameObject(a, b int32) bool {
	x, y := f.object(a), f.object(b)
	if x < 0 || y < 0 || len(f.stores[x]) != len(f.stores[y]) {
		return false
	}
	for _, s := range f.stores[x] {
		if !slices.ContainsFunc(f.stores[y], func(t store) bool { return s.key == t.key && f.sameValue(s.value) == f.sameValue(t.value) }) {
			return false
		}
	}
	return true
}
