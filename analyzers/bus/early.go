package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Early is a message that counts as handled before the work on it is done.
type Early struct {
	Settle     CallSite // what settles it: a call, the receive itself, or what makes the library do it; its Func is nil if the library does it when Work's function returns
	Work       CallSite // work that comes afterwards, or that is handed to another goroutine before
	HandedOff  bool     // Work hands the message to another goroutine
	OnReceipt  bool     // Settle receives the message, or has the library settle it as soon as it is received
	Cumulative bool     // Settle settles all that came before, too
	Received   CallSite // where the message is received, or settled
}

// Early lists these, each settlement and each handing off once.
func (p *Program) Early() []Early {
	if p.early == nil {
		p.early = p.handling().early()
	}
	return p.early
}

func (h *handling) early() []Early {
	out := []Early{}
	for _, f := range h.p.Funcs {
		if f.tests() || !h.concerned(f) {
			continue
		}
		for _, n := range f.acting() {
			if e, ok := h.settledEarly(f, n); ok {
				out = append(out, e)
			}
			if e, ok := h.committedByWorker(f, n); ok {
				out = append(out, e)
			}
			if e, ok := h.leftBehind(f, n); ok {
				out = append(out, e)
			}
		}
	}
	return slices.Concat(out, h.ackedOnReceipt(), h.unacked(), h.instant())
}

// concerned tells whether a function runs for messages, receives or settles them.
func (h *handling) concerned(f *Func) bool {
	_, runs := h.within[f]
	s := f.settlements()
	return runs || len(h.after[f]) > 0 || s.Done || s.Back
}

// received is where the messages that a function has come from.
func (h *handling) received(f *Func, settle int32) CallSite {
	if all := h.after[f]; len(all) > 0 {
		return h.origin[all[0]]
	}
	if by, ok := h.within[f]; ok {
		return by.at
	}
	return CallSite{f, settle}
}

// settledEarly tells whether a call settles a message before the work on it, and nothing is done for the message before. Where it is settled only on some ways to
// the work, somebody decides.
func (h *handling) settledEarly(f *Func, a int32) (Early, bool) {
	s := f.Settlement(a)
	c := h.content(f)
	if f.Nodes[a].Op != table.Call || !s.Done || s.Back || f.effort(a) == works || f.failing(a) || !s.Cumulative && !f.uses(a, c) {
		return Early{}, false
	}
	e := Early{Settle: CallSite{f, a}, Cumulative: s.Cumulative, Received: h.received(f, a)}
	later, handed := int32(-1), int32(-1)
	for _, n := range f.acting() {
		works, hands := f.workOn(n, c), f.handsOff(n, c)
		switch {
		case n == a || !works && !hands:
		case works && f.leads(n, a):
			return Early{}, false // what comes after it may get lost
		case hands && f.precedes(n, a) && f.leads(n, a):
			if f.waitsBetween(n, a, nil) {
				return Early{}, false
			}
			handed = n
		case later < 0 && f.precedes(a, n) && f.feasible(a, n) && !h.comesBetween(f, a, n):
			later = n
		}
	}
	switch {
	case handed >= 0:
		e.Work, e.HandedOff = CallSite{f, handed}, true
	case later >= 0:
		e.Work = CallSite{f, later}
	}
	return e, e.Work.Func != nil
}

// comesBetween tells whether another message is received between two actions.
func (h *handling) comesBetween(f *Func, a, b int32) bool {
	return slices.ContainsFunc(h.after[f], func(got received) bool { return f.leads(a, got.index) && f.leads(got.index, b) })
}

// committedByWorker tells whether a loop that receives messages hands each to a goroutine, which settles it together with all that came before.
func (h *handling) committedByWorker(f *Func, n int32) (Early, bool) {
	node := &f.Nodes[n]
	if node.Op != table.Go && node.Op != table.Call || !slices.ContainsFunc(h.after[f], func(got received) bool { return f.loop(f.Nodes[got.index].Block) != nil && f.handles(got.index, n) }) {
		return Early{}, false
	}
	c := h.content(f)
	for _, w := range f.workers(n) {
		if s := w.settlements(); !s.Cumulative || w.efforts() != works || !f.uses(n, c) || f.waitsBetween(n, -1, f.loop(f.Nodes[n].Block)) {
			continue
		}
		for _, x := range w.acting() {
			if s := w.Settlement(x); s.Cumulative {
				return Early{Settle: CallSite{w, x}, Work: CallSite{f, n}, HandedOff: true, Cumulative: true, Received: h.received(f, n)}, true
			}
		}
	}
	return Early{}, false
}

// workers lists the functions that a call runs beside its caller.
func (f *Func) workers(n int32) []*Func {
	var out []*Func
	for _, t := range f.calls[n].targets {
		switch {
		case t.fn != nil && f.Nodes[n].Op == table.Go:
			out = append(out, t.fn)
		case t.model != nil && t.model.Callback != nil && t.model.Callback.When == "async":
			if a, _, ok := f.argument(n, models.Path{Root: "arg", Index: t.model.Callback.Arg}); ok {
				for _, w := range f.functions(a, nil) {
					if w.fn != nil {
						out = append(out, w.fn)
					}
				}
			}
		}
	}
	return out
}

// leftBehind tells whether what runs for a message hands it to another goroutine and returns, so that whoever called it settles the message. Beside work of its own
// that may be news of it.
func (h *handling) leftBehind(f *Func, n int32) (Early, bool) {
	by, ok := h.within[f]
	if !ok || by.at.AcksItself() || by.at.CommitsItself() {
		return Early{}, false
	}
	c := h.content(f)
	if !f.handsOff(n, c) || !h.counts(f) || f.waitsBetween(n, -1, nil) || slices.ContainsFunc(f.acting(), func(x int32) bool { return f.workOn(x, c) && !f.handsOff(x, c) }) {
		return Early{}, false
	}
	if f.Nodes[n].Op == table.Send && h.settledElsewhere(by.at) {
		return Early{}, false // by whoever receives it, perhaps
	}
	return Early{Work: CallSite{f, n}, HandedOff: true, Received: by.at}, true
}

// settledElsewhere tells whether messages of a library are settled by hand somewhere in the program.
func (h *handling) settledElsewhere(at CallSite) bool {
	m := at.model()
	for f, nodes := range h.settlers {
		if slices.ContainsFunc(nodes, func(n int32) bool { return m != nil && CallSite{f, n}.model().Library == m.Library }) {
			return true
		}
	}
	return false
}

// ackedOnReceipt lists the receives that settle what they receive, where work is done for it. Each is told once.
func (h *handling) ackedOnReceipt() []Early {
	var out []Early
	told := map[CallSite]bool{}
	for _, f := range h.p.Funcs {
		for _, got := range h.after[f] {
			at := h.origin[got]
			settles := h.settlesOnReceipt(at)
			if told[at] || !settles && !at.CommitsItself() {
				continue
			}
			c := h.content(f)
			for _, n := range f.acting() {
				if f.handles(got.index, n) && (settles && (f.workOn(n, c) || f.handsOff(n, c)) || !settles && h.leftToOthers(f, n)) {
					told[at] = true
					out = append(out, Early{Settle: at, Work: CallSite{f, n}, HandedOff: !f.workOn(n, c), OnReceipt: true, Received: at})
					break
				}
			}
		}
	}
	return out
}

// leftToOthers tells whether a loop gives what it received to goroutines, and asks for more without waiting for them: what a client commits by itself is what it
// has handed out before.
func (h *handling) leftToOthers(f *Func, n int32) bool {
	loop := f.loop(f.Nodes[n].Block)
	return f.Nodes[n].Op != table.Send && loop != nil && f.handsOff(n, h.content(f)) && !f.waitsBetween(n, -1, loop)
}

// unacked lists where messages come from whose consumer is made so that they need no ack, where none is acked and work is done for them.
func (h *handling) unacked() []Early {
	var out []Early
	told := map[CallSite]bool{}
	for _, s := range h.p.Setups() {
		if !s.Is("ackpolicy", "none") || !s.Set("ackpolicy") {
			continue
		}
		for _, c := range h.p.intakesOf(s) {
			acks := slices.ContainsFunc(c.calls, func(u use) bool { return u.model.Settle != nil })
			if told[c.at] || acks || c.at != s.At && !slices.Contains(c.made, s.At) {
				continue // an ack that does nothing is another rule's, or the consumer is another one perhaps
			}
			if work, ok := h.workFor(c.at); ok {
				told[c.at] = true
				out = append(out, Early{Settle: c.at, Work: work, OnReceipt: true, Received: c.at})
			}
		}
	}
	return out
}

// workFor is the first work on the messages of a library's call, in a function that the library calls for each, or after they are received.
func (h *handling) workFor(at CallSite) (CallSite, bool) {
	for _, f := range h.p.Funcs {
		by, runs := h.within[f]
		if !(runs && by.from.Func == nil && by.at == at) && !slices.ContainsFunc(h.after[f], func(got received) bool { return h.origin[got] == at }) {
			continue
		}
		c := h.content(f)
		for _, n := range f.acting() {
			if f.workOn(n, c) || f.handsOff(n, c) {
				return CallSite{f, n}, true
			}
		}
	}
	return CallSite{}, false
}

// settlesOnReceipt tells whether a call settles what it receives: by itself, or because its client is made so. Only members of a group have something to settle; and
// a queue whose name the broker made up lives no longer than its consumer.
func (h *handling) settlesOnReceipt(at CallSite) bool {
	m, node := at.model(), &at.Func.Nodes[at.Node]
	if m == nil || m.Consume == nil {
		return false
	}
	var client sender
	if node.Recv {
		client = h.p.senderAt(at.Func, node.Args[0])
	}
	all := func(setting, word string) bool {
		return client.known && !slices.ContainsFunc(client.setups, func(u Setup) bool { return !u.Is(setting, word) })
	}
	if all("autocommit", "greedy") || all("autoack", "on") {
		return true
	}
	if !at.AcksItself() || h.ownQueue(at, m.Consume) {
		return false
	}
	if !node.Recv || len(m.Consume.Group) > 0 || !slices.Contains(h.p.models.Settings(m.Library), "group") {
		return true
	}
	setups := client.setups
	if !client.known {
		setups = h.p.Setups()
	}
	return slices.ContainsFunc(setups, func(u Setup) bool { return u.Library == m.Library && u.Set("group") })
}

// ownQueue tells whether a consumer's queue has a name that the broker made up.
func (h *handling) ownQueue(at CallSite, m *models.Consume) bool {
	for _, topic := range m.Topic {
		a, fields, ok := at.Func.argument(at.Node, topic)
		if !ok {
			continue
		}
		for _, pl := range at.Func.placesAt(a, h.p.fieldKeys(fields)) {
			if pl.Root == FromNode && at.Func.unnamed(pl.Index) {
				return true
			}
		}
	}
	return false
}

// unnamed tells whether a node is what a library made without a name: it makes one up.
func (f *Func) unnamed(n int32) bool {
	if f.Nodes[n].Op == table.Extract {
		n = f.Nodes[n].Args[0]
	}
	if !isCall(f.Nodes[n].Op) {
		return false
	}
	m := CallSite{f, n}.model()
	if m == nil || m.Set == nil {
		return false
	}
	name, _, ok := f.argument(n, m.Set.Topic)
	node := &f.Nodes[strip(f, name)]
	return ok && node.Op == table.Const && node.Name == ""
}

// instant lists the middlewares that have messages settled before their handlers run, each with the first handler that works.
func (h *handling) instant() []Early {
	var out []Early
	for _, f := range h.p.Funcs {
		if f.tests() {
			continue
		}
		for _, n := range f.acting() {
			if f.Nodes[n].Op != table.Call {
				continue
			}
			m := CallSite{f, n}.model()
			if m == nil || !slices.ContainsFunc(f.Nodes[n].Args, f.acksAtOnce) {
				continue
			}
			if work, ok := h.handlerOf(m.Library); ok {
				out = append(out, Early{Settle: CallSite{f, n}, Work: work, OnReceipt: true, Received: CallSite{f, n}})
			}
		}
	}
	return out
}

// acksAtOnce tells whether an argument is a library's function that has messages settled before they are handled, or a list with it.
func (f *Func) acksAtOnce(a int32) bool {
	values := []int32{a}
	if cell := strip(f, a); f.Nodes[cell].Op == table.Alloc {
		for _, s := range f.stores[cell] {
			values = append(values, s.value)
		}
	}
	for _, v := range values {
		if node := &f.Nodes[strip(f, v)]; node.Op == table.FuncRef {
			if m := f.program.model(node.Name); m != nil && m.Set != nil && m.Set.Setting == "autoack" && m.Set.Value == "on" {
				return true
			}
		}
	}
	return false
}

// handlerOf is the first handler of a library's that works, and the first call in it that does.
func (h *handling) handlerOf(library string) (CallSite, bool) {
	for _, f := range h.p.Funcs {
		by, ok := h.within[f]
		if !ok || by.from.Func != nil || by.at.model().Library != library {
			continue
		}
		c := h.content(f)
		for _, n := range f.acting() {
			if f.workOn(n, c) || f.handsOff(n, c) {
				return CallSite{f, n}, true
			}
		}
	}
	return CallSite{}, false
}
