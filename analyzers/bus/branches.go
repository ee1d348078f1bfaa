package bus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// phis lists the phis of each block.
func (f *Func) phis() map[int32][]int32 {
	if f.phiNodes == nil {
		f.phiNodes = map[int32][]int32{}
		for n := range f.Nodes {
			if f.Nodes[n].Op == table.Phi {
				f.phiNodes[f.Nodes[n].Block] = append(f.phiNodes[f.Nodes[n].Block], int32(n))
			}
		}
	}
	return f.phiNodes
}

// edge is which predecessor of its successor succ block b is.
func (f *Func) edge(b int32, succ int) int {
	to := f.Blocks[b].Succs[succ]
	skip := 0
	for _, s := range f.Blocks[b].Succs[:succ] {
		skip += btoi(s == to)
	}
	for i, p := range f.Blocks[to].Preds {
		if p == b {
			if skip == 0 {
				return i
			}
			skip--
		}
	}
	return 0
}

// holding lists the conditions that hold in a block, because control only gets there through their branches.
func (f *Func) holding(b int32) map[string]bool {
	out := map[string]bool{}
	if f.loop(b) != nil {
		return out // the next round may find it otherwise
	}
	f.enclosing(b, func(from int32, succ int) bool {
		if cond := f.Blocks[from].Cond; cond >= 0 {
			out[f.sameValue(cond)] = succ == 0
		}
		return false
	})
	return out
}

// enclosing visits the branches that control must have taken to get to a block, until visit says that it has seen enough.
func (f *Func) enclosing(b int32, visit func(from int32, succ int) bool) bool {
	for from := range f.Blocks {
		for i, s := range f.Blocks[from].Succs {
			if len(f.Blocks[from].Succs) == 2 && len(f.Blocks[s].Preds) == 1 && f.dominates(s, b) && visit(int32(from), i) {
				return true
			}
		}
	}
	return false
}

// sameValue names a value so that two nodes of one name have the same value, unless a field changes in between.
func (f *Func) sameValue(n int32) string {
	node := &f.Nodes[n]
	args := func() string {
		var b strings.Builder
		for _, a := range node.Args {
			b.WriteString(f.sameValue(a) + ",")
		}
		return b.String()
	}
	switch node.Op {
	case table.Convert:
		return f.sameValue(node.Args[0])
	case table.Const, table.Global, table.Parameter, table.FreeVar:
		return fmt.Sprint(node.Op, node.Name, node.Index)
	case table.FieldOf, table.Compare, table.Not:
		return fmt.Sprint(node.Op, node.Name, "(", args(), ")")
	}
	return fmt.Sprint("#", n)
}

// expects tells whether a condition asks for a certain error: errors.Is(err, ErrX), err == ErrX. Where it does not hold there may be none.
func (f *Func) expects(cond int32) bool {
	c := &f.Nodes[strip(f, cond)]
	return c.Op == table.Call || c.Op == table.Compare && c.Name == "=="
}

// stops tells whether a branch is taken when a context is done, or by a select, which mostly waits for that.
func (f *Func) stops(b int32, succ int) bool {
	cond := f.Blocks[b].Cond
	if cond < 0 || len(f.Blocks[b].Succs) != 2 {
		return false
	}
	c := &f.Nodes[strip(f, cond)]
	if c.Op != table.Compare {
		return false
	}
	for _, a := range c.Args {
		v := &f.Nodes[strip(f, a)]
		if v.Op == table.Call && v.Name == "(context.Context).Err" {
			return (c.Name == "!=") == (succ == 0)
		}
		if v.Op == table.Unknown && v.Name == "select" {
			return true
		}
	}
	return false
}

// nilAt tells whether a value is known to be nil in a block.
func (f *Func) nilAt(n, b int32) bool {
	return f.enclosing(b, func(from int32, succ int) bool {
		return slices.ContainsFunc(f.facts(from, succ), func(x fact) bool { return x.node == strip(f, n) && x.isNil })
	})
}

// notNilAt tells whether an error is known not to be nil in a block: a new one, a variable of the package, or one that was looked at.
func (f *Func) notNilAt(n, b int32) bool {
	for f.Nodes[n].Op == table.Convert {
		if f.Nodes[n].Type != "" && f.Nodes[n].Type != "error" {
			return true // made of another type
		}
		n = f.Nodes[n].Args[0]
	}
	switch node := &f.Nodes[n]; node.Op {
	case table.Global, table.Alloc:
		return true
	case table.Const:
		return node.Name != "nil"
	case table.Call:
		if slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.NewError }) {
			return true
		}
	}
	return f.enclosing(b, func(from int32, succ int) bool {
		return slices.ContainsFunc(f.facts(from, succ), func(x fact) bool { return x.node == n && !x.isNil })
	})
}
