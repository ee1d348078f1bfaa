package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// content tells which nodes of a function hold a message, a part of one, or what was made of it: decoded, returned by a call that was given it, captured.
func (h *handling) content(f *Func) []bool {
	if c, known := h.contents[f]; known {
		return c
	}
	c := make([]bool, len(f.Nodes))
	h.contents[f] = c // nothing, while it is being found out: a recursive function
	for _, got := range h.after[f] {
		c[got.index] = true
	}
	for _, n := range h.settlers[f] {
		if m, ok := f.settledMessage(n); ok {
			root, _ := f.rootOf(m)
			c[m], c[root] = true, true
		}
	}
	for n := range f.Nodes {
		c[n] = c[n] || f.Nodes[n].Op == table.Recv && h.p.isTheirs(channelled(f.valueType(f.Nodes[n].Args[0])))
	}
	given := h.givenContent(f)
	for changed := true; changed; {
		changed = false
		for i := range f.Nodes {
			n := int32(i)
			if !c[n] && (f.Nodes[n].Op == table.Parameter && given(f.Nodes[n].Index) || h.madeOf(f, n, c)) {
				c[n], changed = true, true
			}
			changed = f.decodedInto(n, c) || changed
		}
	}
	return c
}

// settledMessage is the message that a library's call settles.
func (f *Func) settledMessage(n int32) (int32, bool) {
	for _, t := range f.calls[n].targets {
		if t.model != nil && t.model.Settle != nil && !t.model.Settle.Message.IsZero() {
			a, _, ok := f.argument(n, t.model.Settle.Message)
			return a, ok
		}
	}
	return 0, false
}

// givenContent tells which parameters of a function are messages or made of them: what its library gives it, or what the call gives it that it runs for.
func (h *handling) givenContent(f *Func) func(int32) bool {
	by, runs := h.within[f]
	var passed []bool
	if runs && by.from.Func != nil {
		passed = make([]bool, len(f.Params))
		from := h.content(by.from.Func)
		for _, t := range by.from.Func.calls[by.from.Node].targets {
			for i := range f.Params {
				if a, ok := by.from.Func.arg(by.from.Node, t, int32(i)); ok && t.fn == f {
					passed[i] = from[a]
				}
			}
		}
	}
	return func(i int32) bool {
		switch typ := f.paramType(i); {
		case h.p.isTheirs(typ):
			return true
		case !runs || bare(typ) || f.Recv != "" && i == 0:
			return false
		case passed != nil:
			return passed[i]
		}
		return true
	}
}

// channelled is the type of what a channel of some type carries.
func channelled(typ string) string {
	return strings.TrimPrefix(strings.TrimPrefix(typ, "<-"), "chan ")
}

// bare tells whether a type holds nothing of a message.
func bare(typ string) bool { return typ == "context.Context" || typ == "error" || typ == "bool" }

// madeOf tells whether a node is made of content.
func (h *handling) madeOf(f *Func, n int32, c []bool) bool {
	node := &f.Nodes[n]
	switch node.Op {
	case table.FreeVar:
		m := f.madeBy()
		return m != nil && int(node.Index) < len(m.Func.Nodes[m.Node].Args) && h.content(m.Func)[m.Func.Nodes[m.Node].Args[node.Index]]
	case table.Extract:
		from := node.Args[0]
		return (c[from] || isCall(f.Nodes[from].Op) && f.uses(from, c)) && !bare(f.valueType(n))
	case table.Call:
		return node.Out != "" && !bare(node.Out) && f.uses(n, c)
	case table.Load, table.FieldOf, table.Elem, table.Phi, table.Convert, table.Compute, table.Append, table.Recv, table.Closure:
		return !bare(f.valueType(n)) && slices.ContainsFunc(node.Args, func(a int32) bool { return c[a] })
	case table.Alloc:
		return !bare(node.Type) && slices.ContainsFunc(f.stores[n], func(s store) bool { return c[s.value] })
	}
	return false
}

// decodedInto marks the variables that a call decodes content into; it tells whether there is one that was not marked.
func (f *Func) decodedInto(n int32, c []bool) bool {
	if !isCall(f.Nodes[n].Op) || !slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return c[a] }) {
		return false
	}
	found := false
	for _, a := range f.Nodes[n].Args {
		if cell := strip(f, a); !c[cell] && f.Nodes[cell].Op == table.Alloc && f.decodes(n) {
			c[cell], found = true, true
		}
	}
	return found
}

// uses tells whether a node is given content.
func (f *Func) uses(n int32, c []bool) bool {
	return slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return c[a] })
}

// workOn tells whether a call does the work that a message is for: it changes something, or has somebody else do it, with what the message says.
func (f *Func) workOn(n int32, c []bool) bool {
	if f.Nodes[n].Op != table.Call || f.Nodes[n].Block < 0 || !f.uses(n, c) || f.failing(n) {
		return false
	}
	if s := f.Settlement(n); s.Back {
		return false // it is decided there
	}
	return f.changes(n) || f.handler(n)
}

// handler tells whether a call is that of a function that somebody gave, of whom nobody knows who: what handles messages, say.
func (f *Func) handler(n int32) bool {
	return f.Nodes[n].Mode == table.Dynamic && len(f.calls[n].targets) == 0 && !f.logs(n)
}

// handsOff tells whether an action gives content to another goroutine, which works on it and does not settle it.
func (f *Func) handsOff(n int32, c []bool) bool {
	node := &f.Nodes[n]
	if node.Block < 0 || f.failing(n) {
		return false
	}
	switch node.Op {
	case table.Send:
		return c[node.Args[1]]
	case table.Go:
		s := f.Settlement(n)
		return f.uses(n, c) && !s.Done && !s.Back && (f.changes(n) || f.handler(n))
	case table.Call:
		for _, t := range f.calls[n].targets {
			if t.model == nil || t.model.Callback == nil || t.model.Callback.When != "async" {
				continue
			}
			a, _, ok := f.argument(n, models.Path{Root: "arg", Index: t.model.Callback.Arg})
			return ok && c[a] && slices.ContainsFunc(f.functions(a, nil), func(t target) bool {
				if t.fn == nil {
					return false
				}
				s := t.fn.settlements()
				return !s.Done && !s.Back && t.fn.efforts() == works
			})
		}
	}
	return false
}

// waitsBetween tells whether a function waits for others after one action, and before another one; -1 stands for its end. If blocks are given, it
// waits in these. What it waits for is not asked: that only keeps rules silent.
func (f *Func) waitsBetween(a, b int32, within []bool) bool {
	return slices.ContainsFunc(f.acting(), func(n int32) bool {
		node := &f.Nodes[n]
		if within != nil && !within[node.Block] {
			return false
		}
		switch node.Op {
		case table.Defer:
			return methodName(node.Name) == "Wait"
		case table.Recv:
			if f.ofContext(node.Args[0]) || f.selects(a, n) {
				return false
			}
		case table.Call:
			if methodName(node.Name) != "Wait" {
				return false
			}
		default:
			return false
		}
		return f.leads(a, n) && (b < 0 || f.leads(n, b))
	})
}

// ofContext tells whether a channel says that a context is done.
func (f *Func) ofContext(ch int32) bool {
	return f.Nodes[strip(f, ch)].Name == "(context.Context).Done"
}

// selects tells whether two actions are cases of one select.
func (f *Func) selects(a, b int32) bool {
	at := f.Nodes[a].Block
	cond := f.Blocks[at].Cond
	if at != f.Nodes[b].Block || cond < 0 || f.Nodes[cond].Op != table.Compare {
		return false
	}
	chosen := f.Nodes[cond].Args[0]
	if f.Nodes[chosen].Op != table.Unknown || f.Nodes[chosen].Name != "select" {
		return false
	}
	cases := 0 // each is asked for
	for _, n := range f.usersOf(chosen) {
		cases += btoi(f.Nodes[n].Op == table.Compare)
	}
	nodes := f.Blocks[at].Nodes
	return slices.Contains(nodes[max(0, len(nodes)-cases):], a)
}
