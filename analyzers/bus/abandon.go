package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// abandons tells whether nothing that follows call n commits the transaction that call open has opened, because of a failure before n or because it is
// rolled back on every way on: then what is published at n tells of that.
//
//	if err := save(tx); err != nil {
//		publish(orderFailed)
//		tx.Rollback()
//		return
//	}
func (f *Func) abandons(n int32, open CallSite) bool {
	if open.Func != f {
		return false // another function's
	}
	i := slices.IndexFunc(f.flow.tokens, func(t token) bool { return t.open == open.Node })
	if i < 0 || len(f.sum.Opens) > 0 {
		return false // somebody may commit it later
	}
	ends := func(c int32, commit bool) bool {
		return isCall(f.Nodes[c].Op) && slices.ContainsFunc(f.ends(c), func(e ending) bool {
			return e.commit == commit && slices.ContainsFunc(e.places, f.flow.tokens[i].has)
		})
	}
	if slices.ContainsFunc(f.flow.defers, func(d int32) bool { return ends(d, true) }) {
		return false
	}
	failed := f.failing(n)
	seen := map[int32]bool{}
	var follow func(b int32, nodes []int32) bool
	follow = func(b int32, nodes []int32) bool {
		for _, c := range nodes {
			switch node := &f.Nodes[c]; {
			case ends(c, true):
				return false
			case node.Op == table.Return:
				return failed
			case node.Op == table.Call && (ends(c, false) || c == open.Node || f.exits(c)), node.Op == table.Panic:
				return true
			}
		}
		for _, s := range f.Blocks[b].Succs {
			if !seen[s] {
				seen[s] = true
				if !follow(s, f.Blocks[s].Nodes) {
					return false
				}
			}
		}
		return true
	}
	at := f.Nodes[n].Block
	nodes := f.Blocks[at].Nodes
	return follow(at, nodes[slices.Index(nodes, n)+1:])
}
