package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// retried tells whether a call stands in a loop that ends when it succeeds, and does the same each time: its arguments do not change.
func (f *Func) retried(n int32) bool { return f.retryLoop(n) != nil }

// retryLoop lists the blocks of the innermost such loop, nil if there is none.
func (f *Func) retryLoop(n int32) []bool {
	if n < 0 {
		return nil
	}
	for _, loop := range f.loops(f.Nodes[n].Block) {
		if f.leavesOnSuccess(n, loop) && !f.variesAt(n, loop) {
			return loop
		}
	}
	return nil
}

// variesAt tells whether what a call is given changes from one round of a loop to the next.
func (f *Func) variesAt(n int32, loop []bool) bool {
	for i, a := range f.Nodes[n].Args {
		if i == 0 && f.Nodes[n].Recv {
			continue
		}
		if f.varies(a, loop, map[int32]bool{}) {
			return true
		}
	}
	return false
}

// loops lists the loops around a block, the innermost first: a loop is what leads to a jump back to a block that dominates it.
func (f *Func) loops(b int32) [][]bool {
	if b < 0 {
		return nil
	}
	var out [][]bool
	for head := range f.Blocks {
		if !f.dominates(int32(head), b) {
			continue
		}
		loop := make([]bool, len(f.Blocks))
		loop[head] = true
		var add func(x int32)
		add = func(x int32) {
			if !loop[x] {
				loop[x] = true
				for _, p := range f.Blocks[x].Preds {
					add(p)
				}
			}
		}
		for _, back := range f.Blocks[head].Preds {
			if f.dominates(int32(head), back) {
				add(back)
			}
		}
		if loop[b] && (int32(head) != b || slices.ContainsFunc(f.Blocks[b].Preds, func(p int32) bool { return loop[p] && f.dominates(b, p) })) {
			out = append(out, loop)
		}
	}
	slices.SortStableFunc(out, func(x, y []bool) int { return count(x) - count(y) })
	return out
}

func count(blocks []bool) int {
	n := 0
	for _, in := range blocks {
		n += btoi(in)
	}
	return n
}

// leavesOnSuccess tells whether the loop is left where call n did not fail.
func (f *Func) leavesOnSuccess(n int32, loop []bool) bool {
	for b := range f.Blocks {
		if !loop[b] {
			continue
		}
		for i, s := range f.Blocks[b].Succs {
			for _, fact := range f.facts(int32(b), i) {
				if fact.failed {
					s = f.Blocks[b].Succs[1-i] // where it did not fail, control goes the other way
				}
				if fact.call == n && f.leaves1(s, loop) {
					return true
				}
			}
		}
	}
	return false
}

// leaves1 tells whether a block lies outside a loop, or does nothing but go there.
func (f *Func) leaves1(b int32, loop []bool) bool {
	for range len(f.Blocks) {
		if !loop[b] {
			return true
		}
		if len(f.Blocks[b].Succs) != 1 {
			return false
		}
		b = f.Blocks[b].Succs[0]
		if f.Blocks[b].Cond >= 0 && loop[b] {
			return false
		}
	}
	return false
}

// loop lists the blocks of the loops around a block, nil if it is in none.
func (f *Func) loop(b int32) []bool {
	w := flow{f: f}
	if b < 0 {
		return nil
	}
	var out []bool
	for x := range f.Blocks {
		if w.again(b, int32(x)) {
			if out == nil {
				out = make([]bool, len(f.Blocks))
			}
			out[x] = true
		}
	}
	return out
}

// again tells whether control can go from a to b and back.
func (w *flow) again(a, b int32) bool {
	there := slices.ContainsFunc(w.f.Blocks[a].Succs, func(s int32) bool { return w.reaches(s, b) })
	return there && slices.ContainsFunc(w.f.Blocks[b].Succs, func(s int32) bool { return w.reaches(s, a) })
}

// varies tells whether a value changes from one round of a loop to the next.
func (f *Func) varies(n int32, loop []bool, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Phi:
		if node.Block >= 0 && loop[node.Block] {
			return true
		}
	case table.Elem:
		return true // of a range, most likely
	case table.Recv:
		return node.Block >= 0 && loop[node.Block]
	case table.Call:
		return node.Block >= 0 && loop[node.Block] && len(node.Args) > 0 && slices.ContainsFunc(node.Args, func(a int32) bool { return f.varies(a, loop, seen) })
	case table.Alloc:
		for _, s := range f.stores[n] {
			if f.varies(s.value, loop, seen) {
				return true
			}
		}
		return false
	}
	for _, a := range node.Args {
		if f.varies(a, loop, seen) {
			return true
		}
	}
	return false
}

// dominates tells whether every way to block b leads through a.
func (f *Func) dominates(a, b int32) bool {
	if f.doms == nil {
		f.dominators()
	}
	for {
		if a == b {
			return true
		}
		if b == 0 || f.doms[b] < 0 {
			return false
		}
		b = f.doms[b]
	}
}

// dominators finds immediate dominators (Cooper, Harvey, Kennedy).
func (f *Func) dominators() {
	n := len(f.Blocks)
	f.doms = make([]int32, n)
	post := make([]int32, n)
	var order []int32
	seen := make([]bool, n)
	var visit func(b int32)
	visit = func(b int32) {
		seen[b] = true
		for _, s := range f.Blocks[b].Succs {
			if !seen[s] {
				visit(s)
			}
		}
		post[b] = int32(len(order))
		order = append(order, b)
	}
	visit(0)
	for i := range f.doms {
		f.doms[i] = -1
	}
	f.doms[0] = 0
	for changed := true; changed; {
		changed = false
		for _, b := range slices.Backward(order) {
			if b == 0 {
				continue
			}
			idom := int32(-1)
			for _, p := range f.Blocks[b].Preds {
				if f.doms[p] < 0 {
					continue
				}
				if idom < 0 {
					idom = p
					continue
				}
				x, y := p, idom
				for x != y {
					for post[x] < post[y] {
						x = f.doms[x]
					}
					for post[y] < post[x] {
						y = f.doms[y]
					}
				}
				idom = x
			}
			if f.doms[b] != idom {
				f.doms[b], changed = idom, true
			}
		}
	}
}
