package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// detached tells whether an effect happens in a goroutine that nobody waits for, and which statement starts it:
//
//	go publish(e)
//	go func() { _ = publish(e) }()
//
// A goroutine that works for as long as the program runs is none of these: what it does, it does for what comes in, not for whoever started it.
func (e *Effect) detached() (CallSite, bool) {
	for x := e; x != nil; x = x.Next {
		if x.At.Func.works(x.At.Node) {
			return CallSite{}, false
		}
	}
	return e.At.Func.detached(e.At.Node)
}

// detached tells whether call n runs in a goroutine that nobody waits for, started by f or the function around it.
func (f *Func) detached(n int32) (CallSite, bool) {
	if f.Nodes[n].Op == table.Go {
		return CallSite{f, n}, !slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && t.fn.reportsEnd() })
	}
	if f.Parent == "" || len(f.Callers) != 1 {
		return CallSite{}, false // of a declared function, its callers know more
	}
	at := f.Callers[0]
	if at.Func.works(at.Node) && at.Func.Nodes[at.Node].Op != table.Go {
		return CallSite{}, false
	}
	switch at.Func.Nodes[at.Node].Op {
	case table.Go:
		return at, !f.reportsEnd()
	case table.Call, table.Defer:
		if at.Func.Name == f.Parent {
			return at.Func.detached(at.Node) // a literal that is called where it stands, or by name
		}
	}
	return CallSite{}, false
}

// works tells whether call n is repeated for what comes in: in a loop that receives, or that pauses.
func (f *Func) works(n int32) bool {
	for b, in := range f.loop(f.Nodes[n].Block) {
		if in && slices.ContainsFunc(f.Blocks[b].Nodes, f.pauses) {
			return true
		}
	}
	return false
}

// pauses tells whether a node waits for something to come in, or for time to pass.
func (f *Func) pauses(n int32) bool {
	if f.Nodes[n].Op != table.Call {
		return f.Nodes[n].Op == table.Recv
	}
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.model != nil && (t.model.Sleeps || t.model.Consume != nil && !t.model.Consume.Message.IsZero())
	})
}

// filledUp tells whether somebody fills a channel that goroutines take from when they are done: whoever has filled a semaphore has waited for all that had it.
//
//	for range cap(running) {
//		running <- struct{}{}
//	}
func (f *Func) filledUp(ch int32) bool {
	p := f.program
	channels, _ := p.tracer.trace(f, nil, ch, nil)
	return slices.ContainsFunc(channels, func(o object) bool {
		g := o.ref.fn
		if g == nil {
			return false // nobody knows
		}
		return slices.ContainsFunc(g.acting(), func(n int32) bool {
			if g.Nodes[n].Op != table.Send {
				return false
			}
			if on, _ := p.tracer.trace(g, nil, g.Nodes[n].Args[0], nil); !slices.ContainsFunc(on, func(x object) bool { return x.ref == o.ref }) {
				return false // another channel
			}
			loop := g.loop(g.Nodes[n].Block)
			return loop != nil && !slices.ContainsFunc(g.acting(), func(x int32) bool { return g.Nodes[x].Op == table.Go && loop[g.Nodes[x].Block] })
		})
	})
}

// reportsEnd tells whether f tells somebody who waits that it is done: by a channel that somebody hears, or a library's way. In functions that it calls only
// what they are given counts: what they make is for goroutines of their own.
func (f *Func) reportsEnd() bool { return f.tellsDone(false, map[*Func]bool{}) }

func (f *Func) tellsDone(given bool, seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	counts := func(n int32) bool {
		return !given || slices.ContainsFunc(f.Places(n), func(pl Place) bool { return pl.Root == FromParam })
	}
	for n := range f.Nodes {
		node := &f.Nodes[n]
		switch {
		case node.Op == table.Send, node.Op == table.Compute && node.Name == "close":
			if counts(node.Args[0]) && f.heard(node.Args[0]) {
				return true
			}
		case node.Op == table.Recv && node.Block >= 0:
			if counts(node.Args[0]) && f.filledUp(node.Args[0]) {
				return true
			}
		case node.Op == table.Closure || node.Op == table.FuncRef:
			if lit := f.program.byName[node.Name]; lit != nil && lit.Parent == f.Name && !given && lit.tellsDone(false, seen) {
				return true
			}
		case isCall(node.Op):
			for _, t := range f.calls[n].targets {
				if t.model != nil && t.model.Signals && counts(node.Args[0]) || t.fn != nil && t.fn.tellsDone(!t.literalOf(f) || given, seen) {
					return true
				}
			}
		}
	}
	return false
}
