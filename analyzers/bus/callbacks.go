package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// loopBody adds what the body of a loop over a function does, where that function is not known: it runs the body, whatever else it does.
func (g *gatherer) loopBody(n int32, st state) {
	f := g.f
	if len(f.calls[n].targets) > 0 {
		return // it says itself how it calls the body
	}
	for _, a := range f.Nodes[n].Args {
		if f.Nodes[a].Op != table.Closure {
			continue // a value
		}
		if body := f.program.byName[f.Nodes[a].Name]; body != nil && body.LoopBody {
			g.callback(n, a, nil, callbackKind{txParam: -1, errRes: -1}, st)
		}
	}
}

// callbackKind says how a function value is called.
type callbackKind struct {
	inTx     bool
	txParam  int32
	repeats  bool
	async    bool
	after    bool
	errRes   int32
	open     CallSite
	readOnly bool
	sure     bool     // inTx, on every way there
	only     bool     // no other function is called instead
	end      *outcome // what becomes of its error, if that is known
}

// errorResult is which result of a function value's call is an error that somebody may look at, or -1.
func (f *Func) errorResult(n int32) int32 {
	switch f.Nodes[n].Out {
	case "error":
		return 0
	case "":
		for k, r := range f.results() {
			if k.node == n && f.Nodes[r].Type == "error" {
				return k.path
			}
		}
	}
	return -1
}

// waitedFor is what becomes of the errors of functions that are given to the receiver of a call, a group: its Wait hands them out.
func (f *Func) waitedFor(n int32) *outcome {
	group := f.Places(f.Nodes[n].Args[0])
	out, found := outcome{returned: -1, lost: true}, false
	for u := range f.Nodes {
		if f.Nodes[u].Op != table.Call {
			continue
		}
		for i := range int32(3) {
			from, ok := f.accessor(int32(u), i)
			if !ok || !slices.Equal(f.Places(from), group) {
				continue
			}
			found = true
			o := f.outcomeOf(int32(u), i)
			out.lost = out.lost && o.lost
			out.logged = out.logged || o.logged
			out.returned = max(out.returned, o.returned)
		}
	}
	if !found && !f.ownGroup(f.Nodes[n].Args[0]) {
		return nil // somewhere else
	}
	return &out
}

// ownGroup tells whether a group is made here and nobody else has it: it is only asked to run functions.
func (f *Func) ownGroup(group int32) bool {
	root := strip(f, group)
	if op := f.Nodes[root].Op; op != table.Alloc && op != table.Extract {
		return false
	}
	return !slices.ContainsFunc(f.usersOf(root), func(u int32) bool {
		c := &f.Nodes[u]
		return c.Op != table.Call || !c.Recv || c.Args[0] != root || slices.Contains(c.Args[1:], root)
	})
}

// callback adds what a function value does that is called at n: the one at a field path of a node.
func (g *gatherer) callback(n, value int32, path []int32, k callbackKind, st state) {
	f := g.f
	if f.isCallback(value) {
		for i, t := range g.w.tokens {
			if !k.inTx && t.open >= 0 && st.open.has(i) && !(t.savepoint && g.outer(i, st)) {
				k.inTx, k.open, k.readOnly, k.sure = true, CallSite{f, t.open}, t.readOnly, g.w.surelyOpen(i, n)
			}
		}
		for _, pl := range f.placesAt(value, path) {
			if pl.Root != FromParam && pl.Root != FromFree {
				continue
			}
			c := Callback{Place: pl, At: CallSite{f, n}, InTx: k.inTx, TxParam: k.txParam, Repeats: k.repeats, Async: k.async || f.Nodes[n].Op == table.Go, After: k.after, ErrRes: -1, Open: k.open, ReadOnly: k.readOnly, Sure: k.sure}
			if k.end == nil && k.errRes >= 0 {
				o := f.outcomeOf(n, k.errRes)
				k.end = &o
			}
			if o := k.end; o != nil {
				c.Lost, c.Logged = o.lost, o.logged
				if !o.lost {
					c.ErrRes = o.returned
				}
			}
			g.sum.Calls = append(g.sum.Calls, c)
		}
		return
	}
	targets := f.functions(value, path)
	k.only = len(targets) == 1
	for _, t := range targets {
		g.runs(n, t, k, st)
	}
}

// passedCallback handles a callee that calls one of its parameters or captured variables.
func (g *gatherer) passedCallback(n int32, t target, c Callback, st state) {
	f := g.f
	k := callbackKind{inTx: c.InTx, txParam: c.TxParam, repeats: c.Repeats || f.retried(n), async: c.Async, after: c.After, errRes: c.ErrRes, open: CallSite{f, n}, readOnly: c.ReadOnly, sure: c.Sure}
	if c.Lost {
		k.end = &outcome{returned: -1, lost: true, logged: c.Logged}
	}
	var value int32
	var ok bool
	path := f.program.paths.list[c.Place.Path]
	switch {
	case slices.ContainsFunc(path, func(key int32) bool { return key != elemKey }):
		return // a function in a field: resolved by what is stored there
	case c.Place.Root == FromParam:
		value, ok = f.arg(n, t, c.Place.Index)
	case c.Place.Root == FromFree:
		if value, ok = f.captured(t, c.Place.Index); !ok && t.closure != nil {
			value, ok = f.calledValue(n, t)
			path = prepend(f.program.keys.captured(t.fn.Name, c.Place.Index), path)
		}
	}
	if ok {
		g.callback(n, value, path, k, st)
	}
}

// functions lists the functions that the value at a field path of a node may be.
func (f *Func) functions(value int32, path []int32) []target {
	objects, _ := f.program.tracer.trace(f, nil, value, path)
	var out []target
	for _, o := range objects {
		if t, ok := f.program.functionValue(o); ok {
			t.callback, t.value = true, value
			out = append(out, t)
		}
	}
	return out
}

// runs adds the effects of a function that is called at n on behalf of somebody else.
func (g *gatherer) runs(n int32, t target, k callbackKind, st state) {
	f := g.f
	if t.model != nil {
		if t.model.Publish != nil && k.inTx {
			// A library's publish handed over as a method value: there is no body to point into.
			e := &Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: t.model, ErrRes: -1}
			g.w.InTx = append(g.w.InTx, TxPublish{Effect: e, Open: k.open, Param: -1, ReadOnly: k.readOnly, Repeats: k.repeats})
		}
		return
	}
	if t.fn == nil || t.fn.sum == nil || g.within[t.fn] {
		return // h = wrap(h) in a loop: a function that calls what it was made around, which may be one like it
	}
	g.within[t.fn] = true
	defer delete(g.within, t.fn)
	inTx := k.inTx
	for _, e := range t.fn.sum.Effects {
		if e.Kind == Wait {
			g.runsWait(n, t, e, k, st)
			continue
		}
		waits := k.async && t.fn.waits(e)
		k.inTx = inTx && !waits
		if k.inTx && e.Kind == Publish && !e.InTx && !e.Later && !slices.Contains(e.Ended, Place{FromParam, k.txParam, 0}) {
			for _, x := range g.lift(n, t, e) {
				if g.settle(x) != nil {
					g.w.InTx = append(g.w.InTx, TxPublish{Effect: e, Open: k.open, Param: -1, ReadOnly: k.readOnly, Repeats: k.repeats})
					break
				}
			}
		}
		for _, x := range g.lift(n, t, e) {
			if waits {
				x.Ended = append(x.Ended, g.transactions()...)
			}
			x.InTx = x.InTx || k.inTx
			x.Async = x.Async || k.async
			x.Repeats = x.Repeats || k.repeats
			res := int32(-1)
			if e.ErrRes >= 0 && k.end == nil {
				res = k.errRes
			}
			if x = g.add(n, x, res, st); x != nil && e.ErrRes >= 0 && !x.Lost && k.end != nil {
				g.become(x, *k.end)
			}
		}
	}
	for _, c := range t.fn.sum.Calls {
		if c.Place.Root != FromFree {
			continue // its own parameter, given by the function that calls it back
		}
		path := f.program.paths.list[c.Place.Path]
		v, ok := f.captured(t, c.Place.Index)
		if !ok {
			v, ok = f.calledValue(n, t)
			path = prepend(f.program.keys.captured(t.fn.Name, c.Place.Index), path)
		}
		if ok {
			k2 := callbackKind{inTx: c.InTx || inTx, txParam: c.TxParam, repeats: c.Repeats || k.repeats, async: c.Async || k.async, after: c.After || k.after, errRes: k.errRes, open: k.open, readOnly: c.ReadOnly, sure: k.sure, end: k.end}
			if c.InTx {
				k2.open, k2.sure = c.Open, c.Sure || k.sure
			}
			g.callback(n, v, path, k2, st)
		}
	}
}

// txArg finds which argument of a function value's call is an open transaction.
func (g *gatherer) txArg(n int32, st state) int32 {
	for i, a := range g.f.Nodes[n].Args[1:] {
		for _, pl := range g.f.Places(a) {
			if t := g.w.find(pl); t >= 0 && st.open.has(t) {
				return int32(i)
			}
		}
	}
	return -1
}

func mergeCallbacks(cs []Callback) []Callback {
	key := func(a, b Callback) int {
		for _, d := range []int{comparePlaces(a.Place, b.Place), btoi(a.InTx) - btoi(b.InTx), int(a.TxParam - b.TxParam), btoi(a.Repeats) - btoi(b.Repeats),
			btoi(a.Async) - btoi(b.Async), btoi(a.After) - btoi(b.After), int(a.ErrRes - b.ErrRes), btoi(a.Lost) - btoi(b.Lost), btoi(a.Logged) - btoi(b.Logged), btoi(a.ReadOnly) - btoi(b.ReadOnly), btoi(a.Sure) - btoi(b.Sure)} {
			if d != 0 {
				return d
			}
		}
		return 0
	}
	slices.SortStableFunc(cs, func(a, b Callback) int {
		if d := key(a, b); d != 0 {
			return d
		}
		return compareSites(a.At, b.At)
	})
	return slices.CompactFunc(cs, func(a, b Callback) bool { return key(a, b) == 0 })
}
