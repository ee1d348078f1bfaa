package bus

import (
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
	if node.Mode == table.Dynamic && f.isCallback(node.Args[0]) && !f.program.goingOn[CallSite{f, n}] {
		g.callback(n, node.Args[0], nil, callbackKind{txParam: g.txArg(n, st), errRes: f.errorResult(n), repeats: f.retried(n)}, st)
		return
	}
	bus := f.toBus(n)
	waiting, later := f.surelyWaits(n), f.mayHandOver(n)
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
			if e.Kind == Wait && !waiting {
				continue // later, or another implementation does not
			}
			waits := node.Op == table.Go && t.fn.waits(e)
			for _, ne := range g.lift(n, t, e) {
				if waits {
					ne.Ended = append(ne.Ended, g.transactions()...)
				}
				ne.Later = ne.Later || later
				g.add(n, ne, e.ErrRes, st)
			}
		}
		for _, c := range t.fn.sum.Calls {
			g.passedCallback(n, t, c, st)
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
	if (m.Network || m.Sleeps) && f.surelyWaits(n) {
		g.add(n, &Effect{Kind: Wait, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1}, -1, st)
	}
	if c := m.Callback; c != nil && c.When != "handler" {
		k := callbackKind{inTx: !c.InTx.IsZero(), sure: !c.InTx.IsZero(), txParam: -1, repeats: c.Repeats == "may" || f.retried(n), async: c.When == "async", after: c.When == "after-commit", errRes: -1, open: CallSite{f, n}, readOnly: f.readOnly(n, c.Options)}
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
	sent := Effect{Kind: Publish, At: CallSite{f, n}, Site: CallSite{f, n}, Model: m, ErrRes: -1, Body: -1}
	if !ok || !slices.ContainsFunc(f.handle(n, t, m.Publish.Through), func(pl Place) bool { return pl.Root == Nowhere || f.program.toBroker(f, pl, &sent) }) {
		return // to nobody outside
	}
	for _, h := range f.functions(a, f.program.fieldKeys(fields)) {
		if h.fn != nil {
			e := sent
			e.handler = h.fn
			g.w.Sites = append(g.w.Sites, &e)
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
		if whole.Via.Root == FromNode {
			g.w.Own = append(g.w.Own, own{e, whole.Via})
		}
		if a := e.Model.Publish.Async; e.Next == nil && a != "" && a != "false" {
			g.w.Asyncs = append(g.w.Asyncs, e)
		}
		g.inTransaction(n, e, st)
		g.outcome(n, e, errRes)
	}
	if e.Next == nil && e.Model != nil && len(e.Model.Partial) > 0 {
		g.w.Batches = append(g.w.Batches, e)
	}
	if e.Kind == Settle && op == table.Call { // deferred, it does not depend on the commit at all
		g.unchecked(n, e, st)
	}
	for i, t := range g.w.tokens {
		if t.open < 0 && !st.open.has(i) {
			e.Ended = append(e.Ended, t.places[0])
		}
	}
	if e.Kind == Wait && (g.inTransactions(n, e, st) || f.askedFor(n)) {
		return nil // told here, or only some callers want it
	}
	e.Ended = slices.DeleteFunc(e.Ended, func(pl Place) bool { return pl.Root == FromNode })
	slices.SortFunc(e.Ended, comparePlaces)
	e.Ended = slices.Compact(e.Ended)
	g.byCall[n] = append(g.byCall[n], e)
	return e
}

// site notes where an event is published: where what is published is no longer just handed on, or nobody is seen to hand it.
func (g *gatherer) site(e *Effect) {
	if e.innermost().At == e.Site && e.Body >= 0 && (e.Payload.Root == Nowhere || e.Payload.Root == FromParam && len(g.f.Callers) == 0) {
		g.w.Sites = append(g.w.Sites, e)
	}
}

// inTransaction notes a publish while a transaction of f is open, or of its caller for a parameter that is one.
func (g *gatherer) inTransaction(n int32, e *Effect, st state) {
	if e.InTx || e.Later {
		return // told further down, or after the transaction
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
		if e.Kind == Publish && !p.toBroker(f, e.Via, e) {
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
