package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// commit is a call that commits a transaction.
type commit struct {
	call  int32
	err   int32    // result that says whether it worked; -1 if nothing does
	whole bool     // the call also opens the transaction
	given bool     // ... and runs a function that it is given
	mute  CallSite // ... and this is where its error gets lost, if err is -1
}

// at is the call whose error nobody looks at.
func (c commit) at(f *Func) CallSite {
	if c.err < 0 && c.mute.Func != nil {
		return c.mute
	}
	return CallSite{f, c.call}
}

// findCommits lists the calls that commit: a transaction of the function, of its caller, or one of their own.
func (w *flow) findCommits() {
	f := w.f
	for n := range f.Nodes {
		if !isCall(f.Nodes[n].Op) {
			continue
		}
		c := commit{call: int32(n), err: -1}
		found := false
		for _, e := range f.ends(c.call) {
			if e.commit && e.always && (e.err >= 0 || e.mute) {
				found = true
				c.err = max(c.err, e.err)
			}
		}
		if !found {
			found = f.commitsWhole(&c)
		}
		if found {
			w.commits = append(w.commits, c)
		}
	}
}

// commitsWhole tells whether a call opens and commits a transaction, and completes c with what says whether that worked.
func (f *Func) commitsWhole(c *commit) bool {
	if f.Nodes[c.call].Op != table.Call {
		return false // nobody can look at its result
	}
	for _, t := range f.calls[c.call].targets {
		switch {
		case t.model != nil:
			if cb := t.model.Callback; cb != nil && !cb.InTx.IsZero() && cb.Error.Root == "result" {
				c.err, c.given = int32(cb.Error.Index), true
			}
		case t.fn != nil && t.fn.sum != nil && (t.fn.sum.Commits >= 0 || t.fn.sum.Mute.Func != nil):
			c.err, c.mute = max(c.err, t.fn.sum.Commits), firstSite(c.mute, t.fn.sum.Mute)
			c.given = c.given || slices.ContainsFunc(t.fn.sum.Calls, func(c Callback) bool { return c.InTx })
		}
	}
	c.whole = c.err >= 0 || c.mute.Func != nil
	return c.whole
}

// commitsOwn finds the result of f that says whether it committed a transaction of its own, -1 if there is none: mute if nothing says so.
func (w *flow) commitsOwn() (res int32, mute CallSite) {
	res = -1
	for _, c := range w.commits {
		if !c.whole && !w.own(c.call, func(int) bool { return true }) {
			continue // its caller's
		}
		r, m := w.f.told(c.call, ending{err: c.err, mute: true})
		res = max(res, r)
		switch st, ran := w.at[c.call]; {
		case !m:
			continue
		case c.mute.Func != nil:
			mute = firstSite(mute, c.mute)
		case c.whole: // a step that may fail
		case ran && w.own(c.call, st.dirty.has): // what has only read has nothing to lose
			mute = firstSite(mute, CallSite{w.f, c.call})
		}
	}
	if res >= 0 {
		return res, CallSite{}
	}
	return res, mute
}

// firstSite is the first of two calls, where there are any.
func firstSite(a, b CallSite) CallSite {
	if a.Func == nil || b.Func != nil && compareSites(b, a) < 0 {
		return b
	}
	return a
}

// own tells whether a call ends a transaction that f opens, and that has a property.
func (w *flow) own(n int32, has func(i int) bool) bool {
	return slices.ContainsFunc(w.f.ends(n), func(e ending) bool {
		for i, t := range w.tokens {
			if t.open >= 0 && slices.ContainsFunc(e.places, t.has) && has(i) {
				return true
			}
		}
		return false
	})
}

// told finds the result in which f tells its caller whether a commit worked; mute if f keeps it to itself.
func (f *Func) told(n int32, e ending) (res int32, mute bool) {
	if e.err < 0 {
		return -1, e.mute
	}
	if f.Nodes[n].Op == table.Defer {
		return -1, true // nobody can look at it
	}
	last := int32(len(f.Results)) - 1
	switch o := f.outcomeOf(n, e.err); {
	case o.returned >= 0:
		return o.returned, false
	case o.lost && !f.readsError(n):
		return -1, true
	case last >= 0 && f.Results[last] == "error":
		return last, false
	}
	return -1, false // stored, say
}

func (w *flow) commitAt(n int32) int {
	return slices.IndexFunc(w.commits, func(c commit) bool { return c.call == n })
}

// committed notes that a commit has run and nobody has looked at its error.
func (w *flow) committed(n int32, s *state) {
	if i := w.commitAt(n); i >= 0 {
		s.unchecked.set(i)
		s.failed.clear(i)
		s.passed.clear(i)
	}
}

// looked takes into account what block b learns of commits before it goes to its successor succ.
func (w *flow) looked(b int32, succ int, s *state) {
	f := w.f
	cond := f.Blocks[b].Cond
	if cond < 0 {
		return
	}
	for i, c := range w.commits {
		if c.err < 0 || !s.unchecked.has(i) && !s.failed.has(i) || !f.stems(cond, c, map[int32]bool{}) {
			continue // about something else
		}
		failed := slices.ContainsFunc(f.facts(b, succ), func(x fact) bool { return x.node >= 0 && !x.isNil })
		s.unchecked.clear(i)
		s.failed.put(i, failed)
		s.passed.put(i, !failed) // also where it looked for an error that it knows
	}
}

// stems tells whether a value is made from the error of a commit: the error itself, one that wraps it, or what a function says of it.
func (f *Func) stems(n int32, c commit, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Extract:
		if node.Args[0] == c.call {
			return node.Index == c.err
		}
	case table.Call:
		if n == c.call {
			return true
		}
	case table.Alloc:
		for _, s := range f.stores[n] {
			if f.stems(s.value, c, seen) {
				return true
			}
		}
		return false
	case table.FieldOf:
		if f.holdsError(n, c.call) {
			return true
		}
	case table.Parameter, table.FreeVar, table.Global, table.Closure:
		return false
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.stems(a, c, seen) })
}

// errorField is the field in which a commit leaves its error, of a transaction that the commit returns as well; "" if there is none:
//
//	tx.Commit()
//	if tx.Error != nil {
func (f *Func) errorField(commit int32) string {
	call := &f.Nodes[commit]
	if !call.Recv || call.Out == "" || call.Out != f.typeOf(strip(f, call.Args[0])) {
		return ""
	}
	for _, t := range f.calls[commit].targets {
		if t.model != nil && t.model.Commit != nil && len(t.model.Commit.Error.Fields) == 1 {
			return bareType(call.Out) + "." + t.model.Commit.Error.Fields[0]
		}
	}
	return ""
}

// holdsError tells whether a node is that field.
func (f *Func) holdsError(n, commit int32) bool {
	return f.Nodes[n].Name == f.errorField(commit) && strip(f, f.Nodes[n].Args[0]) == strip(f, f.Nodes[commit].Args[0])
}

// readsError tells whether such a field is looked at or returned after the commit.
func (f *Func) readsError(n int32) bool {
	if f.errorField(n) == "" {
		return false
	}
	c, at := commit{call: n, err: -1}, f.Nodes[n].Block
	for b := range f.Blocks {
		if !f.dominates(at, int32(b)) {
			continue // before it, or without it
		}
		if cond := f.Blocks[b].Cond; cond >= 0 && f.stems(cond, c, map[int32]bool{}) {
			return true
		}
		for _, r := range f.Blocks[b].Nodes {
			if f.Nodes[r].Op == table.Return && slices.ContainsFunc(f.Nodes[r].Args, func(a int32) bool { return f.stems(a, c, map[int32]bool{}) }) {
				return true
			}
		}
	}
	return false
}

// unchecked notes a publish or an ack after a commit that may have failed: nobody looked at its error, or somebody did and it goes on all the same.
func (g *gatherer) unchecked(n int32, e *Effect, st state) {
	f, w := g.f, g.w
	if e.InTx || f.failing(n) {
		return // told elsewhere, or it tells of the failure
	}
	for i, c := range w.commits {
		if !st.unchecked.has(i) && !(st.failed.has(i) && st.passed.has(i)) || c.call == n {
			continue // nothing to look at, or it was looked at
		}
		if c.whole && !c.given && (e.Kind == Settle || !f.shares(n, c.call)) {
			continue // another change's; or a handler's, whose failures are more than those of its commit
		}
		if loop := f.loop(f.Nodes[c.call].Block); loop != nil && (!loop[f.Nodes[n].Block] || !f.leads(c.call, n)) {
			continue // one of many, or another round
		}
		if slices.ContainsFunc(w.commits, func(d commit) bool { return d.call != c.call && f.precedes(c.call, d.call) && f.precedes(d.call, n) }) {
			continue // it comes after another commit
		}
		if !st.unchecked.has(i) && f.tellsOf(n, c) {
			continue // a failure is what it then tells of
		}
		if f.guarded(n, e, c) {
			continue // the function that publishes looks itself
		}
		w.Unchecked = append(w.Unchecked, Unchecked{Effect: e, Commit: c.at(f)})
		return
	}
}

// tellsOf tells whether what a call is given depends on the outcome of a commit: it holds the error, or a value chosen where that was looked at.
func (f *Func) tellsOf(n int32, c commit) bool {
	seen := map[int32]bool{}
	var visit func(n int32) bool
	visit = func(n int32) bool {
		if seen[n] {
			return false
		}
		seen[n] = true
		node := &f.Nodes[n]
		if n == c.call || node.Op == table.Phi && f.chosenBy(n, c) {
			return true
		}
		for _, s := range f.stores[n] {
			if visit(s.value) {
				return true
			}
		}
		return slices.ContainsFunc(node.Args, visit)
	}
	return slices.ContainsFunc(f.inputs(n), visit)
}

// chosenBy tells whether a value comes from one of the ways on from a look at a commit's error.
func (f *Func) chosenBy(phi int32, c commit) bool {
	at := f.Nodes[phi].Block
	for b := range f.Blocks {
		cond := f.Blocks[b].Cond
		if cond < 0 || int32(b) == at || !f.dominates(int32(b), at) || !f.stems(cond, c, map[int32]bool{}) {
			continue // not behind a look at it
		}
		if !slices.ContainsFunc(f.Blocks[b].Succs, func(s int32) bool { return s != at && f.dominates(s, at) }) {
			return true // where both ways have met again
		}
	}
	return false
}

// guarded tells whether an effect in a function literal only happens where the literal has found the commit's error, in a variable, to be nil.
func (f *Func) guarded(n int32, e *Effect, c commit) bool {
	if e.Next == nil {
		return false
	}
	at := e.Next.At
	for _, t := range f.calls[n].targets {
		if t.fn != at.Func {
			continue
		}
		for b := range at.Func.Blocks {
			for i, s := range at.Func.Blocks[b].Succs {
				if len(at.Func.Blocks[s].Preds) != 1 || !at.Func.dominates(s, at.Func.Nodes[at.Node].Block) {
					continue
				}
				for _, x := range at.Func.facts(int32(b), i) {
					if x.node < 0 || !x.isNil {
						continue
					}
					for _, pl := range at.Func.Places(x.node) {
						if pl.Root != FromFree {
							continue
						}
						if v, ok := f.captured(t, pl.Index); ok && f.stems(v, c, map[int32]bool{}) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}
