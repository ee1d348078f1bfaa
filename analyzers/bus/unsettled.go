package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Unsettled is a way through a function on which a message is neither acked nor nacked, although other ways do one of these.
type Unsettled struct {
	At       CallSite // where that way parts from those on which the message is settled
	Received CallSite // library's call that receives it
}

// Unsettled lists the ways on which a message is not settled that its broker keeps with the consumer until it is.
func (p *Program) Unsettled() []Unsettled {
	h := p.handling()
	var out []Unsettled
	for _, d := range p.Deliveries() {
		if d.Model == nil || d.Model.Consume == nil || d.Model.Consume.Unsettled != "held" || !d.Received.Func.redelivers(d.Received.Node, d.Model.Consume) {
			continue // it comes again by itself, or is acked already
		}
		if s := d.Func.settlements(); !s.Done && !s.Back || s.Cumulative {
			continue // others do it, or the next message's ack does
		}
		if len(d.Nodes) > 0 {
			for _, got := range h.after[d.Func] {
				out = append(out, h.unsettled(d, got)...)
			}
			continue
		}
		if d.From.Func != nil && h.settlesLater(d.From) {
			continue // whoever calls it does what it leaves
		}
		for i, param := range d.Func.Params {
			if p.isMessage(param.Type) {
				out = append(out, h.unsettled(d, received{fn: d.Func, root: FromParam, index: int32(i)})...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Unsettled) int { return compareSites(a.At, b.At) })
	return slices.CompactFunc(out, func(a, b Unsettled) bool { return a.At == b.At })
}

// settlesLater tells whether messages are settled after a call.
func (h *handling) settlesLater(c CallSite) bool {
	return slices.ContainsFunc(c.Func.acting(), func(n int32) bool {
		s := c.Func.Settlement(n)
		return (s.Done || s.Back) && c.Func.settledBy(c.Node, n)
	})
}

// pending follows a message that a function has until it is settled, gets out of sight, or is forgotten.
type pending struct {
	h       *handling
	got     received
	arrives []int32        // nodes at which messages come
	loops   bool           // the function receives one after the other
	settles map[int32]bool // blocks from whose beginning a settlement can be reached, for the same message
	seen    map[int32]bool
	parts   []int32 // nodes at which ways without a settlement begin
}

func (h *handling) unsettled(d Delivery, got received) []Unsettled {
	f := d.Func
	w := &pending{h: h, got: got, arrives: d.Nodes, settles: map[int32]bool{}, seen: map[int32]bool{}}
	block, from := int32(0), 0
	if got.root == FromNode {
		if f.Nodes[got.index].Block < 0 {
			return nil
		}
		block = f.Nodes[got.index].Block
		w.loops = f.loop(block) != nil
		from = slices.Index(f.Blocks[block].Nodes, got.index)
		if slices.Contains(d.Nodes, got.index) || f.Nodes[got.index].Op == table.Recv || isCall(f.Nodes[got.index].Op) {
			from++ // behind it; a case of a select begins with the first use of what it received
		}
	}
	if !w.reaches(block, from, map[int32]bool{}) {
		return nil // others do it
	}
	if w.follow(block, from) == forgotten {
		w.parts = append(w.parts, got.index) // on all ways
	}
	var out []Unsettled
	for _, n := range w.parts {
		out = append(out, Unsettled{CallSite{f, n}, d.Received})
	}
	return out
}

// pace is how a way, or a step on it, ends for a message.
type pace uint8

const (
	still pace = iota // it goes on
	settledNow
	escaped
	forgotten
)

// step tells what an acting node does to the message.
func (w *pending) step(n int32) pace {
	f := w.got.fn
	node := &f.Nodes[n]
	switch {
	case slices.Contains(w.arrives, n) || w.receives(n):
		return forgotten
	case node.Op == table.Return:
		if w.loops {
			return escaped // the consumer ends, and gives back what it has
		}
		return forgotten
	case node.Op == table.Panic, node.Op == table.Call && f.exits(n):
		return escaped
	}
	if s := f.Settlement(n); s.Done || s.Back {
		return settledNow
	}
	if w.h.escapes(w.got, n, map[received]bool{}) {
		return escaped
	}
	return still
}

// receives tells whether a node waits for the next message, as a select does.
func (w *pending) receives(n int32) bool {
	f, got := w.got.fn, w.got.index
	if f.Nodes[n].Op != table.Recv || w.got.root != FromNode {
		return false
	}
	if f.Nodes[got].Op == table.Store {
		got = f.Nodes[got].Args[1]
	}
	return slices.Equal(f.placesAt(f.Nodes[n].Args[0], []int32{recvKey}), f.Places(got))
}

// reaches tells whether the message can be settled behind a point of a block.
func (w *pending) reaches(block int32, from int, seen map[int32]bool) bool {
	f := w.got.fn
	for _, n := range f.Blocks[block].Nodes[from:] {
		switch w.step(n) {
		case settledNow:
			return true
		case escaped, forgotten:
			return false
		}
	}
	for _, s := range f.Blocks[block].Succs {
		if !seen[s] {
			seen[s] = true
			if w.reaches(s, 0, seen) {
				return true
			}
		}
	}
	return false
}

// follow goes on from a point of a block. It tells whether the message is forgotten on some way; where others settle it, that is noted where it parts from them.
func (w *pending) follow(block int32, from int) pace {
	f := w.got.fn
	for _, n := range f.Blocks[block].Nodes[from:] {
		if p := w.step(n); p != still {
			return p
		}
	}
	lost, kept := []int32{}, false
	for i, s := range f.Blocks[block].Succs {
		if w.seen[s] || f.stops(block, i) || w.none(block, i) {
			continue // followed already, or there is no message
		}
		w.seen[s] = true
		can := w.reaches(s, 0, map[int32]bool{s: true})
		if w.follow(s, 0) == forgotten && !can {
			lost = append(lost, s)
		}
		kept = kept || can
	}
	if kept {
		for _, s := range lost {
			w.parts = append(w.parts, w.place(block, s))
		}
		return settledNow // as far as the rest is not noted
	}
	if len(lost) > 0 {
		return forgotten
	}
	return escaped
}

// place is the first node behind a branch that stands in the source, or else the last one before it.
func (w *pending) place(from, to int32) int32 {
	f := w.got.fn
	for range f.Blocks {
		if slices.ContainsFunc(f.Blocks[to].Nodes, w.receives) && !slices.ContainsFunc(f.Blocks[to].Nodes, func(n int32) bool { return slices.Contains(w.arrives, n) }) {
			break // the next message
		}
		for _, n := range f.Blocks[to].Nodes {
			if f.Nodes[n].Line > 0 && !slices.Contains(w.arrives, n) {
				return n
			}
		}
		if len(f.Blocks[to].Succs) != 1 || slices.ContainsFunc(f.Blocks[to].Nodes, func(n int32) bool { return slices.Contains(w.arrives, n) }) {
			break
		}
		to = f.Blocks[to].Succs[0]
	}
	for _, n := range slices.Backward(f.Blocks[from].Nodes) {
		if f.Nodes[n].Line > 0 {
			return n
		}
	}
	return w.got.index
}

// none tells whether a branch is taken where nothing was received: the channel is closed, the call failed, the message is nil.
func (w *pending) none(block int32, succ int) bool {
	f := w.got.fn
	if w.got.root == FromNode {
		call := w.got.index
		if f.nothing(call, block, succ) {
			return true
		}
		for _, x := range f.facts(block, succ) {
			if x.call == call && x.failed {
				return true
			}
		}
	}
	return slices.ContainsFunc(f.facts(block, succ), func(x fact) bool { return x.node >= 0 && x.isNil && w.h.whole(w.got, x.node) })
}

// nothing tells whether a branch is taken when a receive has brought nothing: d, ok := <-ch, or d, ok, err := ch.Get(queue).
func (f *Func) nothing(receive, block int32, succ int) bool {
	cond := f.Blocks[block].Cond
	if cond < 0 {
		return false
	}
	holds := succ == 0
	for f.Nodes[cond].Op == table.Not {
		cond, holds = f.Nodes[cond].Args[0], !holds
	}
	c := &f.Nodes[cond]
	if f.Nodes[receive].Op == table.Recv {
		return !holds && c.Op == table.Unknown && f.Nodes[receive].Block == block
	}
	return !holds && c.Op == table.Extract && c.Args[0] == receive && c.Type == "bool"
}

// whole tells whether a node is a message itself, or a batch of messages, and not a part of one.
func (h *handling) whole(got received, n int32) bool {
	f := got.fn
	own := []Place{{Root: got.root, Index: got.index}}
	if got.root == FromNode && f.Nodes[got.index].Op == table.Recv {
		own = f.Places(got.index)
	}
	return slices.ContainsFunc(f.Places(n), func(pl Place) bool {
		return slices.ContainsFunc(own, func(o Place) bool {
			return pl.Root == o.Root && f.madeAt(pl) == f.madeAt(o) && slices.Equal(h.fields(pl), h.fields(o))
		})
	})
}

// madeAt is the index of a place; of a result of a call, other than its error, the call.
func (f *Func) madeAt(pl Place) int32 {
	if pl.Root == FromNode && f.Nodes[pl.Index].Op == table.Extract && f.Nodes[pl.Index].Type != "error" {
		return f.Nodes[pl.Index].Args[0]
	}
	return pl.Index
}

// fields lists the fields that lead to a place; elements of lists and channels are as good as these.
func (h *handling) fields(pl Place) []int32 {
	return slices.DeleteFunc(slices.Clone(h.p.paths.list[pl.Path]), func(k int32) bool { return k == elemKey || k == recvKey })
}

// escapes tells whether an acting node hands the message to somebody who may settle it: another goroutine, a variable that others see, a function that nobody
// has looked into.
func (h *handling) escapes(got received, n int32, seen map[received]bool) bool {
	f := got.fn
	node := &f.Nodes[n]
	switch node.Op {
	case table.Send:
		return h.whole(got, node.Args[1])
	case table.Store:
		if !h.whole(got, node.Args[1]) {
			return false
		}
		obj := f.object(node.Args[0])
		return obj < 0 || f.Nodes[obj].Op != table.Alloc
	case table.Call, table.Go, table.Defer:
	default:
		return false
	}
	for i, a := range node.Args {
		if c := &f.Nodes[strip(f, a)]; c.Op == table.Closure && slices.ContainsFunc(c.Args, func(x int32) bool { return h.whole(got, x) || h.holds(got, x) }) {
			return true // a literal that has it
		}
		if !h.whole(got, a) || f.logs(n) {
			continue
		}
		if node.Op == table.Go || len(f.calls[n].targets) == 0 && !(node.Recv && i == 0) {
			return true
		}
		for _, t := range f.calls[n].targets {
			if t.fn == nil {
				continue // a library's: it does what its model says
			}
			param, ok := f.paramOf(n, t, int32(i))
			if !ok || h.leaves(received{fn: t.fn, root: FromParam, index: param}, seen) {
				return true
			}
		}
	}
	return false
}

// holds tells whether a variable holds a message.
func (h *handling) holds(got received, cell int32) bool {
	f := got.fn
	return f.Nodes[cell].Op == table.Alloc && slices.ContainsFunc(f.stores[cell], func(s store) bool { return h.whole(got, s.value) })
}

// leaves tells whether a message that a function is given may get to somebody else through it.
func (h *handling) leaves(got received, seen map[received]bool) bool {
	if seen[got] {
		return false
	}
	seen[got] = true
	f := got.fn
	return slices.ContainsFunc(f.acting(), func(n int32) bool {
		if ret := &f.Nodes[n]; ret.Op == table.Return {
			return slices.ContainsFunc(ret.Args, func(a int32) bool { return h.whole(got, a) })
		}
		return h.escapes(got, n, seen)
	})
}
