package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// onceSQL is a statement that inserts a row unless it is there.
var onceSQL = lazyregexp.New(`(?is)\bon\s+conflict\b.*\bdo\s+nothing\b|\binsert\s+ignore\b`)

// inserts tells whether a row is inserted unless it is there, and somebody looks whether it was, before a call.
func (f *Func) inserts(n int32) bool {
	inserted := false
	for i := range f.Nodes {
		c := &f.Nodes[i]
		if c.Op != table.Call || !f.precedes(int32(i), n) {
			continue
		}
		inserted = inserted || slices.ContainsFunc(c.Args, func(a int32) bool { return onceSQL.MatchString(f.text(a)) })
		if inserted && c.Recv && strings.HasSuffix(c.Name, ".RowsAffected") {
			return true
		}
	}
	return false
}

// checks tells whether a call is left out because of what a database or a table in memory says, and the function still reports success: what it does was
// done before.
//
//	seen, err := inbox.Has(ctx, e.ID)
//	...
//	if seen {
//		return nil
//	}
func (f *Func) checks(n int32) bool {
	w := flow{f: f}
	for b := range f.Blocks {
		cond := f.Blocks[b].Cond
		if cond < 0 || int32(b) == f.Nodes[n].Block || !w.reaches(int32(b), f.Nodes[n].Block) || !f.answered(cond, map[int32]bool{}) {
			continue
		}
		if slices.ContainsFunc(f.Blocks[b].Succs, f.succeeds) {
			return true
		}
	}
	return false
}

// answered tells whether a condition depends on what a database or a table in memory says, errors aside.
func (f *Func) answered(n int32, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Extract:
		return node.Type != "error" && f.asks(node.Args[0])
	case table.Call:
		if node.Out == "error" || f.asks(n) {
			return node.Out != "error"
		}
	case table.Elem:
		if f.remembers(node.Args[0]) {
			return true
		}
	case table.Alloc: // what rows are scanned into
		if f.filledBy(n, f.asksRow) {
			return true
		}
		return slices.ContainsFunc(f.stores[n], func(s store) bool { return f.answered(s.value, seen) })
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.answered(a, seen) })
}

// filledBy tells whether a variable is handed to a call that fills it: by itself, or in a list of arguments.
func (f *Func) filledBy(n int32, call func(u int32) bool) bool {
	return slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		switch node := &f.Nodes[u]; node.Op {
		case table.Call:
			return node.Block >= 0 && call(u)
		case table.Convert:
			return (strings.HasPrefix(node.Type, "*") || strings.HasPrefix(f.Nodes[n].Type, "[")) && f.filledBy(u, call) // a pointer, or a list of arguments
		case table.Store:
			to := &f.Nodes[node.Args[0]]
			return node.Args[1] == n && to.Op == table.Elem && f.Nodes[to.Args[0]].Op == table.Alloc && f.filledBy(to.Args[0], call)
		}
		return false
	})
}

// asksRow tells whether a call reads from a database, or takes out what such a call has read: db.QueryRow(...).Scan(&seen).
func (f *Func) asksRow(n int32) bool {
	return f.asks(n) || f.rowOf(n) >= 0
}

// rowOf is the call that reads from a database whose result a call is a method of, or -1.
func (f *Func) rowOf(n int32) int32 {
	if !f.Nodes[n].Recv || !slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.ErrorOf != nil }) {
		return -1
	}
	if row := strip(f, f.Nodes[n].Args[0]); isCall(f.Nodes[row].Op) && f.asks(row) {
		return row
	}
	return -1
}

// remembers tells whether a map outlives a call, and holds what was done rather than what to do.
func (f *Func) remembers(n int32) bool {
	n = strip(f, n)
	if f.Nodes[n].Op == table.Load {
		n = strip(f, f.Nodes[n].Args[0])
	}
	typ := f.Nodes[n].Type
	switch f.Nodes[n].Op {
	case table.FreeVar:
		typ = f.capturedType(f.Nodes[n].Index)
	case table.FieldOf, table.Global:
	default:
		return false
	}
	elem, brackets := elements(typ)
	return brackets != "" && strings.HasPrefix(strings.TrimLeft(typ, "*"), "map[") && (elem == "bool" || elem == "struct{}" || elem == "time.Time" || f.program.ownType(elem) != nil)
}

// asks tells whether a call reads from a database, or says whether a key is there.
func (f *Func) asks(n int32) bool {
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.model != nil && (t.model.Read != nil || t.model.Records || t.model.LooksUp) || t.fn != nil && t.fn.consults()
	})
}

// consults tells whether a function reads from a database, itself or in what it calls.
func (f *Func) consults() bool {
	if f.consultsKnown == 0 {
		f.consultsKnown = 1 // not, while it is being found out: a recursive function
		for n := range f.Nodes {
			if f.Nodes[n].Op == table.Call && f.asks(int32(n)) {
				f.consultsKnown = 2
			}
		}
	}
	return f.consultsKnown == 2
}

// succeeds tells whether a block does nothing but report success.
func (f *Func) succeeds(b int32) bool {
	for range f.Blocks {
		nodes := f.Blocks[b].Nodes
		if len(nodes) > 0 {
			if ret := &f.Nodes[nodes[len(nodes)-1]]; ret.Op == table.Return {
				return len(ret.Args) == 0 || zero(f, ret.Args[len(ret.Args)-1])
			}
		}
		if len(f.Blocks[b].Succs) != 1 {
			return false
		}
		b = f.Blocks[b].Succs[0]
	}
	return false
}
