package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// standard tells whether a function is of the standard library: its packages have no dot in the first part of their path.
func (p *Program) standard(name string) bool {
	pkg := packageOf(name)
	first, _, _ := strings.Cut(pkg, "/")
	return p.tables[pkg] == nil && !strings.Contains(first, ".")
}

// option looks at a library function on the way: it may make an id, or set the message's.
func (in *inspector) option(m *models.Func, f *Func, stack *frame, n int32) {
	in.ev.id = in.ev.id || m.ID || m.Set != nil && m.Set.Setting == "id"
	if m.Construct != nil && !m.Construct.ID.IsZero() {
		if a, _, ok := f.argument(n, m.Construct.ID); ok {
			for stack != nil && f.Nodes[strip(f, a)].Op == table.Parameter {
				site := stack.site
				up, ok := site.Func.argOf(site.Node, f, f.Nodes[strip(f, a)].Index)
				if !ok {
					break
				}
				f, a, stack = site.Func, up, stack.up
			}
			in.ev.id = in.ev.id || !zero(f, a)
		}
	}
}

// argOf is the argument that becomes parameter i of fn.
func (f *Func) argOf(n int32, fn *Func, i int32) (int32, bool) {
	for _, t := range f.calls[n].targets {
		if t.fn == fn {
			return f.arg(n, t, i)
		}
	}
	return 0, false
}

// called looks into the functions that make a value: result i, of a type, of a call.
func (in *inspector) called(f *Func, stack *frame, n, i int32, typ string, part bool) {
	node := &f.Nodes[n]
	if node.Op != table.Call || typ == "error" {
		return
	}
	if !part {
		in.typ(typ, false)
	}
	if node.Recv {
		name := strings.TrimPrefix(methodName(node.Name), "Get")
		in.ev.version = in.ev.version || versionName.MatchString(name)
		in.ev.id = in.ev.id || idName.MatchString(name) && (!bareID.MatchString(name) || eventName.MatchString(Short(node.Name)))
	}
	targets := f.calls[n].targets
	if node.Mode == table.Dynamic && len(targets) == 0 {
		objects, _ := in.p.tracer.trace(f, stack, node.Args[0], nil)
		for _, o := range objects {
			if t, ok := in.p.functionValue(o); ok {
				targets = append(targets, t)
			}
		}
	}
	targets = in.chosen(f, stack, n, targets)
	for _, t := range targets {
		switch {
		case t.model != nil && t.model.Marshal != nil:
			if a, _, ok := f.argument(n, t.model.Marshal.Value); ok {
				in.marshalled(f, stack, a, part)
			}
		case t.model != nil:
			in.option(t.model, f, stack, n)
			for _, a := range node.Args {
				in.value(f, stack, a, part || t.model.Construct == nil || t.model.Construct.Kind != "message")
			}
			if t.model.Construct != nil && t.model.Construct.Kind == "message" {
				in.changed(f, stack, f.resultNode(n, i), part, true)
			}
		case !stack.holds(t.fn) && t.fn != f:
			in.returned(t.fn, in.p.tracer.push(CallSite{f, n}, stack), i, part)
		}
	}
	if len(targets) > 0 {
		return
	}
	if !part && (node.Mode == table.Dynamic || !in.p.standard(node.Name)) {
		in.ev.known = false // it may add anything
	}
	for _, a := range node.Args {
		in.value(f, stack, a, part)
	}
}

// chosen keeps the methods that a call can reach with the receiver that it has on this way, or with a payload of this site.
func (in *inspector) chosen(f *Func, stack *frame, n int32, targets []target) []target {
	if len(targets) < 2 || f.Nodes[n].Mode != table.Invoke {
		return targets
	}
	types := slices.Clone(in.payloads)
	objects, _ := in.p.tracer.trace(f, stack, f.Nodes[n].Args[0], nil)
	for _, o := range objects {
		types = append(types, bareType(o.typ))
	}
	var out []target
	for _, t := range targets {
		if slices.Contains(types, t.typ) {
			out = append(out, t)
		}
	}
	if len(out) > 0 {
		return out
	}
	in.spread = true
	return targets
}

// returned looks at what a function returns as result i.
func (in *inspector) returned(fn *Func, stack *frame, i int32, part bool) {
	for _, n := range fn.returns(i) {
		in.value(fn, stack, n, part)
	}
}

// returns lists the values that a function returns as result i.
func (f *Func) returns(i int32) []int32 {
	var out []int32
	for b := range f.Blocks {
		for _, n := range f.Blocks[b].Nodes {
			if ret := &f.Nodes[n]; ret.Op == table.Return && int(i) < len(ret.Args) {
				out = append(out, ret.Args[i])
			}
		}
	}
	return out
}
