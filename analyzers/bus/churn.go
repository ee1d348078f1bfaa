package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Churn is a producer or connection that is opened for each event.
type Churn struct {
	Opened  CallSite
	Publish *Effect
}

// own is a publish through something that the function has opened itself.
type own struct {
	effect *Effect
	via    Place
}

// Churn lists the producers and connections that are opened for each event, each once: in a loop that publishes, or in a function that publishes what it
// is given and is called more often than once.
func (p *Program) Churn() []Churn {
	var out []Churn
	told := map[CallSite]bool{}
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for _, o := range f.flow.Own {
			at, ok := p.opened(f, o.via)
			if !ok || told[at] || !f.eachEvent(at, o.effect) {
				continue
			}
			told[at] = true
			out = append(out, Churn{at, o.effect})
		}
	}
	return out
}

// opened finds where f opens what something is published through: all that it may be is made by this call, and nobody keeps it.
func (p *Program) opened(f *Func, via Place) (CallSite, bool) {
	objects, complete := p.tracer.place(f, via)
	if !complete || len(objects) == 0 {
		return CallSite{}, false
	}
	var at CallSite
	for i, o := range objects {
		made, ok := p.openedAs(f, o)
		if !ok || i > 0 && made != at {
			return CallSite{}, false
		}
		at = made
	}
	return at, !f.letsGo(via.Index, false, map[nodeRef]bool{})
}

// openedAs finds where f opens an object, or what it is made around: the connection that it shares, the publisher that it decorates.
func (p *Program) openedAs(f *Func, o object) (CallSite, bool) {
	if o.ref.fn == nil {
		return CallSite{}, false
	}
	if o.model == nil {
		typ := o.ref.fn.Nodes[o.ref.node].Type
		if strings.HasPrefix(typ, "*") {
			return CallSite{}, false // a variable, not a literal
		}
		t := p.models.Type(bareType(typ))
		return p.openedIn(f, o), t != nil && t.Is == "publisher" && p.openedIn(f, o).Func != nil
	}
	c := o.model.Construct
	if c == nil || c.Kind != "publisher" && c.Kind != "connection" {
		return CallSite{}, false
	}
	base := c.On
	if base.IsZero() {
		base = c.Decorates
	}
	if base.IsZero() {
		return p.openedIn(f, o), p.openedIn(f, o).Func != nil
	}
	a, fields, ok := o.ref.fn.argument(o.ref.node, base)
	if !ok {
		return CallSite{}, false
	}
	objects, complete := p.tracer.trace(o.ref.fn, o.stack, a, p.fieldKeys(fields))
	if !complete || len(objects) != 1 {
		return CallSite{}, false
	}
	return p.openedAs(f, objects[0])
}

// openedIn is the call of f, or the literal in it, that makes an object; the zero site if that is made elsewhere, or kept on the way.
func (p *Program) openedIn(f *Func, o object) CallSite {
	at, stack := CallSite{o.ref.fn, o.ref.node}, o.stack
	for {
		n := at.Node
		if at.Func.Nodes[n].Op == table.Call {
			n = at.Func.resultNode(n, 0)
		}
		switch {
		case at.Func.letsGo(n, stack != nil, map[nodeRef]bool{}):
			return CallSite{}
		case stack == nil && at.Func == f:
			return at
		case stack == nil:
			return CallSite{}
		}
		at, stack = stack.site, stack.up
	}
}

// letsGo tells whether a value may live longer than the function: it is stored in what others have, sent, captured by a goroutine, handed to who may store
// it, or returned (unless that is expected).
func (f *Func) letsGo(n int32, returned bool, seen map[nodeRef]bool) bool {
	n = f.spot(n).root
	if seen[nodeRef{f, n}] {
		return false
	}
	seen[nodeRef{f, n}] = true
	is := func(a int32) bool { s := f.spot(a); return s.root == n && len(s.path) == 0 }
	for u := range f.Nodes {
		node := &f.Nodes[u]
		switch {
		case node.Op == table.Return:
			if !returned && slices.ContainsFunc(node.Args, is) {
				return true
			}
		case node.Op == table.Send:
			if is(node.Args[1]) {
				return true
			}
		case node.Op == table.Append:
			if slices.ContainsFunc(node.Args, is) {
				return true
			}
		case node.Op == table.Store:
			if !is(node.Args[1]) {
				continue
			}
			to := f.target(int32(u))
			if f.Nodes[to.root].Op != table.Alloc || f.Nodes[strip(f, node.Args[0])].Op == table.Elem || f.letsGo(to.root, returned, seen) {
				return true
			}
		case isCall(node.Op):
			if f.handsOn(int32(u), is, seen) {
				return true
			}
		}
	}
	return false
}

// handsOn tells whether a call may keep one of its arguments.
func (f *Func) handsOn(call int32, is func(int32) bool, seen map[nodeRef]bool) bool {
	node := &f.Nodes[call]
	for i, a := range node.Args {
		if !is(a) || f.logs(call) {
			continue
		}
		targets := f.calls[call].targets
		if len(targets) == 0 && !(i == 0 && node.Recv) {
			return true // nobody looked into it
		}
		for _, t := range targets {
			if t.fn == nil {
				continue // a library's own
			}
			if param, ok := f.paramOf(call, t, int32(i)); ok && t.fn.letsGo(t.fn.paramNode(param), true, seen) {
				return true
			}
		}
	}
	return false
}

// eachEvent tells whether a producer is opened for each event that is published through it.
func (f *Func) eachEvent(at CallSite, e *Effect) bool {
	opened, publish := f.Nodes[at.Node].Block, e.At.Node
	if opened < 0 {
		opened = f.blockOf(at.Node)
	}
	to := f.Nodes[publish].Block
	if loop := f.loop(to); loop != nil {
		if opened < 0 || !loop[opened] || f.returnsWithout(to, opened) {
			return false // many events share it
		}
		if slices.ContainsFunc(f.inputs(publish), func(a int32) bool { return f.varies(a, loop, map[int32]bool{}) }) {
			return true
		}
	}
	return f.isGiven(e) && f.called(map[*Func]bool{})
}

// blockOf is the block where a literal is first used, -1 if it is not.
func (f *Func) blockOf(n int32) int32 {
	for b := range f.Blocks {
		for _, u := range f.Blocks[b].Nodes {
			if slices.ContainsFunc(f.Nodes[u].Args, func(a int32) bool { return f.spot(a).root == n }) {
				return int32(b)
			}
		}
	}
	return -1
}

// returnsWithout tells whether control can come back to a block without going through another.
func (f *Func) returnsWithout(block, other int32) bool {
	seen := make([]bool, len(f.Blocks))
	work := slices.Clone(f.Blocks[block].Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == block && block != other {
			return true
		}
		if b == other || seen[b] {
			continue
		}
		seen[b] = true
		work = append(work, f.Blocks[b].Succs...)
	}
	return false
}

// isGiven tells whether an event is made of what the function is given.
func (f *Func) isGiven(e *Effect) bool {
	seen := map[nodeRef]bool{}
	switch {
	case e.Payload.Root == FromParam:
		return true
	case e.Payload.Root == FromNode:
		return f.comesFromParam(e.Payload.Index, seen)
	case e.Body >= 0:
		return f.comesFromParam(e.Body, seen)
	}
	return slices.ContainsFunc(f.inputs(e.At.Node), func(a int32) bool { return f.comesFromParam(a, seen) })
}

// comesFromParam tells whether a value is made of a parameter that says what an event is: not of the receiver, a context, or a program's arguments.

func (f *Func) comesFromParam(n int32, seen map[nodeRef]bool) bool {
	if seen[nodeRef{f, n}] {
		return false
	}
	seen[nodeRef{f, n}] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Parameter:
		typ := f.paramType(node.Index)
		return !(f.Recv != "" && node.Index == 0) && typ != "context.Context" && typ != "[]string"
	case table.FreeVar:
		if m := f.madeBy(); m != nil {
			return m.Func.comesFromParam(m.Func.Nodes[m.Node].Args[node.Index], seen)
		}
		return false
	case table.Recv:
		return true
	}
	for _, s := range f.stores[n] {
		if f.comesFromParam(s.value, seen) {
			return true
		}
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.comesFromParam(a, seen) })
}

// called tells whether a function may be called more often than once in the life of a program: not only by a main function, outside loops. A function that
// is given to a library counts if it is given a request or a message.
func (f *Func) called(seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	switch name := methodName(f.Name); {
	case f.Recv == "" && f.Parent == "" && (name == "main" || name == "init"), f.tests():
		return false
	case len(f.Callers) > 0:
		return slices.ContainsFunc(f.Callers, func(c CallSite) bool {
			return !c.Func.tests() && (c.repeated() || c.Func.called(seen))
		})
	case len(f.made) > 0:
		return slices.ContainsFunc(f.Params, func(q table.Param) bool {
			t := f.program.models.Type(elemType(q.Type))
			return t != nil && (t.Is == "request" || t.Is == "message")
		})
	}
	return !strings.Contains(f.Name, "$")
}

// repeated tells whether a call runs the same function again in each round of a loop: not one of several, each in its turn.
func (c CallSite) repeated() bool {
	f, node := c.Func, &c.Func.Nodes[c.Node]
	loop := f.loop(node.Block)
	return loop != nil && !(node.Mode == table.Dynamic && f.varies(node.Args[0], loop, map[int32]bool{}))
}
