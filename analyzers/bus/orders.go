package bus

import (
	"iter"
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// orders finds writes and publishes that follow one another in f. Rounds of a loop do not count as following: each has its own event.
func (g *gatherer) orders() {
	f, w := g.f, g.w
	var events []int32 // calls that write, commit or publish
	writes, publishes := map[int32]bool{}, map[int32]bool{}
	commit := map[int32][]int32{} // call that commits -> writes that it makes last
	asides := map[int32]Aside{}   // what is written
	for _, n := range g.calls {
		if f.Nodes[n].Op == table.Defer {
			continue // at the end, on every path: nothing follows
		}
		st := w.at[n]
		for i := range w.tokens {
			if st.dirty.has(i) && g.commits(n, i) && !g.nested(i, st) {
				writes[n] = true
				commit[n] = append(commit[n], g.writtenIn(i)...)
				asides[n] = g.asideIn(i)
			}
		}
		for _, e := range g.byCall[n] {
			switch {
			case e.Kind == Write && !g.inOwn(st) && !e.Async && !e.Ordered:
				writes[n] = true
				asides[n], _ = g.asideAt(n)
			case e.Kind == Publish && !e.InTx && !e.Ordered:
				publishes[n] = true
			}
		}
		if asides[n] >= Note {
			delete(writes, n) // no event tells of that
		}
		if writes[n] || publishes[n] {
			events = append(events, n)
		}
	}
	if len(writes) == 0 || len(publishes) == 0 {
		return
	}
	index := map[int32]int{}
	for i, n := range events {
		index[n] = i
	}
	in := make([]bits, len(f.Blocks))
	for i := range in {
		in[i] = newBits(len(events))
	}
	ordered := map[int32]bool{} // calls told of here
	for _, b := range f.forward() {
		out := slices.Clone(in[b])
		for _, n := range f.Blocks[b].Nodes {
			i, ok := index[n]
			if !ok {
				continue
			}
			g.follow(n, out, events, writes, publishes, commit, asides, ordered)
			out.set(i)
		}
		for i, s := range f.Blocks[b].Succs {
			if f.back(b, s) {
				continue
			}
			next := slices.Clone(out)
			for _, fact := range f.facts(b, i) {
				if j, ok := index[fact.call]; ok && fact.failed {
					next.clear(j) // it did not happen
				}
			}
			in[s].or(next)
		}
	}
	for n := range ordered {
		for i, e := range g.byCall[n] {
			if !e.InTx {
				x := *e
				x.Ordered = true
				g.byCall[n][i] = &x
			}
		}
	}
}

// follow notes what call n follows.
func (g *gatherer) follow(n int32, before bits, events []int32, writes, publishes map[int32]bool, commit map[int32][]int32, asides map[int32]Aside, ordered map[int32]bool) {
	f := g.f
	shares := func(publish, write int32) bool {
		return f.shares(publish, write) || slices.ContainsFunc(commit[write], func(w int32) bool { return f.shares(publish, w) })
	}
	if publishes[n] {
		last, shared := int32(-1), false
		for i, m := range events {
			if before.has(i) && writes[m] && (!shared || shares(n, m)) && !f.apart(n, m) {
				last, shared = m, shares(n, m)
			}
		}
		if last >= 0 {
			shared = shared && !f.failing(n)
			for _, e := range g.byCall[n] {
				if e.Kind == Publish && !e.InTx && !e.Ordered && e.onlyPublishes() && !slices.ContainsFunc(g.byCall[n], e.follows) {
					g.w.Orders = append(g.w.Orders, Order{Effect: e, Write: CallSite{f, last}, Commit: commit[last] != nil, Shared: shared && !g.followed(last, e)})
					ordered[last] = ordered[last] || shared
				}
			}
			ordered[n] = true
			return
		}
	}
	if !writes[n] || asides[n] == Mark || slices.ContainsFunc(g.byCall[n], func(e *Effect) bool { return e.Kind == Publish }) {
		return // or what writes also tells of it: then the event before announces it
	}
	for i, m := range events {
		if !before.has(i) || !publishes[m] || ordered[m] || g.tellsOutcome(m, n) || f.apart(m, n) {
			continue
		}
		for _, e := range g.byCall[m] {
			if e.Kind == Publish && !e.InTx && !e.Ordered && !e.Async && e.onlyPublishes() {
				g.w.Orders = append(g.w.Orders, Order{Effect: e, Write: CallSite{f, n}, Commit: commit[n] != nil, Before: true, Shared: shares(m, n) && !f.failing(m)})
			}
		}
	}
}

// apart tells whether no implementation of an interface does both, what one call publishes and another one writes: a program is run with one of them.
//
//	backend.SetState(task) // of AMQP: publishes it
//	backend.Trigger(group) // of MongoDB: writes to it
func (f *Func) apart(publish, write int32) bool {
	p, w := &f.Nodes[publish], &f.Nodes[write]
	if p.Mode != table.Invoke || w.Mode != table.Invoke || bareType(p.Type) != bareType(w.Type) {
		return false
	}
	writers := f.implementing(write, Write)
	return len(writers) > 0 && !slices.ContainsFunc(f.implementing(publish, Publish), func(typ string) bool { return slices.Contains(writers, typ) })
}

// implementing lists the types of which a call of an interface's method does something.
func (f *Func) implementing(n int32, k Kind) []string {
	var out []string
	for _, t := range f.calls[n].targets {
		if t.fn != nil && t.fn.does(k) || t.model != nil && (k == Publish && t.model.Publish != nil || k == Write && f.isWrite(n, t.model)) {
			out = append(out, bareType(t.typ))
		}
	}
	return out
}

// writtenIn lists the calls that write while transaction i is open.
func (g *gatherer) writtenIn(i int) []int32 {
	out := []int32{}
	for _, n := range g.calls {
		if g.w.at[n].open.has(i) && g.f.writes(n) {
			out = append(out, n)
		}
	}
	return out
}

// asideIn tells what is written while transaction i is open.
func (g *gatherer) asideIn(i int) Aside {
	out := Outbox
	for _, n := range g.writtenIn(i) {
		k, known := g.asideAt(n)
		if known && k == Outbox {
			return Outbox
		}
		if known {
			out = min(out, k)
		} else {
			out = Data
		}
	}
	return out
}

// tellsOutcome tells whether a write records whether a publish before it worked: it is given what tells so, or there is one where it failed.
func (g *gatherer) tellsOutcome(publish, write int32) bool {
	res, ok := g.errs[publish]
	if !ok {
		return false
	}
	s := newFate(g.f, publish, res)
	s.run()
	if s.told[write] {
		return true
	}
	for n := range s.told {
		if k, writes := g.asideAt(n); writes && k <= Mark && g.f.shares(publish, n) && n != write && !g.f.precedes(n, write) {
			return true
		}
	}
	return false
}

// followed tells whether the same event certainly goes with the write before: what repairs one repairs both.
func (g *gatherer) followed(write int32, e *Effect) bool {
	return slices.ContainsFunc(g.w.Orders, func(o Order) bool {
		return o.Shared && !o.Before && o.Write.Node == write && o.Effect.At != e.At && o.Effect.Site == e.Site && g.f.precedes(o.Effect.At.Node, e.At.Node)
	})
}

// follows tells whether another event of the same call has always been published before e: what is said of that one goes for both.
func (e *Effect) follows(x *Effect) bool {
	if x == e || x.Kind != Publish || x.InTx || x.Ordered {
		return false
	}
	for e.At == x.At && e.Next != nil && x.Next != nil {
		e, x = e.Next, x.Next
	}
	return e.At.Func == x.At.Func && e.At != x.At && e.At.Func.precedes(x.At.Node, e.At.Node)
}

// onlyPublishes tells whether the functions between a call and the publish do nothing to a database: then the event is about what the caller did.
func (e *Effect) onlyPublishes() bool {
	for x := e; x.At != e.Site && x.Next != nil; x = x.Next {
		if s := x.Next.At.Func.sum; s != nil && slices.ContainsFunc(s.Effects, func(y *Effect) bool { return y.Kind == Write }) {
			return false
		}
	}
	return true
}

// failing tells whether a call only runs because another one has failed, or only on the way to an error: then it tells of the failure.
func (f *Func) failing(n int32) bool {
	at := f.Nodes[n].Block
	if f.endsInError(at) || at > 0 && slices.ContainsFunc(f.Blocks[at].Nodes, f.newError) {
		return true // or an error is made beside it, to be collected with others
	}
	for b := range f.Blocks {
		for i, s := range f.Blocks[b].Succs {
			if len(f.Blocks[s].Preds) == 1 && f.dominates(s, at) && slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.failed }) {
				return true
			}
		}
	}
	return false
}

// newError tells whether a node is an error that a library just made.
func (f *Func) newError(n int32) bool {
	return f.Nodes[n].Op == table.Call && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.NewError })
}

// failedAt tells whether a value is an error, or wraps one, that was found not to be nil on every way to a block.
func (f *Func) failedAt(n, at int32) bool {
	if f.Nodes[n].Op == table.Call && f.wraps(n) {
		return slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return f.failedAt(strip(f, a), at) })
	}
	call, _, ok := f.errorOf(n)
	if !ok {
		return false
	}
	for b := range f.Blocks {
		for i, s := range f.Blocks[b].Succs {
			if len(f.Blocks[s].Preds) == 1 && f.dominates(s, at) && slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.failed && x.call == call }) {
				return true
			}
		}
	}
	return false
}

// endsInError tells whether all ways on from a block return an error that is not nil.
func (f *Func) endsInError(from int32) bool {
	last := len(f.Results) - 1
	if last < 0 || f.Results[last] != "error" {
		return false
	}
	returns := 0
	for b := range f.Blocks {
		if int32(b) != from && !f.flow.reaches(from, int32(b)) {
			continue
		}
		for _, n := range f.Blocks[b].Nodes {
			if f.Nodes[n].Op != table.Return {
				continue
			}
			returns++
			err := strip(f, f.Nodes[n].Args[last])
			if !f.newError(err) && !f.failedAt(err, from) {
				return false
			}
		}
	}
	return returns > 0
}

// precedes tells whether call a has run whenever call b runs.
func (f *Func) precedes(a, b int32) bool {
	at, to := f.Nodes[a].Block, f.Nodes[b].Block
	if at != to {
		return f.dominates(at, to)
	}
	nodes := f.Blocks[at].Nodes
	return slices.Index(nodes, a) < slices.Index(nodes, b)
}

// inOwn tells whether a transaction of f itself is open: then its commit is the write.
func (g *gatherer) inOwn(st state) bool {
	for i, t := range g.w.tokens {
		if t.open >= 0 && st.open.has(i) {
			return true
		}
	}
	return false
}

// nested tells whether the end of transaction i leaves another one open.
func (g *gatherer) nested(i int, st state) bool {
	return g.w.tokens[i].savepoint && g.outer(i, st)
}

// forward lists blocks so that each stands behind those that lead to it, back edges aside.
func (f *Func) forward() []int32 {
	var order []int32
	seen := make([]bool, len(f.Blocks))
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		for _, s := range slices.Backward(f.Blocks[b].Succs) {
			if !seen[s] {
				visit(s)
			}
		}
		order = append(order, b)
	}
	if len(f.Blocks) > 0 {
		visit(0)
	}
	slices.Reverse(order)
	return order
}

// back tells whether an edge goes back to the head of a loop.
func (f *Func) back(from, to int32) bool { return f.dominates(to, from) }

// shares tells whether two calls are about the same values: an argument of one, or a part of it, is one of the other.
func (f *Func) shares(a, b int32) bool {
	seen := map[Place]bool{}
	for _, x := range f.inputs(a) {
		for pl := range f.leaves(x) {
			seen[Place{Root: pl.Root, Index: pl.Index}] = true
		}
	}
	if seen[Place{Root: FromNode, Index: b}] {
		return true // made of what the write gave back: INSERT ... RETURNING id
	}
	for _, x := range f.inputs(b) {
		for pl := range f.leaves(x) {
			if seen[Place{Root: pl.Root, Index: pl.Index}] {
				return true
			}
		}
	}
	return false
}

// inputs lists the arguments of a call that say what it is about: not the receiver, not a context.
func (f *Func) inputs(n int32) []int32 {
	c := &f.Nodes[n]
	var out []int32
	if chain := f.chained(n); chain >= 0 {
		out = f.inputs(chain)
	}
	for i, a := range c.Args {
		if lit := &f.Nodes[a]; lit.Op == table.Closure && lit.Index == 0 {
			out = append(out, lit.Args...) // what it captures
			continue
		}
		if i == 0 && (c.Recv || c.Mode == table.Dynamic) {
			continue
		}
		if obj := strip(f, a); f.Nodes[obj].Op == table.Parameter && f.Params[f.Nodes[obj].Index].Type == "context.Context" {
			continue
		}
		out = append(out, a)
	}
	for _, a := range out {
		for _, x := range f.added(a) {
			out = append(out, x.node)
		}
	}
	return out
}

// chained finds the call before in a chain of a library's or a generated client's calls, db.Model(x).Where(y).Update(z), or returns -1.
func (f *Func) chained(n int32) int32 {
	c := &f.Nodes[n]
	if !c.Recv || f.writtenByHand(n) {
		return -1
	}
	before := strip(f, c.Args[0])
	if f.Nodes[before].Op != table.Call || f.writtenByHand(before) || before == n {
		return -1
	}
	return before
}

// writtenByHand tells whether a call may run a function of the program that is not generated.
func (f *Func) writtenByHand(n int32) bool {
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && !t.fn.Generated() })
}

// scanned lists the calls that fill a variable from a result object: row.Scan(&id).
func (f *Func) scanned(obj int32) []int32 {
	var out []int32
	seen := map[int32]bool{}
	var visit func(n int32)
	visit = func(n int32) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, u := range f.usersOf(n) {
			switch node := &f.Nodes[u]; node.Op {
			case table.Convert, table.FieldOf:
				visit(u)
			case table.Store:
				if list := &f.Nodes[strip(f, node.Args[0])]; node.Args[1] == n && list.Op == table.Elem {
					if obj := f.object(list.Args[0]); obj >= 0 {
						visit(obj)
					}
				}
			case table.Call:
				if node.Recv && node.Args[0] != n && slices.ContainsFunc(f.calls[u].targets, func(t target) bool { return t.model != nil && t.model.ErrorOf != nil }) {
					out = append(out, u)
				}
			}
		}
	}
	visit(obj)
	return out
}

// filled lists what a library's object is given by its methods: batch.Queue(statement, id).
func (f *Func) filled(obj int32) []int32 {
	var out []int32
	for _, u := range f.usersOf(obj) {
		if c := &f.Nodes[u]; c.Op == table.Call && c.Recv && c.Args[0] == obj && c.Mode == table.Static && !f.ownCode(u) {
			out = append(out, c.Args[1:]...)
		}
	}
	return out
}

// leaves lists the values that a value is made of: parameters, captured variables, results of calls; not constants, contexts or the receiver.
func (f *Func) leaves(n int32) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		seen := map[int32]bool{}
		var visit func(n int32) bool
		visit = func(n int32) bool {
			if seen[n] {
				return true
			}
			seen[n] = true
			node := &f.Nodes[n]
			switch node.Op {
			case table.Const, table.Global, table.FuncRef, table.Unknown:
				return true
			case table.Parameter:
				if f.Recv != "" && node.Index == 0 || f.Params[node.Index].Type == "context.Context" {
					return true
				}
				return yield(Place{Root: FromParam, Index: node.Index})
			case table.FreeVar:
				return yield(Place{Root: FromFree, Index: node.Index})
			case table.Alloc:
				for _, s := range f.stores[n] {
					if !visit(s.value) {
						return false
					}
				}
				for _, scan := range f.scanned(n) {
					if !visit(f.Nodes[scan].Args[0]) {
						return false
					}
				}
				for _, a := range f.filled(n) {
					if !visit(a) {
						return false
					}
				}
				return yield(Place{Root: FromNode, Index: n})
			case table.Call:
				if len(node.Args) == 0 {
					return true // now, a new id
				}
				if !yield(Place{Root: FromNode, Index: n}) {
					return false
				}
			}
			for _, a := range node.Args {
				if !visit(a) {
					return false
				}
			}
			return true
		}
		visit(n)
	}
}

// send is a publish by sending on a channel whose messages a library, or a function of the program, publishes.
func (g *gatherer) send(n int32) {
	f := g.f
	st, reached := g.w.at[n]
	if !reached {
		return
	}
	ch := f.Nodes[n].Args[0]
	objects, _ := f.program.tracer.trace(f, nil, ch, nil)
	for _, o := range objects {
		var e *Effect
		var fields []int32 // of what is sent: where the payload is
		switch {
		case o.model != nil && o.model.Publish != nil && !o.model.Publish.Channel.IsZero():
			if paths := o.model.Publish.Payload; len(paths) > 0 {
				fields = f.program.fieldKeys(paths[0].Fields)
			}
			e = &Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: o.model, ErrRes: -1}
		case o.ref.fn != nil:
			sent := f.program.chans[o.ref]
			if sent == nil {
				continue // stays in the process
			}
			e = &Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Next: sent, Model: sent.Model, ErrRes: -1, Async: true, Channel: true, depth: sent.depth + 1}
			g.w.Losses = append(g.w.Losses, Loss{Effect: e, Async: true})
			e.Lost = true
		default:
			continue
		}
		e.Body, e.bodyPath = f.Nodes[n].Args[1], f.program.paths.id(fields)
		if e.Payload = f.whole(e.Body, fields); f.program.received(e.Payload) {
			e.Payload = Place{} // handed from channel to channel: a dead letter, say
		}
		g.calls = append(g.calls, n)
		g.add(n, e, -1, st)
		return
	}
}
