package bus

import (
	"maps"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// listed tells whether a list may hold the message that the followed call was made for, where a way has got to. What a loop puts into its list after a success is
// not in there after a failure.
//
//	if err := handle(m); err != nil {
//		continue
//	}
//	done = append(done, m)
func (s *fate) listed(n int32, w *way) bool {
	f := s.f
	switch node := &f.Nodes[n]; node.Op {
	case table.Convert:
		return s.listed(node.Args[0], w)
	case table.Phi:
		if in, known := w.lists[n]; known {
			return in
		}
		loops := f.loops(s.start)
		return len(loops) == 0 || f.head(loops[0]) != node.Block // made up by earlier rounds
	case table.Const:
		return node.Name != "nil"
	case table.Append:
		return !w.later || s.listed(node.Args[0], w)
	case table.Alloc:
		return len(f.stores[n]) > 0
	}
	return true
}

// leftOut tells whether a call settles a list of messages that the one of the followed call is not in.
func (s *fate) leftOut(n int32, w *way) bool {
	f := s.f
	lists := 0
	for _, t := range f.calls[n].targets {
		if t.model == nil || t.model.Settle == nil {
			return false
		}
		a, fields, ok := f.argument(n, t.model.Settle.Message)
		if !ok {
			return false
		}
		values := []int32{a}
		if len(fields) > 0 {
			values = f.storedAs(a, fields[0])
		}
		for _, v := range values {
			if s.listed(v, w) {
				return false
			}
			lists++
		}
	}
	return lists > 0
}

// storedAs lists what is stored into a field of an object that the function makes.
func (f *Func) storedAs(n int32, field string) []int32 {
	obj := f.object(n)
	if obj < 0 {
		return nil
	}
	var out []int32
	for _, s := range f.stores[obj] {
		if s.key >= 0 && localName(f.program.keys.names[s.key]) == field {
			out = append(out, s.value)
		}
	}
	return out
}

// relisted is what lists hold behind a step to the next block, from its predecessor at.
func (s *fate) relisted(w *way, block int32, at int) map[int32]bool {
	f := s.f
	var out map[int32]bool
	for _, p := range s.phis[block] {
		if !f.collects(p) {
			continue
		}
		if out == nil {
			out = maps.Clone(w.lists)
			if out == nil {
				out = map[int32]bool{}
			}
		}
		out[p] = s.listed(f.Nodes[p].Args[at], w)
	}
	if out == nil {
		return w.lists
	}
	return out
}

// collects tells whether a phi is of a list that something is put into.
func (f *Func) collects(phi int32) bool {
	if f.lists == nil {
		f.lists = map[int32]bool{}
		for n := range f.Nodes {
			if f.Nodes[n].Op == table.Append {
				f.collected(int32(n))
			}
		}
	}
	return f.lists[phi]
}

func (f *Func) collected(n int32) {
	for _, u := range f.usersOf(n) {
		if f.Nodes[u].Op == table.Phi && !f.lists[u] {
			f.lists[u] = true
			f.collected(u)
		}
	}
}
