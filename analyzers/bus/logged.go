package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// logsPayload tells whether log calls are given what an effect publishes, so that it can be sent again: the payload itself, or all that it is made of.
func (f *Func) logsPayload(logs []int32, e *Effect) bool {
	var given []Place
	for _, u := range logs {
		for _, a := range f.Nodes[u].Args[btoi(f.Nodes[u].Recv):] {
			given = append(given, f.wholes(a)...)
		}
	}
	if len(given) == 0 {
		return false
	}
	told := false
	r := rebuild{f: f, seen: map[int32]bool{}, given: func(pl Place) bool {
		known := slices.ContainsFunc(given, func(x Place) bool {
			return x.Root == pl.Root && x.Index == pl.Index && f.program.paths.prefixed(pl.Path, x.Path)
		})
		told = told || known
		return known
	}}
	parts := f.inputs(e.At.Node)
	if e.Body >= 0 {
		parts = f.published(e.Body, f.program.paths.list[e.bodyPath])
	}
	return r.all(parts) && told
}

// wholes lists the values handed to a variadic call, unwrapped.
func (f *Func) wholes(n int32) []Place {
	var out []Place
	if obj := f.object(n); obj >= 0 {
		for _, s := range f.stores[obj] {
			out = append(out, f.Places(s.value)...)
		}
	}
	out = append(out, f.Places(n)...)
	return slices.DeleteFunc(out, func(pl Place) bool { return pl.Root == FromNode && f.Nodes[pl.Index].Op == table.Const })
}

// published lists the values at a field path of a message that is made here, or of each of a list of messages; else the message itself.
func (f *Func) published(n int32, path []int32) []int32 {
	var out []int32
	if obj := f.object(n); obj >= 0 && len(path) > 0 {
		for _, s := range f.stores[obj] {
			switch {
			case s.key == elemKey || s.key == wholeKey:
				out = append(out, f.published(s.value, path)...)
			case f.program.keys.same(s.key, path[0]):
				out = append(out, f.published(s.value, path[1:])...)
			}
		}
	}
	if len(out) == 0 {
		return []int32{n}
	}
	return out
}

// rebuild asks whether values can be made again by somebody who knows some others: from these, constants, the receiver's settings and new ids, without
// reading anything.
type rebuild struct {
	f     *Func
	given func(Place) bool
	seen  map[int32]bool
	up    *rebuild
}

func (r *rebuild) can(n int32) bool {
	if r.seen[n] {
		return true // as far as this way goes
	}
	r.seen[n] = true
	f, node := r.f, &r.f.Nodes[n]
	if ps := f.Places(n); len(ps) > 0 && !slices.ContainsFunc(ps, func(pl Place) bool { return !r.given(pl) }) {
		return true
	}
	switch node.Op {
	case table.Const, table.Global, table.FuncRef:
		return true
	case table.Parameter:
		return r.up == nil && f.Recv != "" && node.Index == 0 || f.Params[node.Index].Type == "context.Context"
	case table.Alloc:
		return len(f.stores[n]) > 0 && !f.scans(n) && !slices.ContainsFunc(f.stores[n], func(s store) bool { return !r.can(s.value) })
	case table.Extract:
		return r.call(node.Args[0], node.Index)
	case table.Call:
		return r.call(n, 0)
	case table.Load, table.FieldOf, table.Elem, table.Convert, table.Phi, table.Append, table.Compute:
		return r.all(node.Args)
	}
	return false
}

// scans tells whether an object or one of its fields is filled with what was read.
func (f *Func) scans(obj int32) bool {
	return len(f.scanned(obj)) > 0 || slices.ContainsFunc(f.usersOf(obj), func(u int32) bool {
		return f.Nodes[u].Op == table.FieldOf && len(f.scanned(u)) > 0
	})
}

func (r *rebuild) all(nodes []int32) bool {
	return !slices.ContainsFunc(nodes, func(a int32) bool { return !r.can(a) })
}

// call looks at what a call returns as a result.
func (r *rebuild) call(n, result int32) bool {
	f, node := r.f, &r.f.Nodes[n]
	if node.Op != table.Call {
		return false // what was received, say
	}
	if len(node.Args) == 0 {
		return true // now, a new id
	}
	targets := f.calls[n].targets
	if len(targets) == 0 {
		return node.Mode == table.Static && f.program.standard(node.Name) && r.all(node.Args)
	}
	for _, t := range targets {
		switch {
		case t.model != nil && t.model.Marshal != nil:
			if a, _, ok := f.argument(n, t.model.Marshal.Value); !ok || !r.can(a) {
				return false
			}
		case t.model != nil:
			if !varying(t.model) && !(t.model.Construct != nil && t.model.Construct.Kind == "message") || !r.all(node.Args) {
				return false // it may read
			}
		case !r.through(n, t, result):
			return false
		}
	}
	return true
}

// through looks at what a function returns that is given values of this one.
func (r *rebuild) through(n int32, t target, result int32) bool {
	for x := r; x != nil; x = x.up {
		if x.f == t.fn {
			return false // a function that calls itself
		}
	}
	in := rebuild{f: t.fn, seen: map[int32]bool{}, up: r, given: func(pl Place) bool {
		if pl.Root != FromParam {
			return false
		}
		a, ok := r.f.arg(n, t, pl.Index)
		return ok && r.can(a)
	}}
	returns := t.fn.returns(result)
	return len(returns) > 0 && in.all(returns)
}
