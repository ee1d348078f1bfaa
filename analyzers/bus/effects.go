package bus

import (
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// solve sums up f, given the summaries of what it calls.
func (f *Func) solve() *Summary {
	w := newFlow(f)
	w.run()
	f.flow = w
	s := &Summary{Relay: f.readsOutbox()}
	g := &gatherer{f: f, w: w, sum: s, byCall: map[int32][]*Effect{}, errs: map[int32]int32{}, outcomes: map[placeKey]outcome{}, within: map[*Func]bool{}}
	for b := range f.Blocks {
		for _, n := range f.Blocks[b].Nodes {
			if isCall(f.Nodes[n].Op) {
				g.call(n)
			} else if f.Nodes[n].Op == table.Send {
				g.send(n)
			}
		}
	}
	g.orders()
	for _, n := range g.calls {
		s.Effects = append(s.Effects, g.byCall[n]...)
	}
	for i, e := range s.Effects {
		s.Effects[i] = g.settle(e)
	}
	s.Effects = f.fewer(slices.DeleteFunc(s.Effects, func(e *Effect) bool { return e == nil }))
	s.Opens, s.Ends = w.opens(), w.exits()
	s.Commits, s.Mute = w.commitsOwn()
	s.Calls = mergeCallbacks(s.Calls)
	return s
}

// gatherer collects what a function does, call by call.
type gatherer struct {
	f        *Func
	w        *flow
	sum      *Summary
	calls    []int32
	byCall   map[int32][]*Effect
	errs     map[int32]int32      // call that publishes -> result that says whether it worked
	outcomes map[placeKey]outcome // what becomes of a call's result
	within   map[*Func]bool       // functions whose effects are being added on behalf of somebody else
}

func (g *gatherer) call(n int32) {
	st, reached := g.w.at[n]
	if !reached {
		return // dead code, or deferred and never run
	}
	g.calls = append(g.calls, n)
	f := g.f
	node := &f.Nodes[n]
	g.loopBody(n, st)
	if node.Mode == table.Dynamic && f.isCallback(node.Args[0]) {
		g.callback(n, node.Args[0], nil, callbackKind{txParam: g.txArg(n, st), errRes: f.errorResult(n), repeats: f.retried(n)}, st)
		return
	}
	bus := f.toBus(n)
	for _, t := range f.calls[n].targets {
		if m := t.model; m != nil {
			g.library(n, t, m, st)
			continue
		}
		if t.fn == nil || t.fn.sum == nil {
			continue
		}
		stores := bus && !t.fn.does(Publish)
		for _, e := range t.fn.sum.Effects {
			if stores && e.Kind == Write {
				continue // a bus that keeps its messages in a database
			}
			waits := node.Op == table.Go && t.fn.waits(e)
			for _, ne := range g.lift(n, t, e) {
				if waits {
					ne.Ended = append(ne.Ended, g.transactions()...)
				}
				g.add(n, ne, e.ErrRes, st)
			}
		}
		for _, c := range t.fn.sum.Calls {
			g.passedCallback(n, t, c, st)
		}
	}
}

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

// waits tells whether an effect only happens when something has come through a channel that f was given: whoever sends it decides when.
func (f *Func) waits(e *Effect) bool {
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.Recv && f.Nodes[n].Block >= 0 && f.precedes(int32(n), e.At.Node) &&
			slices.ContainsFunc(f.Places(f.Nodes[n].Args[0]), func(pl Place) bool { return pl.Root == FromParam || pl.Root == FromFree }) {
			return true
		}
	}
	return false
}

// transactions lists all transactions of the function.
func (g *gatherer) transactions() []Place {
	var out []Place
	for _, t := range g.w.tokens {
		out = append(out, t.places...)
	}
	return out
}

// toBus tells whether a call is made through an interface that some implement by publishing, and nothing else: for all its implementations, it is a bus.
func (f *Func) toBus(n int32) bool {
	return f.Nodes[n].Mode == table.Invoke && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.fn != nil && t.fn.does(Publish) && !t.fn.does(Write)
	})
}

// does tells whether a function has an effect of a kind.
func (f *Func) does(k Kind) bool {
	return f.sum != nil && slices.ContainsFunc(f.sum.Effects, func(e *Effect) bool { return e.Kind == k })
}

// library adds what a library function does.
func (g *gatherer) library(n int32, t target, m *models.Func, st state) {
	f := g.f
	if m.Publish != nil && !m.Publish.Handler.IsZero() {
		g.returnedMessages(n, t, m)
	} else if m.Publish != nil && m.Publish.Channel.IsZero() && !f.answers(n, m) {
		for _, e := range g.publishes(n, t, m) {
			res := int32(-1)
			if m.Publish.Error.Root == "result" {
				res = int32(m.Publish.Error.Index)
			}
			if typ := f.resultType(n, res); m.Publish.Async == "true" && typ != "error" && typ != "" && (res < 0 || !f.outcomeOf(n, res).accessed) {
				res = -1 // a promise that nobody waits for here is another rule's question
			}
			if t := f.program.models.Type(bareType(f.Nodes[n].Type)); t != nil && t.Is == "pipeline" {
				res = -1 // not sent yet: executing the pipeline tells
			}
			g.add(n, e, res, st)
		}
	}
	if o := m.Outbox; o != nil && o.Error.Root == "result" { // an event that does not reach the outbox is lost as well
		e := &Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1, Body: -1}
		g.outcome(n, e, int32(o.Error.Index))
	}
	if f.isWrite(n, m) {
		g.add(n, &Effect{Kind: Write, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1, Unsure: f.calls[n].unsure, Aside: f.aside(n, m)}, -1, st)
	}
	if done(m.Settle) {
		g.add(n, &Effect{Kind: Settle, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1, Unsure: f.calls[n].unsure}, -1, st)
	}
	if c := m.Callback; c != nil && c.When != "handler" {
		k := callbackKind{inTx: !c.InTx.IsZero(), txParam: -1, repeats: c.Repeats == "may" || f.retried(n), async: c.When == "async", after: c.When == "after-commit", errRes: -1, open: CallSite{f, n}, readOnly: f.readOnly(n, c.Options)}
		if c.InTx.Root == "param" {
			k.txParam = int32(c.InTx.Index)
		}
		switch c.Error.Root {
		case "result":
			k.errRes = int32(c.Error.Index)
		case "receiver":
			k.end = f.waitedFor(n)
		}
		if a, _, ok := f.argument(n, models.Path{Root: "arg", Index: c.Arg}); ok {
			g.callback(n, a, nil, k, st)
		}
	}
}

// answers tells whether a publish goes back to whoever sent a received message, to the address that the message gives: the answer to a call, which is
// no event. Whoever called waits for it, and notices if it does not come.
func (f *Func) answers(n int32, m *models.Func) bool {
	for _, path := range m.Publish.Topic {
		a, fields, ok := f.argument(n, path)
		if !ok || len(fields) > 0 {
			continue
		}
		node := &f.Nodes[strip(f, a)]
		dot := strings.LastIndexByte(node.Name, '.')
		if node.Op != table.FieldOf || dot < 0 {
			continue // not a field of a message
		}
		if t := f.program.models.Type(node.Name[:dot]); t != nil && t.Options[node.Name[dot+1:]] == "reply-to" {
			return true
		}
	}
	return false
}

// returnedMessages notes what the library publishes that a handler returns. The library sends it again until that works, after the handler: only what
// is sent matters.
func (g *gatherer) returnedMessages(n int32, t target, m *models.Func) {
	f := g.f
	a, fields, ok := f.argument(n, m.Publish.Handler)
	if !ok || !slices.ContainsFunc(f.handle(n, t, m.Publish.Through), func(pl Place) bool { return pl.Root == Nowhere || f.program.toBroker(f, pl, m) }) {
		return // to nobody outside
	}
	for _, h := range f.functions(a, f.program.fieldKeys(fields)) {
		if h.fn != nil {
			g.w.Sites = append(g.w.Sites, &Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1, Body: -1, handler: h.fn})
		}
	}
}

// handle finds the places of a handle; where a model names none, or none is known, the effect stands by itself.
func (f *Func) handle(n int32, t target, path models.Path) []Place {
	a, fields, ok := f.argument(n, path)
	if !ok {
		return []Place{{}}
	}
	ps := f.placesAt(a, append(slices.Clone(t.embed), f.program.fieldKeys(fields)...))
	if len(ps) == 0 {
		return []Place{{}}
	}
	return ps
}

// conds says which type the receiver of an interface call must have for this target; nil if there is no choice.
func (f *Func) conds(n int32, t target) []Cond {
	if t.typ == "" || len(f.calls[n].targets) < 2 {
		return nil
	}
	ps := f.Places(f.Nodes[n].Args[0])
	if len(ps) != 1 {
		ps = []Place{{FromNode, f.Nodes[n].Args[0], 0}}
	}
	return []Cond{{ps[0], []string{t.typ}}}
}

// publishes makes the effects of a library's publish function.
func (g *gatherer) publishes(n int32, t target, m *models.Func) []*Effect {
	f := g.f
	through := m.Publish.Through
	if through.IsZero() {
		through.Root = "receiver"
	}
	e := Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, Conds: f.conds(n, t), ErrRes: -1, Unsure: f.calls[n].unsure}
	e.Body = -1
	for _, path := range m.Publish.Payload {
		if a, fields, ok := f.argument(n, path); ok && e.Payload.Root == Nowhere {
			e.Body, e.bodyPath = a, f.program.paths.id(f.program.fieldKeys(fields))
			e.Payload = f.whole(a, f.program.fieldKeys(fields))
		}
	}
	if path := f.program.paths.list[e.Payload.Path]; f.program.received(e.Payload) && len(path) > 1 {
		f.program.publishesFrom(f, Place{e.Payload.Root, e.Payload.Index, f.program.paths.id(path[:len(path)-1])}, &e)
		return nil // a channel in a field: published where something is sent on it
	}
	var out []*Effect
	for _, pl := range f.handle(n, t, through) {
		x := e
		x.Via = pl
		out = append(out, &x)
	}
	return out
}

// lift brings an effect of a callee into terms of f.
func (g *gatherer) lift(n int32, t target, e *Effect) []*Effect {
	f := g.f
	x := *e
	x.At, x.Next, x.depth, x.ErrRes, x.Body = CallSite{f, n}, e, e.depth+1, -1, -1
	x.Unsure = x.Unsure || f.calls[n].unsure
	x.Ended = nil
	for _, pl := range e.Ended {
		x.Ended = append(x.Ended, f.translate(n, t, pl)...)
	}
	if e.Kind != Publish {
		x.Site = x.At
		if e.Kind == Write && x.Aside == Data && f.givenMark(n) {
			x.Aside = Mark
		}
		return []*Effect{&x}
	}
	x.Conds = slices.Clone(f.conds(n, t))
	for _, c := range e.Conds {
		ps := f.translate(n, t, c.Place)
		switch len(ps) {
		case 0: // not known here
			x.Unsure = x.Unsure || f.recurses(t)
		case 1:
			x.Conds = append(x.Conds, Cond{ps[0], c.Types})
		default:
			if !slices.ContainsFunc(ps, func(pl Place) bool { return f.program.mayBe(f, Cond{pl, c.Types}) }) {
				return nil
			}
		}
	}
	if e.Payload.Root != Nowhere {
		var received bool
		if x.Payload, received = f.handedOn(n, t, &x); received {
			return nil // published where something is sent on the channel
		}
		if !t.literalOf(f) {
			x.Site = CallSite{f, n}
		}
	}
	if e.Via.Root == Nowhere {
		return []*Effect{&x}
	}
	ps := f.translate(n, t, e.Via)
	if len(ps) == 0 {
		x.Via = Place{}
		return []*Effect{&x}
	}
	out := make([]*Effect, len(ps))
	for i, pl := range ps {
		y := x
		y.Via = pl
		out[i] = &y
	}
	return out
}

// literalOf tells whether a target is a function literal of f.
func (t target) literalOf(f *Func) bool { return t.fn != nil && t.fn.Parent == f.Name }

// add completes an effect at a call: with the transactions that are open there and with what becomes of its error. It returns nil if the effect is none
// after all.
func (g *gatherer) add(n int32, e *Effect, errRes int32, st state) *Effect {
	f := g.f
	op := f.Nodes[n].Op
	e.Async = e.Async || op == table.Go
	if e.Kind == Publish {
		whole := *e
		if e = g.settle(e); e == nil {
			if whole.Via.Root != Nowhere && f.program.goesTo(f, whole.Via, whole.Model) == outbox {
				g.site(&whole)
				g.outcome(n, &whole, errRes) // an event that does not reach the outbox is lost as well
			}
			return nil // not to a broker
		}
		g.site(e)
		g.inTransaction(n, e, st)
		g.outcome(n, e, errRes)
	}
	if e.Kind == Settle && op == table.Call { // deferred, it does not depend on the commit at all
		g.unchecked(n, e, st)
	}
	for i, t := range g.w.tokens {
		if t.open < 0 && !st.open.has(i) {
			e.Ended = append(e.Ended, t.places[0])
		}
	}
	e.Ended = slices.DeleteFunc(e.Ended, func(pl Place) bool { return pl.Root == FromNode })
	slices.SortFunc(e.Ended, comparePlaces)
	e.Ended = slices.Compact(e.Ended)
	g.byCall[n] = append(g.byCall[n], e)
	return e
}

// site notes where an event is published: where what is published is no longer just handed on, or nobody is seen to hand it.
func (g *gatherer) site(e *Effect) {
	if e.Site == e.At && e.Body >= 0 && (e.Payload.Root == Nowhere || e.Payload.Root == FromParam && len(g.f.Callers) == 0) {
		g.w.Sites = append(g.w.Sites, e)
	}
}

// inTransaction notes a publish while a transaction of f is open, or of its caller for a parameter that is one.
func (g *gatherer) inTransaction(n int32, e *Effect, st state) {
	if e.InTx {
		return // told further down
	}
	for i, t := range g.w.tokens {
		if !st.open.has(i) || t.savepoint && g.outer(i, st) || slices.ContainsFunc(e.Ended, t.has) {
			continue // closed, or the one around it counts
		}
		if t.open < 0 {
			if t.typed {
				g.w.Params = append(g.w.Params, TxPublish{Effect: e, Param: t.places[0].Index})
			}
			continue // the caller's: told there, if there is one
		}
		g.w.InTx = append(g.w.InTx, TxPublish{Effect: e, Open: CallSite{g.f, t.open}, Param: -1, ReadOnly: t.readOnly})
		e.InTx = true
		break
	}
	g.unchecked(n, e, st)
}

// commits tells whether a call commits transaction i.
func (g *gatherer) commits(c int32, i int) bool {
	for _, e := range g.f.ends(c) {
		if e.commit && slices.ContainsFunc(e.places, g.w.tokens[i].has) {
			return true
		}
	}
	return false
}

// outer tells whether another transaction than savepoint i is open.
func (g *gatherer) outer(i int, st state) bool {
	for j, t := range g.w.tokens {
		if j != i && t.open >= 0 && !t.savepoint && st.open.has(j) {
			return true
		}
	}
	return false
}

// settle decides what depends on values that only this function knows; nil if the effect cannot happen.
func (g *gatherer) settle(e *Effect) *Effect {
	p, f := g.f.program, g.f
	x := *e
	if e.Via.Root == FromNode || e.Via.Root == FromGlobal {
		if e.Kind == Publish && !p.toBroker(f, e.Via, e.Model) {
			return nil
		}
		x.Via = Place{}
	}
	x.Conds = nil
	for _, c := range e.Conds {
		if c.Place.Root == FromNode || c.Place.Root == FromGlobal {
			if !p.mayBe(f, c) {
				return nil
			}
			continue
		}
		if !slices.ContainsFunc(x.Conds, func(d Cond) bool { return compareConds(c, d) == 0 }) {
			x.Conds = append(x.Conds, c)
		}
	}
	return &x
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
	if !found {
		return nil // somewhere else
	}
	return &out
}

// callback adds what a function value does that is called at n: the one at a field path of a node.
func (g *gatherer) callback(n, value int32, path []int32, k callbackKind, st state) {
	f := g.f
	if f.isCallback(value) {
		for i, t := range g.w.tokens {
			if !k.inTx && t.open >= 0 && st.open.has(i) && !(t.savepoint && g.outer(i, st)) {
				k.inTx, k.open, k.readOnly = true, CallSite{f, t.open}, t.readOnly
			}
		}
		for _, pl := range f.placesAt(value, path) {
			if pl.Root != FromParam && pl.Root != FromFree {
				continue
			}
			c := Callback{Place: pl, At: CallSite{f, n}, InTx: k.inTx, TxParam: k.txParam, Repeats: k.repeats, Async: k.async || f.Nodes[n].Op == table.Go, After: k.after, ErrRes: -1, Open: k.open, ReadOnly: k.readOnly}
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
	for _, t := range f.functions(value, path) {
		g.runs(n, t, k, st)
	}
}

// passedCallback handles a callee that calls one of its parameters or captured variables.
func (g *gatherer) passedCallback(n int32, t target, c Callback, st state) {
	f := g.f
	k := callbackKind{inTx: c.InTx, txParam: c.TxParam, repeats: c.Repeats || f.retried(n), async: c.Async, after: c.After, errRes: c.ErrRes, open: CallSite{f, n}, readOnly: c.ReadOnly}
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
		if value, ok = f.captured(n, t, c.Place.Index); !ok && t.closure != nil {
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
		waits := k.async && t.fn.waits(e)
		k.inTx = inTx && !waits
		if k.inTx && e.Kind == Publish && !e.InTx && !slices.Contains(e.Ended, Place{FromParam, k.txParam, 0}) {
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
		v, ok := f.captured(n, t, c.Place.Index)
		if !ok {
			v, ok = f.calledValue(n, t)
			path = prepend(f.program.keys.captured(t.fn.Name, c.Place.Index), path)
		}
		if ok {
			k2 := callbackKind{inTx: c.InTx || inTx, txParam: c.TxParam, repeats: c.Repeats || k.repeats, async: c.Async || k.async, after: c.After || k.after, errRes: k.errRes, open: k.open, readOnly: c.ReadOnly, end: k.end}
			if c.InTx {
				k2.open = c.Open
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
			btoi(a.Async) - btoi(b.Async), btoi(a.After) - btoi(b.After), int(a.ErrRes - b.ErrRes), btoi(a.Lost) - btoi(b.Lost), btoi(a.Logged) - btoi(b.Logged), btoi(a.ReadOnly) - btoi(b.ReadOnly)} {
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

// Words that say what a statement does.
var (
	writingSQL = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*)*(insert|update|delete|merge|upsert|replace|copy)\b|^\s*with\b.*\b(insert\s+into|update\s+\w+\s+set|delete\s+from)\b`)
	otherSQL   = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*)*(select|with|show|set|lock|create|alter|drop|truncate|listen|unlisten|notify|begin|commit|rollback|savepoint|release|pragma|explain|vacuum|analyze|grant|declare|fetch|refresh|use)\b`)
	relaySQL   = regexp.MustCompile(`(?is)\bselect\b.*\bfrom\b[^;]*\b\w*outbox\w*`)
	skipsSQL   = regexp.MustCompile(`(?i)skip\s+locked`)
	eventsSQL  = regexp.MustCompile(`(?i)outbox|event|message|notification|payload|topic`)
)

// isWrite tells whether a library call writes to a database. A constant statement says so itself; otherwise the function's model does.
func (f *Func) isWrite(n int32, m *models.Func) bool {
	q := m.Write
	if q == nil {
		q = m.Read
	}
	if q == nil {
		return false
	}
	if !q.SQL.IsZero() {
		if a, fields, ok := f.argument(n, q.SQL); ok && len(fields) == 0 {
			if text := f.text(a); text != "" {
				if writingSQL.MatchString(text) {
					return true
				}
				if otherSQL.MatchString(text) {
					return false
				}
			}
		}
	}
	return m.Write != nil
}

// text is the constant text of a node, or of the beginning of a concatenation, or "".
func (f *Func) text(n int32) string {
	for range len(f.Nodes) {
		n = strip(f, n)
		switch node := &f.Nodes[n]; node.Op {
		case table.Const:
			if node.Name == "nil" {
				return ""
			}
			return node.Name
		case table.Compute:
			if len(node.Args) == 0 {
				return ""
			}
			n = node.Args[0]
		case table.Extract:
			if node.Index != 0 {
				return ""
			}
			n = node.Args[0]
		case table.Call:
			same, ok := f.sameAs(n)
			switch {
			case ok:
				n = same // sqlx's Rebind and BindNamed: the statement in another notation
			case node.Name == "fmt.Sprintf" && len(node.Args) > 0:
				n = node.Args[0]
			default:
				return ""
			}
		case table.Global:
			refs := f.program.globs[node.Name]
			if len(refs) != 1 {
				return ""
			}
			f, n = refs[0].fn, refs[0].node
		default:
			return ""
		}
	}
	return ""
}

// sameAs finds the argument that a call's first result is the same as: a model says so, or the body of what is called.
func (f *Func) sameAs(n int32) (int32, bool) {
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil && !t.model.Same.IsZero():
			a, _, ok := f.argument(n, t.model.Same)
			return a, ok
		case t.fn != nil && t.fn.scc != f.scc:
			for _, pl := range t.fn.returned(0, nil) {
				if pl.Root == FromParam && pl.Path == 0 {
					return f.arg(n, t, pl.Index)
				}
			}
		}
	}
	return 0, false
}

// readsOutbox tells whether f, or what it calls, reads an outbox, by name or by taking events that nobody else has taken: then what it publishes comes
// from there. A queue of something else is none.
func (f *Func) readsOutbox() bool {
	skips, events := false, false
	for n := range f.Nodes {
		node := &f.Nodes[n]
		switch node.Op {
		case table.Const:
			if len(node.Name) > 10 && relaySQL.MatchString(node.Name) {
				return true
			}
			skips = skips || len(node.Name) > 10 && skipsSQL.MatchString(node.Name)
			events = events || eventsSQL.MatchString(node.Name)
		case table.Alloc:
			events = events || eventName.MatchString(localName(bareType(node.Type)))
		}
		if skips && events {
			return true
		}
		if !isCall(node.Op) {
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.fn != nil && t.fn.sum != nil && t.fn.sum.Relay {
				return true
			}
			if t.model != nil && (t.model.Read != nil || t.model.ErrorOf != nil || t.model.Neutral && node.Recv) && slices.ContainsFunc(node.Args, func(a int32) bool { return f.program.outboxRow(f.objectType(a)) }) {
				return true // filled by a query, a cursor or a result
			}
		}
	}
	return false
}

// outboxRow tells whether a type is a row of an outbox, or a list of them, rather than the outbox.
func (p *Program) outboxRow(typ string) bool {
	if name := typ[strings.LastIndexByte(typ, '/')+1:]; !strings.Contains(strings.ToLower(name), "outbox") {
		return false // the path of a package says nothing of a type
	}
	t := p.types[bareType(strings.TrimLeft(typ, "*[]"))]
	return t == nil || !t.Interface && !slices.ContainsFunc(t.Methods, func(m table.Method) bool { return m.Name != "TableName" })
}

// objectType is the type of the local object a node is, or "".
func (f *Func) objectType(n int32) string {
	if obj := f.object(n); obj >= 0 {
		return f.Nodes[obj].Type
	}
	return ""
}

// resultType is the type of result i of a call, or "".
func (f *Func) resultType(n, i int32) string {
	if i < 0 {
		return ""
	}
	r := f.resultNode(n, i)
	if r == n {
		return f.Nodes[n].Out
	}
	return f.Nodes[r].Type
}

// opens lists the transactions that f leaves open for its caller.
func (w *flow) opens() []Open {
	f := w.f
	unless := int32(-1)
	if n := len(f.Results); n > 0 && f.Results[n-1] == "error" {
		unless = int32(n - 1)
	}
	var out []Open
	for i, t := range w.tokens {
		if t.open < 0 {
			continue // the caller's own
		}
		recursive := slices.ContainsFunc(f.calls[t.open].targets, f.recurses)
		var left []Place
		for b := range f.Blocks {
			for _, n := range f.Blocks[b].Nodes {
				if st, ok := w.at[n]; !ok || f.Nodes[n].Op != table.Return || !st.open.has(i) {
					continue
				}
				for r, a := range f.Nodes[n].Args {
					for _, path := range f.pathsTo(a, t.places, map[int32]bool{}) {
						pl := Place{FromResult, int32(r), f.program.paths.id(path)}
						if recursive && !slices.ContainsFunc(t.places, func(x Place) bool { return len(path) <= len(f.program.paths.list[x.Path]) }) {
							continue // a container may hold what a container holds, and so on: not known
						}
						left = append(left, pl)
					}
				}
				left = append(left, slices.DeleteFunc(slices.Clone(t.places), func(pl Place) bool { return pl.Root == FromNode })...)
			}
		}
		if len(left) == 0 {
			continue // nobody can reach it any more
		}
		slices.SortFunc(left, comparePlaces)
		out = append(out, Open{Places: slices.Compact(left), Unless: unless, Savepoint: t.savepoint, ReadOnly: t.readOnly})
	}
	slices.SortFunc(out, compareOpens)
	return slices.CompactFunc(out, func(a, b Open) bool { return compareOpens(a, b) == 0 })
}

// pathsTo finds the fields of a node that lead to a transaction known under some places: an empty path if the node is the transaction.
func (f *Func) pathsTo(n int32, tx []Place, seen map[int32]bool) [][]int32 {
	p := f.program
	var out [][]int32
	behind := func(key int32, n int32) {
		for _, path := range f.pathsTo(n, tx, seen) {
			if key != wholeKey {
				path = prepend(key, path)
			}
			out = append(out, path)
		}
	}
	for _, pl := range f.Places(n) {
		for _, t := range tx {
			if t.Root == pl.Root && t.Index == pl.Index && p.paths.prefixed(t.Path, pl.Path) {
				out = append(out, p.paths.list[t.Path][len(p.paths.list[pl.Path]):])
			}
		}
		if pl.Root != FromNode || pl.Path != 0 || seen[pl.Index] {
			continue
		}
		seen[pl.Index] = true
		for _, s := range f.stores[pl.Index] {
			behind(s.key, s.value)
		}
		switch node := &f.Nodes[pl.Index]; node.Op {
		case table.Closure:
			for i, a := range node.Args {
				behind(p.keys.captured(node.Name, int32(i)), a)
			}
		case table.Call:
			if key, val, ctx, ok := f.contextValue(pl.Index); ok {
				behind(key, val)
				behind(wholeKey, ctx)
			} else {
				out = append(out, f.pathsThrough(pl.Index, 0, tx, seen)...)
			}
		case table.Extract:
			out = append(out, f.pathsThrough(node.Args[0], node.Index, tx, seen)...)
		}
	}
	return out
}

// pathsThrough finds the fields of a call's result in which the callee puts a transaction that it is given.
func (f *Func) pathsThrough(call, result int32, tx []Place, seen map[int32]bool) [][]int32 {
	if f.Nodes[call].Op != table.Call {
		return nil // made from something else
	}
	var out [][]int32
	for _, t := range f.calls[call].targets {
		if t.fn == nil || t.fn.scc == f.scc || t.callback {
			continue
		}
		for i := range t.fn.Params {
			a, ok := f.arg(call, t, int32(i))
			if !ok {
				continue // bound elsewhere
			}
			var given []Place
			for _, path := range f.pathsTo(a, tx, seen) {
				given = append(given, Place{FromParam, int32(i), f.program.paths.id(path)})
			}
			if len(given) == 0 {
				continue
			}
			for b := range t.fn.Blocks {
				for _, n := range t.fn.Blocks[b].Nodes {
					if r := &t.fn.Nodes[n]; r.Op == table.Return && int(result) < len(r.Args) {
						out = append(out, t.fn.pathsTo(r.Args[result], given, map[int32]bool{})...)
					}
				}
			}
		}
	}
	return out
}

// heldIn lists the fields of f's parameters (and captured and package variables) into which a transaction is stored.
func (f *Func) heldIn(tx Place) []Place {
	var out []Place
	for n := range f.Nodes {
		s := &f.Nodes[n]
		if s.Op != table.Store {
			continue
		}
		for _, path := range f.pathsTo(s.Args[1], []Place{tx}, map[int32]bool{}) {
			switch target := &f.Nodes[s.Args[0]]; target.Op {
			case table.FreeVar:
				out = append(out, Place{FromFree, target.Index, f.program.paths.id(path)})
			case table.Global:
				out = append(out, Place{FromGlobal, f.program.keys.id(target.Name), f.program.paths.id(path)})
			case table.FieldOf:
				for _, pl := range f.placesAt(target.Args[0], nil) {
					if pl.Root == FromParam || pl.Root == FromFree || pl.Root == FromGlobal {
						keys := append(slices.Clone(f.program.paths.list[pl.Path]), f.program.keys.id(target.Name))
						out = append(out, Place{pl.Root, pl.Index, f.program.paths.id(append(keys, path...))})
					}
				}
			}
		}
	}
	return out
}

// exits lists the caller's transactions that f ends.
func (w *flow) exits() []End {
	f := w.f
	var out []End
	for i, t := range w.tokens {
		if t.open >= 0 {
			continue // its own
		}
		end := End{Place: t.places[0], Always: true, Err: -1}
		ended := false
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, e := range f.ends(int32(n)) {
				if slices.ContainsFunc(e.places, t.has) {
					ended = true
					end.Commit = end.Commit || e.commit
					if e.commit {
						res, mute := f.told(int32(n), e)
						end.Err, end.Mute = max(end.Err, res), end.Mute || mute
					}
				}
			}
		}
		if !ended {
			continue
		}
		for b := range f.Blocks {
			for _, n := range f.Blocks[b].Nodes {
				if st, ok := w.at[n]; ok && f.Nodes[n].Op == table.Return && st.open.has(i) {
					end.Always = false
				}
			}
		}
		out = append(out, end)
	}
	slices.SortFunc(out, func(a, b End) int { return comparePlaces(a.Place, b.Place) })
	return out
}
