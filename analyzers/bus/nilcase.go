package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// nilCase is what is certain in a function where one of its values is nil: conditions on it, and so the ways that control takes.
//
//	func conflict(err error) bool {
//		pgErr, ok := errors.AsType[*pgconn.PgError](err)    false of nil
//		return ok && pgErr.Code == "40001"                  false
//	}
type nilCase struct {
	f     *Func
	value int32
	taken map[entrance]bool // where control may enter blocks; nil if that is not known
}

// entrance is a way into a block, by the position of the predecessor.
type entrance struct {
	block int32
	pred  int
}

// failedIf finds the call that must have failed where a condition holds (or does not): of a nil error, the condition says the opposite.
func (f *Func) failedIf(cond int32, holds bool) (call, result int32, ok bool) {
	asked := &f.Nodes[cond]
	if asked.Op == table.Extract { // _, ok := errors.AsType[E](err)
		asked = &f.Nodes[asked.Args[0]]
	}
	for _, a := range asked.Args {
		if call, result, ok := f.errorOf(a); ok {
			c := nilCase{f: f, value: strip(f, a)}
			if v, certain := c.holds(cond); certain && v != holds {
				return call, result, true
			}
		}
	}
	return 0, 0, false
}

// ofNil is the bool that a function returns as a result when a parameter is nil, if that is certain.
func (f *Func) ofNil(param, result int32) (value, certain bool) {
	n := slices.IndexFunc(f.Nodes, func(n table.Node) bool { return n.Op == table.Parameter && n.Index == param })
	if n < 0 {
		return false, false // it does not look at it
	}
	k := placeKey{int32(n), result}
	if v, done := f.ofNils[k]; done {
		return v == yes, v != unsure
	}
	if f.ofNils == nil {
		f.ofNils = map[placeKey]answer{}
	}
	f.ofNils[k] = unsure // while it is being found out: a recursive function
	c := nilCase{f: f, value: int32(n), taken: map[entrance]bool{}}
	f.ofNils[k] = c.returns(result)
	return f.ofNils[k] == yes, f.ofNils[k] != unsure
}

// answer is the value of a bool.
type answer uint8

const (
	open answer = iota // nothing was found yet
	yes
	no
	unsure
)

// and is an answer that may also be another one.
func (a answer) and(value, certain bool) answer {
	b := no
	switch {
	case !certain:
		b = unsure
	case value:
		b = yes
	}
	if a == open || a == b {
		return b
	}
	return unsure
}

// returns goes all ways that control may take, and tells what is returned on them. What is certain of a value gets less when more ways are known, so
// it goes on until no more are found.
func (c *nilCase) returns(result int32) answer {
	f := c.f
	reached := make([]bool, len(f.Blocks))
	reached[0] = true
	for before := -1; before != len(c.taken); {
		before = len(c.taken)
		for b := range f.Blocks {
			if !reached[b] {
				continue
			}
			for i, s := range f.Blocks[b].Succs {
				if f.Blocks[b].Cond >= 0 {
					if v, certain := c.holds(f.Blocks[b].Cond); certain && v != (i == 0) {
						continue // not where it is nil
					}
				}
				reached[s] = true
				c.taken[entrance{s, f.edge(int32(b), i)}] = true
			}
		}
	}
	out := open
	for b := range f.Blocks {
		for _, n := range f.Blocks[b].Nodes {
			if ret := &f.Nodes[n]; reached[b] && ret.Op == table.Return && int(result) < len(ret.Args) {
				out = out.and(c.holds(ret.Args[result]))
			}
		}
	}
	if out == open {
		return unsure // it does not return
	}
	return out
}

// holds is the value of a bool, if that is certain.
func (c *nilCase) holds(n int32) (value, certain bool) {
	f := c.f
	switch node := &f.Nodes[n]; node.Op {
	case table.Const:
		return node.Name == "true", node.Name == "true" || node.Name == "false"
	case table.Convert:
		return c.holds(node.Args[0])
	case table.Not:
		value, certain = c.holds(node.Args[0])
		return !value, certain
	case table.Compare:
		return node.Name == "==", (node.Name == "==" || node.Name == "!=") && c.isNil(node.Args[0]) && c.isNil(node.Args[1])
	case table.Compute: // _, ok := err.(E)
		return false, node.Name == "ok" && c.isNil(node.Args[0])
	case table.Call:
		return c.called(n, 0)
	case table.Extract:
		return c.called(node.Args[0], node.Index)
	case table.Phi:
		out := open
		for i, a := range node.Args {
			if a != n && c.taken[entrance{node.Block, i}] {
				out = out.and(c.holds(a))
			}
		}
		return out == yes, out == yes || out == no
	}
	return false, false
}

// called is a result of a call that is given the value.
func (c *nilCase) called(n, result int32) (value, certain bool) {
	f := c.f
	node := &f.Nodes[n]
	if node.Op != table.Call || node.Mode == table.Dynamic {
		return false, false
	}
	switch node.Name {
	case "errors.Is", "errors.As", "errors.AsType":
		return false, c.isNil(node.Args[0])
	}
	for i, a := range node.Args {
		if !c.isNil(a) {
			continue
		}
		out := open
		for _, t := range f.calls[n].targets {
			if b, ok := f.arg(n, t, int32(i)); t.fn == nil || !ok || b != a {
				return false, false // a function that nobody looked into
			}
			out = out.and(t.fn.ofNil(int32(i), result))
		}
		if out == yes || out == no {
			return out == yes, true
		}
	}
	return false, false
}

// isNil tells whether a node is the value, or just nil.
func (c *nilCase) isNil(n int32) bool {
	n = strip(c.f, n)
	return n == c.value || c.f.isNil(n)
}
