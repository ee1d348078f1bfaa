package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// unconditional tells whether a call is made for every message that gets to its function, unless something fails: no branch on the way looks at what the
// message says, or at what is known otherwise. The message may be received in the function itself, by node after.
func (f *Func) unconditional(n, after int32) bool {
	if f.failing(n) {
		return false // made because of a failure
	}
	leads := f.leadingBlocks(f.Nodes[n].Block)
	for b := range f.Blocks {
		succs := f.Blocks[b].Succs
		if !leads[b] || len(succs) != 2 || after >= 0 && !f.dominates(f.Nodes[after].Block, int32(b)) {
			continue // before the message came
		}
		for i, s := range succs {
			if (!leads[s] || f.dominates(s, int32(b))) && !f.beside(int32(b), i, after) {
				return false
			}
		}
	}
	return true
}

// leadingBlocks lists the blocks from which control comes to a block without going back in a loop, itself among them only where it is left again.
func (f *Func) leadingBlocks(to int32) []bool {
	out := make([]bool, len(f.Blocks))
	var add func(b int32)
	add = func(b int32) {
		if out[b] {
			return
		}
		out[b] = true
		for _, p := range f.Blocks[b].Preds {
			if !f.dominates(b, p) {
				add(p)
			}
		}
	}
	add(to)
	return out
}

// beside tells whether the branch that leads away from a call says nothing about the message: it is taken when something fails, when there is no message, or
// when all is over.
func (f *Func) beside(b int32, succ int, after int32) bool {
	cond := f.Blocks[b].Cond
	if cond < 0 {
		return false
	}
	if f.stops(b, succ) || slices.ContainsFunc(f.facts(b, succ), func(x fact) bool {
		return x.failed || x.call >= 0 || x.node >= 0 && (f.isTheirMessage(x.node) || f.typeOf(x.node) == "error")
	}) {
		return true
	}
	c := &f.Nodes[cond]
	for c.Op == table.Not || c.Op == table.Convert {
		cond = c.Args[0]
		c = &f.Nodes[cond]
	}
	switch c.Op {
	case table.Compute:
		return c.Name == "ok" && len(c.Args) == 1 && (f.Nodes[c.Args[0]].Op == table.Recv || f.program.isTheirs(c.Type))
	case table.Compare:
		if f.countsMessages(c.Args[0], after) || f.countsMessages(c.Args[1], after) {
			return true
		}
		return f.endsInError(f.Blocks[b].Succs[succ]) && (f.isZero(c.Args[0]) || f.isZero(c.Args[1])) // something that is missing
	case table.Const:
		return true
	}
	return false
}

// isZero tells whether a node is the zero value of a basic type.
func (f *Func) isZero(n int32) bool {
	c := &f.Nodes[strip(f, n)]
	return c.Op == table.Const && (c.Name == "" || c.Name == "0" || c.Name == "nil")
}

// isTheirMessage tells whether a node is a library's message, or a list of them.
func (f *Func) isTheirMessage(n int32) bool {
	return f.program.isTheirs(strings.TrimLeft(f.valueType(n), "[]*"))
}

// countsMessages tells whether a number is how many messages were received: the length of a list that a library gives out, not of something in a message.
func (f *Func) countsMessages(n, after int32) bool {
	node := &f.Nodes[strip(f, n)]
	if node.Op != table.Compute || node.Name != "len" || len(node.Args) != 1 {
		return false
	}
	if f.isTheirMessage(node.Args[0]) {
		return true
	}
	elem, _ := elements(f.valueType(node.Args[0]))
	return strings.Contains(elem, ".") && f.program.ownType(elem) == nil && f.givenOut(node.Args[0], after)
}

// givenOut tells whether a value is part of what a library gave out with a message, at node after or as a parameter.
func (f *Func) givenOut(n, after int32) bool {
	for range f.Nodes {
		node := &f.Nodes[n]
		switch {
		case n == after:
			return true
		case node.Op == table.Parameter:
			return f.program.isTheirs(f.paramType(node.Index))
		case len(node.Args) == 0 || node.Op == table.Call && !node.Recv:
			return false
		}
		n = node.Args[0]
	}
	return false
}
