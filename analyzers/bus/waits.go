package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// TxWait is a wait while a transaction is open: for another service, or for time to pass.
type TxWait struct {
	Effect *Effect
	Open   CallSite
}

// Waits lists the waits while a transaction is surely open, each told once, at the function that holds the transaction. Relays of an outbox hold the rows
// that they send on purpose.
func (p *Program) Waits() []TxWait {
	seen := map[CallSite]bool{}
	var out []TxWait
	for _, f := range p.Funcs {
		for _, t := range f.flow.Waits {
			at := t.Effect.At
			if at.Func.relay() || at.Func.abandons(at.Node, t.Open) {
				continue // or the transaction is given up anyway
			}
			if t.Effect = t.Effect.innermost(); !seen[t.Effect.At] {
				seen[t.Effect.At] = true
				out = append(out, t)
			}
		}
	}
	return out
}

// surelyWaits tells whether a call waits here if one that it may reach waits: it happens at once, not because of a failure, and all that it may reach
// wait.
func (f *Func) surelyWaits(n int32) bool {
	if f.Nodes[n].Op != table.Call || f.calls[n].unsure {
		return false
	}
	for _, t := range f.calls[n].targets {
		if t.model != nil && !t.model.Network && !t.model.Sleeps || t.model == nil && !t.fn.does(Wait) {
			return false
		}
	}
	return len(f.calls[n].targets) > 0 && !f.failing(n)
}

// askedFor tells whether a call is only made if what f is given says so: one of its callers may well say no.
func (f *Func) askedFor(n int32) bool {
	given := func(x int32) bool {
		x = strip(f, x)
		return f.typeOf(x) != "error" && slices.ContainsFunc(f.Places(x), func(pl Place) bool { return pl.Root == FromParam })
	}
	at := f.Nodes[n].Block
	for b := range f.Blocks {
		cond := f.Blocks[b].Cond
		if cond < 0 || !slices.ContainsFunc(f.Blocks[b].Succs, func(s int32) bool { return len(f.Blocks[s].Preds) == 1 && f.dominates(s, at) }) {
			continue
		}
		for f.Nodes[cond].Op == table.Not || f.Nodes[cond].Op == table.Convert {
			cond = f.Nodes[cond].Args[0]
		}
		if f.Nodes[cond].Op == table.Compare && slices.ContainsFunc(f.Nodes[cond].Args, given) || given(cond) {
			return true
		}
	}
	return false
}

// inTransactions notes a wait while a transaction of f is surely open, and tells whether there is one. It also notes which transactions of f's caller may
// have ended before.
func (g *gatherer) inTransactions(n int32, e *Effect, st state) bool {
	for i, t := range g.w.tokens {
		switch {
		case t.open >= 0:
			if st.open.has(i) && !slices.ContainsFunc(e.Ended, t.has) && g.w.surelyOpen(i, n) {
				g.w.Waits = append(g.w.Waits, TxWait{e, CallSite{g.f, t.open}})
				return true
			}
		case st.open.has(i) && g.w.mayHaveEnded(i, n):
			e.Ended = append(e.Ended, t.places[0])
		}
	}
	return false
}

// runsWait adds a wait of a function that is called at n on behalf of somebody else, if it is called at once and no other function may be.
func (g *gatherer) runsWait(n int32, t target, e *Effect, k callbackKind, st state) {
	if k.async || k.after || !k.only || g.f.Nodes[n].Op != table.Call || g.f.failing(n) {
		return
	}
	if k.inTx && k.sure && !slices.Contains(e.Ended, Place{FromParam, k.txParam, 0}) {
		g.w.Waits = append(g.w.Waits, TxWait{e, k.open})
		return
	}
	for _, x := range g.lift(n, t, e) {
		g.add(n, x, -1, st)
	}
}
