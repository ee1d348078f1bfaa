package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Outlived is a publish that goes on after the end of what its context belongs to.
type Outlived struct {
	Effect  *Effect  // of the function where the publish becomes asynchronous
	Start   CallSite // the go statement that makes it so, or the publish itself
	Ends    CallSite // what ends the context; without a function, whoever calls the outermost function may
	Sure    bool     // it does end
	Request bool     // with a request
}

// Outlives lists the publishes that go on in a goroutine that nobody waits for, or in a library's client, with a context that ends when the function
// returns: its cancel function is called there, or it is that of a request. Each is told of once.
func (p *Program) Outlives() []Outlived {
	seen := map[CallSite]bool{}
	var out []Outlived
	for _, f := range p.Funcs {
		for _, e := range f.sum.Effects {
			if e.Kind != Publish || e.At.Func != f || !p.Feasible(f, e) {
				continue
			}
			o, ok := outlived(e)
			if ok && !seen[o.Effect.At] {
				seen[o.Effect.At] = true
				out = append(out, o)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Outlived) int { return compareSites(a.Effect.At, b.Effect.At) })
	return out
}

// outlived follows the context of a publish from the library's call outward, through the functions that hand it on, to where it comes from. On the way the
// publish may become asynchronous; what ends only then, ends too early.
func outlived(e *Effect) (Outlived, bool) {
	var levels []*Effect // outermost first
	for x := e; x != nil; x = x.Next {
		levels = append(levels, x)
	}
	inner := levels[len(levels)-1]
	if inner.Channel || inner.Model == nil || inner.Model.Publish == nil || inner.Model.Publish.Context == "ignored" {
		return Outlived{}, false
	}
	for _, a := range inner.At.Func.Nodes[inner.At.Node].Args {
		if o, ok := follow(levels, a); ok {
			return o, true
		}
	}
	return Outlived{}, false
}

// follow follows one argument of the innermost call.
func follow(levels []*Effect, arg int32) (out Outlived, ok bool) {
	async := false
	for i, x := range slices.Backward(levels) {
		f, n := x.At.Func, x.At.Node
		switch {
		case x.Channel || f.waitsAfter(n) || f.flushesAfter(n):
			return Outlived{}, false // it is waited for, or the context stays behind
		case f.Nodes[n].Op == table.Go:
			start, detached := levels[i].detached()
			if !detached {
				return Outlived{}, false
			}
			if !async {
				async, out.Effect, out.Start = true, x.innermost(), start
			}
		case x.Next == nil && x.Model.Publish.Context == "kept":
			async, out.Effect, out.Start = true, x, x.At
		}
		if out.Request {
			if async {
				return out, true
			}
			continue // taken in the goroutine, perhaps
		}
		c := f.lifetime(arg, n)
		switch {
		case async && c.cancelled.Func != nil:
			out.Ends, out.Sure = c.cancelled, true
		case c.request:
			out.Ends, out.Sure, out.Request = CallSite{f, c.root}, true, true
		}
		if async && out.Sure {
			if out.Start.Func.Nodes[out.Start.Node].Op != table.Go {
				out.Effect, out.Start = x.innermost(), x.At // whoever has such a context must not hand it on
			}
			return out, true
		}
		if out.Request {
			continue
		}
		root := &f.Nodes[c.root]
		if root.Op == table.Parameter && f.Params[root.Index].Type == "context.Context" && len(f.Callers) == 0 && f.Parent == "" {
			return out, async && out.Start.Func.Nodes[out.Start.Node].Op == table.Go
		}
		if i == 0 {
			return Outlived{}, false
		}
		if arg, ok = handed(levels[i-1].At, f, root); !ok {
			return Outlived{}, false
		}
	}
	return Outlived{}, false
}

// handed is what a call hands to a function as a parameter or captured variable.
func handed(at CallSite, fn *Func, root *table.Node) (int32, bool) {
	switch root.Op {
	case table.Parameter:
		for _, t := range at.Func.calls[at.Node].targets {
			if t.fn == fn {
				return at.Func.arg(at.Node, t, root.Index)
			}
		}
	case table.FreeVar:
		for _, m := range fn.made {
			if args := m.Func.Nodes[m.Node].Args; m.Func == at.Func && int(root.Index) < len(args) {
				return args[root.Index], true
			}
		}
	}
	return 0, false
}

// lifetime is where a context comes from, and what ends it on the way.
type lifetime struct {
	root      int32    // parameter, captured variable, or the call that makes it
	cancelled CallSite // call of a cancel function, by the function itself
	request   bool     // the root is the context of a request
}

// lifetime follows a context that is used at a node back to where it comes from.
func (f *Func) lifetime(n, at int32) lifetime {
	out := lifetime{}
	for range len(f.Nodes) { // contexts are made of contexts made before
		if out.root = f.behind(n); f.Nodes[out.root].Op == table.Alloc {
			v, ok := f.assigned(out.root, at)
			if !ok {
				return out
			}
			n = v
			continue
		}
		call := out.root
		if f.Nodes[call].Op == table.Extract {
			call = f.Nodes[call].Args[0]
		}
		if f.Nodes[call].Op != table.Call {
			return out
		}
		if _, _, ctx, ok := f.contextValue(call); ok {
			n = ctx
			continue
		}
		next, ok := int32(0), false
		for _, t := range f.calls[call].targets {
			if t.model == nil {
				continue // the program's own: it may do anything
			}
			out.request = out.request || t.model.OfRequest
			if d := t.model.Derive; d != nil {
				next, _, ok = f.argument(call, d.From)
				if r, has := f.results()[placeKey{call, int32(d.Cancel.Index)}]; has && !d.Cancel.IsZero() && out.cancelled.Func == nil {
					out.cancelled = f.cancels(r)
				}
			}
		}
		if !ok {
			return out
		}
		n = next
	}
	return out
}

// behind is the value of a node, through variables that are assigned once; of others it is the variable.
func (f *Func) behind(n int32) int32 {
	for range len(f.Nodes) {
		node := &f.Nodes[n]
		switch node.Op {
		case table.Convert, table.Load:
			n = node.Args[0]
			continue
		case table.Alloc:
			if v, ok := f.once(n); ok {
				n = v
				continue
			}
		}
		break
	}
	return n
}

// assigned is what was assigned last to a variable before a node, where calls make it; else what it was from the beginning.
func (f *Func) assigned(cell, at int32) (value int32, ok bool) {
	last := int32(-1)
	for _, s := range f.stores[cell] {
		def := strip(f, s.value)
		if f.Nodes[def].Op == table.Extract {
			def = f.Nodes[def].Args[0]
		}
		switch isCall(f.Nodes[def].Op) {
		case true:
			if f.precedes(def, at) && (last < 0 || f.precedes(last, def)) {
				last, value, ok = def, s.value, true
			}
		case false:
			if last < 0 {
				value, ok = s.value, f.Nodes[def].Op == table.Parameter || f.Nodes[def].Op == table.FreeVar
			}
		}
	}
	return value, ok
}

// cancels finds where a function calls, or defers, a cancel function.
func (f *Func) cancels(cancel int32) CallSite {
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if node.Op != table.Call && node.Op != table.Defer || node.Mode != table.Dynamic {
			continue
		}
		if f.behind(node.Args[0]) == cancel {
			return CallSite{f, int32(n)}
		}
		lit := &f.Nodes[strip(f, node.Args[0])]
		fn := f.program.byName[lit.Name]
		if node.Op != table.Defer || lit.Op != table.Closure || fn == nil {
			continue
		}
		for i, a := range lit.Args {
			if f.behind(a) == cancel && fn.callsCaptured(int32(i)) {
				return CallSite{f, int32(n)}
			}
		}
	}
	return CallSite{}
}

// callsCaptured tells whether a function calls a captured variable.
func (f *Func) callsCaptured(i int32) bool {
	return slices.ContainsFunc(f.Nodes, func(node table.Node) bool {
		if node.Op != table.Call || node.Mode != table.Dynamic {
			return false
		}
		root := &f.Nodes[f.behind(node.Args[0])]
		return root.Op == table.FreeVar && root.Index == i
	})
}

// flushesAfter tells whether a function flushes what it has published, after a call.
func (f *Func) flushesAfter(call int32) bool {
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.Call && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Flush != nil }) &&
			(f.precedes(call, int32(n)) || f.reaches(f.Nodes[call].Block, f.Nodes[n].Block)) {
			return true
		}
	}
	return false
}
