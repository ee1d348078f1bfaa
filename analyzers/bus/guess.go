package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// unsure tells whether an effect is only one of several possibilities: some call on the way to it may reach implementations that publish and others that
// do not, and nothing says which.
func (e *Effect) unsure() bool {
	for x := e; x != nil; x = x.Next {
		if x.Unsure || x.At.Func.guesses(x.At.Node) {
			return true
		}
	}
	return false
}

// guesses tells whether an interface call reaches implementations that disagree about publishing, while its receiver is not known: nobody in the program
// sets it, or it was taken out of a container of anything, of which it may be one thing or another.
//
//	if s.inTx != nil { s.inTx.Handle(ctx, e) }    set by an option that nobody uses
//	c.Get("publisher").(Publisher).Publish(ctx, e)
func (f *Func) guesses(n int32) bool {
	c := &f.calls[n]
	if f.Nodes[n].Mode != table.Invoke || len(c.targets) < 2 || !slices.ContainsFunc(c.targets, target.silent) {
		return false
	}
	receiver := f.Nodes[n].Args[0]
	objects, _ := f.program.tracer.trace(f, nil, receiver, nil)
	types := map[string]bool{}
	for _, o := range objects {
		if f.program.concrete(o.typ) || o.model != nil {
			types[bareType(o.typ)] = true
		}
	}
	if len(types) == 0 {
		return true
	}
	return len(types) > 1 && f.asserted(receiver)
}

// silent tells whether what a call may reach publishes nothing.
func (t target) silent() bool { return t.fn != nil && !t.fn.does(Publish) }

// asserted tells whether a value was something else until a type assertion made it what it is here.
func (f *Func) asserted(n int32) bool {
	for f.Nodes[n].Op == table.Convert {
		if f.Nodes[n].Name != "" {
			return true
		}
		n = f.Nodes[n].Args[0]
	}
	return false
}
