package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// growth tells whether a store adds to what a row held before, and the row is written back.
//
//	store.Update(ctx, id, func(r *Repo) error { r.NumPulls += delta; return nil })
//	acc, err := store.Get(ctx, id); ...; acc.Balance += e.Amount; err = store.Save(ctx, acc)
func (p *Program) growth(f *Func, n int32) (onceMore, bool) {
	to := &f.Nodes[f.Nodes[n].Args[0]]
	if to.Op != table.FieldOf || !f.grows(f.Nodes[n].Args[1], to.Name, 0) {
		return onceMore{}, false
	}
	if !f.updates(to.Args[0]) && !f.readsAndWrites(to.Args[0], n) && !f.publishesField(to.Name) {
		return onceMore{}, false // in memory only
	}
	what := "increment"
	if f.Nodes[strip(f, f.Nodes[n].Args[1])].Op == table.Append {
		what = "append"
	}
	return onceMore{what, localName(to.Name)}, true
}

// publishesField tells whether a function, or one that it calls, publishes what a field holds: then what is kept in memory comes out.
func (f *Func) publishesField(field string) bool {
	publishes := func(g *Func) bool {
		return g.does(Publish) && slices.ContainsFunc(g.Nodes, func(n table.Node) bool { return n.Op == table.FieldOf && n.Name == field })
	}
	for n := range f.Nodes {
		if isCall(f.Nodes[n].Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && publishes(t.fn) }) {
			return true
		}
	}
	return false
}

// grows tells whether a value is what a field held, and something more.
func (f *Func) grows(n int32, field string, depth int) bool {
	n = strip(f, n)
	node := &f.Nodes[n]
	if depth > 4 {
		return false
	}
	switch {
	case node.Op == table.Append && len(node.Args) > 1:
		return f.isField(node.Args[0], field) && !f.cuts(node)
	case node.Op == table.Compute && (node.Name == "+" || node.Name == "-") && len(node.Args) == 2:
		return slices.ContainsFunc(node.Args, func(a int32) bool { return f.isField(a, field) || f.grows(a, field, depth+1) })
	}
	return false
}

// cuts tells whether something is appended to that comes from the list itself: append(list[:i], list[i+1:]...) takes away.
func (f *Func) cuts(node *table.Node) bool {
	first := f.leafField(node.Args[0])
	return slices.ContainsFunc(node.Args[1:], func(a int32) bool { return first != "" && f.leafField(a) == first })
}

func (f *Func) isField(n int32, field string) bool { return f.leafField(n) == field }

// leafField is the field that a value is read from, "" if it is none.
func (f *Func) leafField(n int32) string {
	for range len(f.Nodes) {
		n = strip(f, n)
		switch node := &f.Nodes[n]; node.Op {
		case table.FieldOf:
			return node.Name
		case table.Load, table.Compute:
			if len(node.Args) == 0 {
				return ""
			}
			n = node.Args[0]
		default:
			return ""
		}
	}
	return ""
}

// updates tells whether an object is what a function literal is given by a function that reads a row, lets the literal change it, and writes it back.
func (f *Func) updates(object int32) bool {
	i, ok := f.parameter(object)
	if !ok || f.Parent == "" || f.program.isTheirs(f.Params[i].Type) {
		return false
	}
	for _, m := range f.made {
		for _, u := range m.Func.usersOf(m.Node) {
			c := &m.Func.Nodes[u]
			if c.Op == table.Convert {
				for _, v := range m.Func.usersOf(u) {
					if m.Func.Nodes[v].Op == table.Call && m.Func.writesBack(v, f, i) {
						return true
					}
				}
			}
			if c.Op == table.Call && m.Func.writesBack(u, f, i) {
				return true
			}
		}
	}
	return false
}

// writesBack tells whether a call writes to a database what the literal that it is given has changed: the functions that it reaches write, or nobody knows
// them, and the literal hands back what it was given.
func (f *Func) writesBack(call int32, literal *Func, param int32) bool {
	for _, t := range f.calls[call].targets {
		if t.fn != nil && t.fn.does(Write) || t.model != nil && t.model.Write != nil {
			return true
		}
	}
	return len(f.calls[call].targets) == 0 && f.Nodes[call].Mode == table.Invoke && len(literal.Results) == 2 && literal.Results[0] == literal.Params[param].Type && literal.Results[1] == "error"
}

// parameter is the parameter that an object is, or is a copy of.
func (f *Func) parameter(n int32) (int32, bool) {
	for range len(f.Nodes) {
		n = strip(f, n)
		switch node := &f.Nodes[n]; node.Op {
		case table.Parameter:
			return node.Index, node.Index < int32(len(f.Params))
		case table.Load:
			n = node.Args[0]
		case table.Alloc:
			i := slices.IndexFunc(f.stores[n], func(s store) bool { return s.key == wholeKey && f.Nodes[strip(f, s.value)].Op == table.Parameter })
			if i < 0 {
				return 0, false
			}
			n = f.stores[n][i].value
		default:
			return 0, false
		}
	}
	return 0, false
}

// readsAndWrites tells whether an object was read from a database, and is written there after a store.
func (f *Func) readsAndWrites(object, store int32) bool {
	root := f.spot(object).root
	read := root
	if f.Nodes[read].Op == table.Extract {
		read = f.Nodes[read].Args[0]
	}
	if f.Nodes[read].Op != table.Call || !f.asks(read) {
		return false
	}
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Call || c.Block < 0 || !f.writes(int32(n)) || int32(n) == read || !f.precedes(store, int32(n)) && !f.reaches(f.Nodes[store].Block, c.Block) {
			continue
		}
		if slices.ContainsFunc(c.Args, func(a int32) bool { return f.spot(a).root == root || f.readOf(a) == read }) {
			return true
		}
	}
	return false
}

// readOf is the call that a value is a result of.
func (f *Func) readOf(n int32) int32 {
	n = f.spot(n).root
	if f.Nodes[n].Op == table.Extract {
		return f.Nodes[n].Args[0]
	}
	return n
}
