package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// commit is a call that commits a transaction.
type commit struct {
	call  int32
	err   int32 // result that says whether it worked; -1 if nothing does
	whole bool  // the call also opens the transaction
	given bool  // ... and runs a function that it is given
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
		if err, given := f.commitsWhole(c.call); !found && err >= 0 {
			found = true
			c.err, c.whole, c.given = err, true, given
		}
		if found {
			w.commits = append(w.commits, c)
		}
	}
}

// commitsWhole finds the result of a call that says whether the transaction was committed that the call opens: -1 if there is none.
func (f *Func) commitsWhole(n int32) (err int32, given bool) {
	if f.Nodes[n].Op != table.Call {
		return -1, false // nobody can look at its result
	}
	err = -1
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil:
			if c := t.model.Callback; c != nil && !c.InTx.IsZero() && c.Error.Root == "result" {
				err, given = int32(c.Error.Index), true
			}
		case t.fn != nil && t.fn.sum != nil && t.fn.sum.Commits >= 0:
			err = t.fn.sum.Commits
			given = given || slices.ContainsFunc(t.fn.sum.Calls, func(c Callback) bool { return c.InTx })
		}
	}
	return err, given
}

// commitsOwn finds the result of f that says whether it committed a transaction of its own, -1 if there is none.
func (w *flow) commitsOwn() int32 {
	out := int32(-1)
	for _, c := range w.commits {
		if !c.whole && !slices.ContainsFunc(w.f.ends(c.call), func(e ending) bool {
			return slices.ContainsFunc(w.tokens, func(t token) bool { return t.open >= 0 && slices.ContainsFunc(e.places, t.has) })
		}) {
			continue // its caller's
		}
		if c.err >= 0 {
			res, _ := w.f.told(c.call, ending{err: c.err})
			out = max(out, res)
		}
	}
	return out
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
	case o.lost:
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
	case table.Parameter, table.FreeVar, table.Global, table.Closure:
		return false
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.stems(a, c, seen) })
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
		if loop := f.loop(f.Nodes[c.call].Block); loop != nil && !loop[f.Nodes[n].Block] {
			continue // one of many
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
		w.Unchecked = append(w.Unchecked, Unchecked{Effect: e, Commit: CallSite{f, c.call}})
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
						if v, ok := f.captured(n, t, pl.Index); ok && f.stems(v, c, map[int32]bool{}) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}
