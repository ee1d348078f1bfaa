package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Twice is a message that is settled a second time on one way through a function.
type Twice struct {
	First, Second CallSite
}

// SettledTwice lists these, each second settlement once.
func (p *Program) SettledTwice() []Twice {
	var out []Twice
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		var calls []int32
		for _, n := range f.acting() {
			if s := f.Settlement(n); s.Done || s.Back {
				calls = append(calls, n)
			}
		}
		for _, b := range calls {
			for _, a := range calls {
				if f.twice(a, b) {
					out = append(out, Twice{CallSite{f, a}, CallSite{f, b}})
					break
				}
			}
		}
	}
	return out
}

// twice tells whether two calls settle one message for good, on a way that leads from one to the other, or to the end of the function for a deferred one.
func (f *Func) twice(a, b int32) bool {
	if a == b || f.Nodes[b].Op != table.Call || f.Nodes[a].Op == table.Go {
		return false
	}
	x := f.content(f.finally(a, f.errorResult(a) >= 0))
	return len(x) > 0 && slices.Equal(x, f.content(f.finally(b, false))) && f.feasible(a, b)
}

// content leaves out variables where it is known what is stored into them.
func (f *Func) content(places []Place) []Place {
	if len(places) == 1 {
		return places
	}
	return slices.DeleteFunc(slices.Clone(places), func(pl Place) bool { return pl.Root == FromNode && f.Nodes[pl.Index].Op == table.Alloc })
}

// finally is where the message comes from that a call settles in any case and for good, or if it did not fail: itself or in the one function that it calls.
func (f *Func) finally(n int32, worked bool) []Place {
	targets := f.calls[n].targets
	if len(targets) == 0 {
		return nil
	}
	t := targets[0]
	if t.model != nil && t.model.Settle != nil { // several implementations of one interface settle alike
		s := t.model.Settle
		a, fields, ok := f.argument(n, s.Message)
		if !ok || s.Cumulative || t.model.Extends || s.How == "commit" || s.How == "mark" {
			return nil
		}
		return f.placesAt(a, f.program.fieldKeys(fields))
	}
	if len(targets) > 1 || t.fn == nil || f.recurses(t) {
		return nil
	}
	var out []Place
	for _, c := range t.fn.acting() {
		if s := t.fn.Settlement(c); !s.Done && !s.Back {
			continue
		}
		if len(out) > 0 || t.fn.Nodes[c].Op == table.Go || !t.fn.always(c, worked) {
			return nil // it may be the one or the other
		}
		for _, pl := range t.fn.finally(c, worked) {
			out = append(out, f.translate(n, t, pl)...)
		}
	}
	slices.SortFunc(out, comparePlaces)
	return slices.Compact(out)
}

// always tells whether a function does not return before an action, or only with an error.
func (f *Func) always(n int32, worked bool) bool {
	return !slices.ContainsFunc(f.acting(), func(r int32) bool {
		if f.Nodes[r].Op != table.Return || f.precedes(n, r) {
			return false
		}
		i, fails := f.reportsFailure(r, -1)
		return !worked || !fails || i < 0
	})
}

// feasible tells whether control can get from one action to another for the same message, with what held on the way to the first: it did not fail, and conditions
// that were decided stay so.
func (f *Func) feasible(a, b int32) bool {
	if !f.leads(a, b) {
		return false
	}
	from, to := f.Nodes[a].Block, f.Nodes[b].Block
	behind := f.Blocks[from].Nodes[slices.Index(f.Blocks[from].Nodes, a)+1:]
	if from == to {
		return !f.stopsIn(behind[:slices.Index(behind, b)])
	}
	if f.stopsIn(behind) {
		return false
	}
	conds := map[string]bool{}
	nils := map[int32]bool{}
	f.enclosing(from, func(block int32, succ int) bool {
		if cond := f.Blocks[block].Cond; cond >= 0 {
			conds[f.sameValue(cond)] = succ == 0
		}
		for _, x := range f.facts(block, succ) {
			if x.node >= 0 {
				nils[x.node] = x.isNil
			}
		}
		return false
	})
	head := int32(-1)
	for _, loop := range f.loops(from) {
		if loop[to] {
			head = f.head(loop)
			break
		}
	}
	seen := map[int32]bool{from: true}
	var reach func(at int32) bool
	reach = func(at int32) bool {
		if at == to {
			return true
		}
		for i, s := range f.Blocks[at].Succs {
			if s == head || seen[s] || f.contradicts(at, i, a, conds, nils) {
				continue
			}
			seen[s] = true
			if s != to && f.stopsIn(f.Blocks[s].Nodes) {
				continue
			}
			if reach(s) {
				return true
			}
		}
		return false
	}
	return reach(from)
}

// stopsIn tells whether one of some actions ends the program.
func (f *Func) stopsIn(nodes []int32) bool {
	return slices.ContainsFunc(nodes, func(n int32) bool { return f.Nodes[n].Op == table.Panic || f.Nodes[n].Op == table.Call && f.exits(n) })
}

// contradicts tells whether a branch is not taken after call a: it failed there, or what held before does not.
func (f *Func) contradicts(at int32, succ int, a int32, conds map[string]bool, nils map[int32]bool) bool {
	if cond := f.Blocks[at].Cond; cond >= 0 {
		if held, known := conds[f.sameValue(cond)]; known && held != (succ == 0) {
			return true
		}
	}
	return slices.ContainsFunc(f.facts(at, succ), func(x fact) bool {
		isNil, known := nils[x.node]
		return x.call == a && x.failed || x.node >= 0 && known && isNil != x.isNil
	})
}
