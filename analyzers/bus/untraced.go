package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Untraced lists the publishes by functions that work in a span, with nothing in the message or its headers that says which trace it is part of. A propagator
// on the way, headers that were taken from elsewhere, and a program with an instrumented client keep it silent.
func (p *Program) Untraced() []*Effect {
	var out []*Effect
	seen := told{}
	for _, f := range p.Funcs {
		if f.tests() || !f.traces("start") {
			continue
		}
		for _, e := range f.flow.Sites {
			if e = e.innermost(); seen.has(e) || !p.feasibleConds(e.At.Func, e) || e.handler != nil || p.instrumented() || e.injects() || p.traced(e) {
				continue // told already, or the trace goes on
			}
			seen.add(e)
			out = append(out, e)
		}
	}
	return out
}

// traces tells whether a function, or the one around it, calls what starts spans, or what puts the trace into headers.
func (f *Func) traces(how string) bool {
	for g := f; g != nil; g = g.program.byName[g.Parent] {
		for i := range g.Nodes {
			if isCall(g.Nodes[i].Op) && slices.ContainsFunc(g.calls[int32(i)].targets, func(t target) bool { return t.model != nil && t.model.Trace == how }) {
				return true
			}
		}
	}
	return false
}

// injects tells whether a function on an effect's way, or one that it calls, puts the trace into headers.
func (e *Effect) injects() bool {
	seen := map[*Func]bool{}
	var within func(f *Func, deep int) bool
	within = func(f *Func, deep int) bool {
		if seen[f] || deep == 0 {
			return false
		}
		seen[f] = true
		if f.traces("inject") {
			return true
		}
		for i := range f.Nodes {
			if isCall(f.Nodes[i].Op) && slices.ContainsFunc(f.calls[int32(i)].targets, func(t target) bool { return t.fn != nil && within(t.fn, deep-1) }) {
				return true
			}
		}
		return false
	}
	for x := e; x != nil; x = x.Next {
		if within(x.At.Func, 4) {
			return true
		}
	}
	return false
}

// traced tells whether what is published says which trace it is part of, or may say so: not all of it is known.
func (p *Program) traced(e *Effect) bool {
	found := p.payloadTypes(e)
	ev, _ := p.evidence(e, found.names())
	return !ev.known || ev.trace || slices.ContainsFunc(found, func(x published) bool { return p.tracing(x.typ, x.literal) })
}

// tracing tells whether a type has a field for a trace, that is filled.
func (p *Program) tracing(t *Type, literal bool) bool {
	return p.says(t, literal, map[string]bool{}, func(_ *Type, f table.Field) bool {
		return traceName.MatchString(f.Name) || traceName.MatchString(tagName(f.Tag))
	}, nil)
}

// instrumented tells whether the program uses a client of a broker that traces by itself.
func (p *Program) instrumented() bool {
	for key := range p.stores {
		if traceSetting.MatchString(p.keys.names[key]) {
			return true
		}
	}
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
			return isCall(n.Op) && n.Mode == table.Static && tracingClient.MatchString(strings.TrimLeft(n.Name, "(*"))
		})
	})
}
