package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// shelf is where records of messages are looked up, and kept by another call.
type shelf struct {
	table dataTable // without a name: the keys of a store
	kept  record
}

// shelves lists where a call keeps what it is given, or else looks something up: itself, or in what it calls.
func (p *Program) shelves(s CallSite, keeps bool, depth int) []shelf {
	f := s.Func
	targets := f.calls[s.Node].targets
	var out []shelf
	for _, t := range targets {
		switch m := t.model; {
		case m != nil && keeps && m.Notes, m != nil && !keeps && m.LooksUp:
			out = append(out, shelf{dataTable{library: family(m.Package)}, recordApart})
		case m != nil:
			if keeps != f.isWrite(s.Node, m) || !keeps && m.Read == nil || keeps && (!f.addsRow(s.Node, m) || !s.alone()) {
				continue
			}
			for _, x := range p.tablesOf(step{at: s}, t) {
				out = append(out, shelf{x, recordSQL})
			}
		case t.fn != nil && t.fn != f && len(targets) == 1 && depth < recordDepth && (!keeps || s.outsideTx()):
			for i := range t.fn.Nodes {
				if c := &t.fn.Nodes[i]; c.Op == table.Call && c.Block >= 0 {
					out = append(out, p.shelves(CallSite{t.fn, int32(i)}, keeps, depth+1)...)
				}
			}
		}
	}
	return out
}

// addsRow tells whether a call inserts a row.
func (f *Func) addsRow(n int32, m *models.Func) bool {
	if m.Again != nil {
		return m.Again.What == "insert"
	}
	if m.Write == nil || m.Write.SQL.IsZero() {
		return false
	}
	a, _, ok := f.argument(n, m.Write.SQL)
	return ok && strings.HasPrefix(strings.ToUpper(strings.TrimSpace(f.text(a))), "INSERT ")
}

// outsideTx tells whether no transaction of the function is open at a call.
func (s CallSite) outsideTx() bool {
	if s.Func.flow == nil {
		return false
	}
	st, ok := s.Func.flow.at[s.Node]
	return ok && !slices.ContainsFunc(st.open, func(w uint64) bool { return w != 0 })
}

// alone tells whether what a call writes is no part of a transaction: none is open, and the handle is no transaction.
func (s CallSite) alone() bool {
	f := s.Func
	if !s.outsideTx() {
		return false
	}
	root := f.chain(s.Node)[0]
	if !f.Nodes[root].Recv {
		return false
	}
	name := f.Nodes[root].Name
	owner := strings.TrimSuffix(name, methodName(name))
	if f.program.model(owner+"Commit") == nil {
		begin := f.program.model(owner + "Begin")
		if begin != nil && begin.Begin != nil {
			return true // it begins them, and commits none
		}
	}
	handle := f.Nodes[root].Args[0]
	if t := f.program.models.Type(bareType(f.valueType(handle))); t != nil && t.Is == "tx" {
		return false
	}
	if slices.ContainsFunc(f.placesAt(handle, nil), func(pl Place) bool {
		return (pl.Root == FromParam || pl.Root == FromFree) && len(f.program.paths.list[pl.Path]) == 0
	}) {
		return false // a caller may have begun it
	}
	objects, _ := f.program.tracer.trace(f, nil, handle, nil)
	return !slices.ContainsFunc(objects, func(o object) bool {
		return o.model != nil && o.model.Begin != nil || o.ref.fn != nil && o.ref.fn.Parent != "" && o.ref.fn.Nodes[o.ref.node].Op == table.Parameter
	})
}

// lookup finds the call before another one that looks up what that one keeps, -1 if there is none.
//
//	seen, err := inbox.Has(ctx, e.ID)
//	...
//	err = inbox.Add(ctx, e.ID)
func (p *Program) lookup(s CallSite) (int32, record) {
	f := s.Func
	kept := p.shelves(s, true, 0)
	if len(kept) == 0 {
		return -1, noRecord
	}
	for i := range f.Nodes {
		n := int32(i)
		if n == s.Node || f.Nodes[n].Op != table.Call || f.Nodes[n].Block < 0 || !f.precedes(n, s.Node) {
			continue
		}
		for _, x := range p.shelves(CallSite{f, n}, false, 0) {
			if slices.ContainsFunc(kept, func(k shelf) bool { return k.table == x.table && (x.table.name != "" || f.sameKey(n, s.Node)) }) {
				return n, kept[0].kept
			}
		}
	}
	return -1, noRecord
}

// sameKey tells whether two calls are given the same value, or something made of it; a context aside.
func (f *Func) sameKey(a, b int32) bool {
	mine := f.keysGiven(a)
	return slices.ContainsFunc(f.keysGiven(b), func(pl Place) bool { return slices.Contains(mine, pl) })
}

// keysGiven lists where what a call is given comes from; of a function literal, what it gives to the calls in it.
func (f *Func) keysGiven(n int32) []Place {
	w := walker{f: f, p: f.program, seen: map[placeKey]bool{}}
	for _, t := range f.calls[n].targets {
		if t.fn == nil || t.fn.Parent != f.Name {
			continue
		}
		for i := range t.fn.Nodes {
			if t.fn.Nodes[i].Op == table.Call && t.fn.Nodes[i].Block >= 0 {
				for _, pl := range t.fn.keysGiven(int32(i)) {
					w.translate(t, n, pl)
				}
			}
		}
	}
	for _, x := range f.Nodes[n].Args[btoi(f.Nodes[n].Recv):] {
		w.out = append(w.out, f.keyParts(x, 0)...)
	}
	return w.out
}

// keyParts lists where the parts of a key come from.
func (f *Func) keyParts(n int32, depth int) []Place {
	n = strip(f, n)
	node := &f.Nodes[n]
	switch {
	case node.Op == table.Const || f.valueType(n) == "context.Context" || depth > 4:
		return nil
	case node.Op == table.Compute || node.Op == table.Call:
		var out []Place
		for _, a := range node.Args {
			for _, x := range f.listed(a) {
				out = append(out, f.keyParts(x, depth+1)...)
			}
		}
		return out
	case node.Op == table.Alloc: // an object that has the key
		var out []Place
		for _, s := range f.stores[n] {
			out = append(out, f.keyParts(s.value, depth+1)...)
		}
		return out
	}
	return f.placesAt(n, nil)
}
