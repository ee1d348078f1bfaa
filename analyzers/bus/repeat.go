package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// reruns tells whether the transaction of a publish is opened anew when it fails: in a loop that ends when it commits, or in a function literal that is
// handed to something that tries again. Only the declared function around the transaction counts: what its callers do, they know.
func (p *Program) reruns(t TxPublish) bool {
	f := t.Open.Func
	if f == nil {
		return false // its caller's
	}
	if t.Effect.At.Func == f && f.loopsUntilCommit(t.Open.Node, t.Effect.At.Node) {
		return true
	}
	for ; f != nil && f.Parent != ""; f = p.byName[f.Parent] {
		if slices.ContainsFunc(f.made, func(m CallSite) bool { _, ok := m.Func.triesAgain(m.Node); return ok }) {
			return true
		}
	}
	return false
}

// loopsUntilCommit tells whether a begin and a publish of the same thing stand in a loop that a commit ends.
func (f *Func) loopsUntilCommit(begin, publish int32) bool {
	loop := f.loop(f.Nodes[begin].Block)
	if loop == nil || !loop[f.Nodes[publish].Block] {
		return false
	}
	for _, a := range f.inputs(publish) {
		if f.varies(a, loop, map[int32]bool{}) {
			return false // each round has an event of its own
		}
	}
	return slices.ContainsFunc(f.flow.commits, func(c commit) bool {
		return !c.whole && loop[max(f.Nodes[c.call].Block, 0)] && f.leavesOnSuccess(c.call, loop)
	})
}

// triesAgain finds a call that is given a function literal and may run it more than once.
func (f *Func) triesAgain(literal int32) (call int32, ok bool) {
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Call || !slices.ContainsFunc(c.Args, func(a int32) bool { return strip(f, a) == literal }) {
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.model != nil && t.model.Callback != nil && t.model.Callback.Repeats == "may" {
				return int32(n), true
			}
			if t.fn == nil || t.fn.sum == nil {
				continue
			}
			for _, cb := range t.fn.sum.Calls {
				if a, ok := f.arg(int32(n), t, cb.Place.Index); ok && cb.Repeats && cb.Place.Root == FromParam && strip(f, a) == literal {
					return int32(n), true
				}
			}
		}
	}
	return 0, false
}
