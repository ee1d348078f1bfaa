package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// The life of a message goes from where it is received to where the broker is told that it is done with. A function takes part in it in one of three ways:
// it receives messages, from a library's call or channel; it runs for one, because a library or a function that receives calls it; or it settles one, wherever
// that came from.

// Delivery is a received message, as one function has it.
type Delivery struct {
	Func     *Func
	Received CallSite     // library's call that receives it; where that is not known, the call in Func that settles it
	Model    *models.Func // of Received
	From     CallSite     // call that Func runs in; its Func is nil if the library calls it, or if it receives the message itself
	Nodes    []int32      // where Func receives messages, or settles them; none if it runs for one
}

// Deliveries lists the messages of brokers that keep them until they are done with, by the functions that have them.
func (p *Program) Deliveries() []Delivery {
	h := p.handling()
	var out []Delivery
	for _, f := range p.Funcs {
		if all := h.after[f]; len(all) > 0 {
			d := Delivery{Func: f, Received: h.origin[all[0]]}
			for _, got := range all {
				d.Nodes = append(d.Nodes, got.index)
			}
			out = append(out, d)
		}
		if by, ok := h.within[f]; ok {
			out = append(out, Delivery{Func: f, Received: by.at, From: by.from})
		}
		if nodes := h.settlers[f]; len(nodes) > 0 && len(h.after[f]) == 0 {
			out = append(out, Delivery{Func: f, Received: CallSite{f, nodes[0]}, Nodes: nodes})
		}
	}
	for i := range out {
		out[i].Model = out[i].Received.model()
	}
	return out
}

// model is the library's function that is called.
func (s CallSite) model() *models.Func {
	for _, t := range s.Func.calls[s.Node].targets {
		if t.model != nil {
			return t.model
		}
	}
	return nil
}

// handling is what the functions of a program have to do with messages.
type handling struct {
	*redelivery
	settlers map[*Func][]int32 // calls of a library that settle messages
	alone    map[*Func]bool
	counted  map[*Func]bool
	contents map[*Func][]bool
}

// handling finds it, once.
func (p *Program) handling() *handling {
	if p.handled != nil {
		return p.handled
	}
	h := &handling{newRedelivery(p), map[*Func][]int32{}, map[*Func]bool{}, map[*Func]bool{}, map[*Func][]bool{}}
	p.handled = h
	h.given = true
	h.consumers(func(at CallSite, m *models.Consume) bool { return !at.Func.atMostOnce(at.Node, m) })
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, n := range f.callNodes {
			if f.Nodes[n].Block >= 0 && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Settle != nil }) {
				h.settlers[f] = append(h.settlers[f], n)
			}
		}
		for _, s := range h.settlers[f] {
			h.calls(f, CallSite{f, s}, func(n int32) bool { return n != s && f.settledBy(n, s) })
		}
	}
	h.run()
	return h
}

// leads tells whether control can go from an action to another one for the same message: without another round of the loop around both.
func (f *Func) leads(a, b int32) bool {
	from, to := f.Nodes[a].Block, f.Nodes[b].Block
	if from < 0 || to < 0 {
		return false
	}
	if from == to {
		return f.precedes(a, b)
	}
	return f.leadsTo(from, to)
}

// leadsTo tells whether control can go from a block to another one for the same message.
func (f *Func) leadsTo(from, to int32) bool {
	head := int32(-1)
	for _, loop := range f.loops(from) { // the innermost that holds both
		if loop[to] {
			head = f.head(loop)
			break
		}
	}
	seen := make([]bool, len(f.Blocks))
	var reach func(b int32) bool
	reach = func(b int32) bool {
		if b == to {
			return true
		}
		for _, s := range f.Blocks[b].Succs {
			if s != head && !seen[s] {
				seen[s] = true
				if reach(s) {
					return true
				}
			}
		}
		return false
	}
	return to != head && reach(from)
}

// head is the block that a loop begins with.
func (f *Func) head(loop []bool) int32 {
	for b := range loop {
		if loop[b] && !slices.ContainsFunc(f.Blocks[b].Preds, func(p int32) bool { return loop[p] && f.dominates(int32(b), p) }) {
			continue // nothing leads back to it
		}
		if loop[b] && !slices.ContainsFunc(blocksOf(loop), func(x int32) bool { return !f.dominates(int32(b), x) }) {
			return int32(b)
		}
	}
	return -1
}

func blocksOf(set []bool) []int32 {
	var out []int32
	for b, in := range set {
		if in {
			out = append(out, int32(b))
		}
	}
	return out
}

// only tells whether a function runs for messages and for nothing else, as far as its callers are known.
func (h *handling) only(f *Func) bool {
	if only, known := h.alone[f]; known {
		return only
	}
	by, ok := h.within[f]
	h.alone[f] = ok // while it is being found out: a recursive function
	if !ok || by.from.Func == nil {
		return ok
	}
	callers := f.Callers
	if len(callers) == 0 && by.from.Func.Declared() == f.Declared() {
		callers = []CallSite{by.from} // where a function literal is given to a library, which calls it at once
	}
	for _, c := range callers {
		if !c.Func.tests() && !h.serves(c) {
			h.alone[f] = false
		}
	}
	return h.alone[f]
}

// serves tells whether something is called for a message.
func (h *handling) serves(c CallSite) bool {
	if h.only(c.Func) {
		return true
	}
	return slices.ContainsFunc(h.after[c.Func], func(got received) bool { return c.Func.handles(got.index, c.Node) }) ||
		slices.ContainsFunc(h.settlers[c.Func], func(s int32) bool {
			return c.Func.settledBy(c.Node, s) && !slices.ContainsFunc(h.after[c.Func], func(got received) bool { return c.Func.between(got.index, c.Node, s) })
		})
}

// between tells whether control gets to action r on the way from a to b.
func (f *Func) between(r, a, b int32) bool { return f.leads(a, r) && f.leads(r, b) }

// settledBy tells whether the message that a call is made for may be settled by another one: after it, or when the function ends.
func (f *Func) settledBy(n, settle int32) bool {
	return f.leads(n, settle) || f.Nodes[settle].Op == table.Defer && f.leads(settle, n)
}

// receives lists the nodes at which messages come that a call is made for.
func (h *handling) receives(f *Func, n int32) []int32 {
	var out []int32
	for _, got := range h.after[f] {
		if f.handles(got.index, n) {
			out = append(out, got.index)
		}
	}
	if len(out) == 0 && len(h.settlers[f]) > 0 {
		for r := range f.Nodes {
			if f.Nodes[r].Op == table.Recv && f.Nodes[r].Block >= 0 && f.handles(int32(r), n) {
				out = append(out, int32(r))
			}
		}
	}
	return out
}

// AcksItself tells whether a library's call has settled what it receives before anybody handles it.
func (s CallSite) AcksItself() bool {
	m := s.model()
	if m == nil || m.Consume == nil {
		return false
	}
	switch m.Consume.AutoAck {
	case "":
		return false
	case "true", "false":
		return m.Consume.AutoAck == "true"
	}
	path, err := models.ParsePath(m.Consume.AutoAck)
	if err != nil {
		return false
	}
	a, fields, ok := s.Func.argument(s.Node, path)
	if !ok {
		return false
	}
	values := []int32{a}
	if len(fields) > 0 {
		values = s.Func.program.fieldStores(s.Func, a, fields)
	}
	return len(values) > 0 && !slices.ContainsFunc(values, func(v int32) bool {
		node := &s.Func.Nodes[strip(s.Func, v)]
		return node.Op != table.Const || node.Name != "true"
	})
}

// CommitsItself tells whether the client that receives a message commits by itself what it has handed out: unless the program says otherwise, some do.
func (s CallSite) CommitsItself() bool {
	node := &s.Func.Nodes[s.Node]
	if m := s.model(); m == nil || m.Consume == nil || !node.Recv || !slices.Contains(s.Func.program.models.Settings(m.Library), "autocommit") {
		return false
	}
	client := s.Func.program.senderAt(s.Func, node.Args[0])
	return client.known && !slices.ContainsFunc(client.setups, func(u Setup) bool {
		return !u.Is("autocommit", "polled", "greedy") && !(u.Is("autocommit", "on") && u.Is("autostore", "on"))
	})
}

// counts tells whether the success of a function counts as that of the message: the library acks it then, or whoever calls the function does.
func (h *handling) counts(f *Func) bool {
	if counts, known := h.counted[f]; known {
		return counts
	}
	h.counted[f] = false // while it is being found out: a recursive function
	h.counted[f] = h.settledAfter(f)
	return h.counted[f]
}

func (h *handling) settledAfter(f *Func) bool {
	by, ok := h.within[f]
	if !ok {
		return false
	}
	if by.at.AcksItself() || by.at.CommitsItself() {
		return true
	}
	c := by.from
	if c.Func == nil {
		m := by.at.model().Consume
		return (m.Success == "ack" || m.Success == "commit") && !h.byHand(by.at, f)
	}
	for _, n := range c.Func.acting() {
		if s := c.Func.Settlement(n); s.Done && c.Func.settledBy(c.Node, n) {
			return true
		}
	}
	return h.counts(c.Func)
}

// byHand tells whether a handler settles its messages itself, although its library would do it.
func (h *handling) byHand(at CallSite, handler *Func) bool {
	if s := handler.settlements(); s.Done || s.Back {
		return true
	}
	for _, a := range at.Func.inputs(at.Node) {
		objects, _ := h.p.tracer.trace(at.Func, nil, a, nil)
		for _, o := range objects {
			if o.model != nil && o.model.Set != nil && o.model.Set.Setting == "autoack" && o.model.Set.Value == "off" {
				return true
			}
		}
	}
	return false
}
