package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// mint is where a value is made that is another one each time: a unique id, a random number, the time, the count of a loop.
type mint struct {
	at    CallSite
	stack *frame       // calls on the way down to at
	model *models.Func // nil of a count
}

// varying tells whether what a library's function returns is another value at each call.
func varying(m *models.Func) bool { return m.ID || m.Fresh != "" && m.Fresh != "start" }

// novelty is what the ways back from a value say of it.
type novelty uint8

const (
	unset novelty = iota // the zero value: it is not set
	anew                 // it is made anew, whatever way it comes, at least in part
	kept                 // it may be what it was before, or is not known
)

// freshness follows a value back to where it is made anew.
type freshness struct {
	p      *Program
	seen   map[traceKey]bool
	starts bool // what differs at each start of the program counts as well
	counts bool // the count of a loop is another one each time
	mints  []mint
}

// varies tells whether what a library's function returns is another value each time.
func (s *freshness) varies(m *models.Func) bool { return varying(m) || s.starts && m.Fresh == "start" }

// fresh finds out whether the value at a field path of a node is made anew whatever way it comes, and where. A text that is put together of an id that stays
// and a random number is another one each time.
func (p *Program) fresh(f *Func, stack *frame, n int32, path []int32) ([]mint, novelty) {
	s := freshness{p: p, seen: map[traceKey]bool{}}
	k := s.value(f, stack, n, path)
	return s.mints, k
}

func (s *freshness) value(f *Func, stack *frame, n int32, path []int32) novelty {
	k := traceKey{f, n, s.p.paths.id(path), stack}
	if s.seen[k] {
		return unset // in a loop, a value is made of itself
	}
	s.seen[k] = true
	defer delete(s.seen, k)
	objects, complete := s.p.tracer.near(f, stack, n, path)
	if !complete {
		return kept
	}
	out := unset
	for _, o := range objects {
		out = max(out, s.object(o))
	}
	return out
}

func (s *freshness) object(o object) novelty {
	f, n := o.ref.fn, o.ref.node
	if f == nil {
		return kept
	}
	node := &f.Nodes[n]
	switch {
	case node.Op == table.Const:
		if zero(f, n) {
			return unset
		}
		return kept
	case o.model != nil && s.varies(o.model):
		s.mints = append(s.mints, mint{CallSite{f, n}, o.stack, o.model})
		return anew
	case s.counts && f.counts(n):
		s.mints = append(s.mints, mint{CallSite{f, n}, o.stack, nil})
		return anew
	case s.counts && node.Op == table.Compute && node.Name != "+":
		return kept // of a few: i % 4
	case node.Op == table.Call || node.Op == table.Compute:
		return s.any(f, o.stack, node.Args)
	case node.Op == table.Alloc:
		return s.filled(o)
	}
	return kept
}

// counts tells whether a node is the next value of a variable that a loop counts up: i++.
func (f *Func) counts(n int32) bool {
	node := &f.Nodes[n]
	if node.Op != table.Compute || node.Name != "+" || f.Nodes[node.Args[1]].Op != table.Const || f.Nodes[node.Args[1]].Name != "1" {
		return false
	}
	phi := &f.Nodes[strip(f, node.Args[0])]
	return phi.Op == table.Phi && slices.ContainsFunc(phi.Args, func(a int32) bool { return strip(f, a) == n })
}

// any tells whether something that is put together has a part that is made anew.
func (s *freshness) any(f *Func, stack *frame, parts []int32) novelty {
	for _, a := range parts {
		if s.value(f, stack, a, nil) == anew {
			return anew
		}
	}
	return kept
}

// filled is a variable that is pointed to, a list of parts, or bytes that are filled with random ones.
func (s *freshness) filled(o object) novelty {
	f, n := o.ref.fn, o.ref.node
	var parts []int32
	for _, st := range f.stores[n] {
		if st.key == wholeKey || st.key == elemKey {
			parts = append(parts, st.value)
		}
	}
	if len(parts) > 0 {
		return s.any(f, o.stack, parts)
	}
	for _, c := range f.passed(n) {
		for _, t := range f.calls[c.node].targets {
			if t.model != nil && s.varies(t.model) {
				s.mints = append(s.mints, mint{CallSite{f, c.node}, o.stack, t.model})
				return anew
			}
		}
	}
	return kept
}

// chain lists the calls from a mint up to the outermost one that is known.
func (m mint) chain() []CallSite {
	out := []CallSite{m.at}
	for s := m.stack; s != nil; s = s.up {
		out = append(out, s.site)
	}
	return out
}

// near traces what is stored on the way to a value, also into texts that are put together. What a field holds that is not filled on the way is not known:
// what is stored into it elsewhere may be another's.
func (t *tracer) near(fn *Func, stack *frame, node int32, path []int32) ([]object, bool) {
	q := query{t: t, p: t.p, seen: map[seenKey]bool{}, stacks: stacks[seenKey]{}, complete: true, text: true, near: true}
	q.node(fn, stack, node, path, "")
	slices.SortStableFunc(q.out, compareObjects)
	return q.out, q.complete
}
