package bus

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// Edges lists where the program publishes and consumes events. A wrapper that is given topic, handle or event has none of its own: its callers have,
// where what they give is no longer just handed on. Only main modules count.
func (p *Program) Edges() []catalog.Edge {
	if p.edgesKnown {
		return p.edgeList
	}
	var out []catalog.Edge
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue
		}
		for _, e := range f.flow.Sites {
			if p.feasibleConds(f, e) {
				out = append(out, p.published(e)...)
			}
		}
		for _, n := range f.callNodes {
			out = append(out, p.called(CallSite{f, n})...)
		}
	}
	p.edgeList, p.edgesKnown = out, true
	return out
}

// flowsOut tells whether a function is part of the program, rather than of its tests.
func (f *Func) flowsOut() bool { return f.flow != nil && !f.tests() }

// called lists the edges that a library's call is the end of: it consumes, or writes an event into an outbox.
func (p *Program) called(at CallSite) []catalog.Edge {
	var out []catalog.Edge
	for _, t := range at.Func.calls[at.Node].targets {
		switch {
		case t.model == nil:
		case t.model.Consume != nil:
			out = append(out, p.consumed(at, t)...)
		case t.model.Outbox != nil:
			out = append(out, p.outboxed(at, t)...)
		}
	}
	return out
}

// content is what an edge's messages hold.
type content struct {
	payload string   // its type; "" if it is not known
	format  string   // that it is written in; "" if that is not known
	wrapped bool     // it is within an envelope of the program's own
	reads   []string // fields that are read of it
	key     catalog.Resolution
}

// contents lists what is published, each type once.
func (ps publishedTypes) contents() []content {
	var out []content
	for _, x := range ps {
		if len(out) == 0 || out[len(out)-1].payload != x.typ.Name {
			out = append(out, content{payload: x.typ.Name, format: x.format, wrapped: x.envelope != nil})
		}
	}
	return out
}

// edges makes the edges of one place: for each topic and each payload.
func (p *Program) edges(at CallSite, e catalog.Edge, topics []catalog.Topic, topicOf string, payloads []content, unsure bool) []catalog.Edge {
	if !at.Func.Table.Main || at.Func.tests() {
		return nil
	}
	if len(payloads) == 0 {
		payloads = []content{{}}
	}
	e.Position, _ = at.At()
	e.Package, e.Function = at.Func.Table.Package, at.Func.Declared()
	e.Bus, e.Source = p.models.Bus(e.Library), catalog.Static
	var out []catalog.Edge
	for _, c := range payloads {
		topics := p.topicsBy(topicOf, c.payload, topics)
		for _, t := range topics {
			e.Topic, e.Payload, e.Fields = t, c.payload, p.wireFields(c.payload, c.format)
			e.Format, e.Wrapped, e.Reads, e.Key = c.format, c.wrapped, c.reads, c.key
			switch {
			case unsure || c.payload == "" && t.Certainty == catalog.Unknown:
				e.Confidence = catalog.Low
			case len(topics) > 1:
				e.Confidence = catalog.Medium
			default:
				e.Confidence = catalog.High
			}
			out = append(out, e)
		}
	}
	return out
}

// published lists the edges of an effect that publishes, where what is published is not just handed on.
func (p *Program) published(e *Effect) []catalog.Edge {
	found := p.payloadTypes(e)
	payloads := found.contents()
	if _, encoded := p.evidence(e, found.names()); len(payloads) == 0 && len(encoded) == 1 { // through a buffer, say
		payloads = []content{{payload: encoded[0].Name}}
	}
	topics := p.topicsOf(e, nil)
	if topics == nil { // an outbox's own call
		return nil
	}
	last := e
	for last.Next != nil {
		last = last.Next
	}
	edge := catalog.Edge{Direction: catalog.Publish, Library: e.Model.Library}
	edge.Outbox = e.Via.Root != Nowhere && p.goesTo(e.At.Func, e.Via, e.Model) == outbox
	var out []catalog.Edge
	for _, w := range p.deciders(e, topics) {
		there, payloads := topics, payloads
		if w.stack != nil {
			there = p.topicsOf(e, w.stack)
			if own := p.payloadTypesBy(e, w.stack).contents(); len(own) > 0 {
				payloads = own
			}
		}
		if len(payloads) == 0 {
			payloads = []content{{}}
		}
		payloads = slices.Clone(payloads)
		for i := range payloads {
			payloads[i].key = p.partitionKey(e, w.stack, payloads[i].payload, payloads[i].format)
		}
		edge.Via = slices.Concat(w.via(e.At), viaCalls(e.below()), viaCalls(e.handed()))
		out = append(out, p.edges(w.from, edge, there, last.Model.Publish.TopicOf, payloads, e.Unsure)...)
	}
	return out
}

// outboxed lists the edges of a library's call that writes an event into an outbox.
func (p *Program) outboxed(at CallSite, t target) []catalog.Edge {
	f, o := at.Func, t.model.Outbox
	body, fields, ok := first(f, at.Node, o.Payload)
	if !ok {
		return nil
	}
	keys := p.fieldKeys(fields)
	given := f.placesAt(body, keys)
	if a, fields, ok := first(f, at.Node, o.Topic); ok {
		given = append(slices.Clone(given), f.placesAt(a, p.fieldKeys(fields))...)
	}
	var out []catalog.Edge
	for _, w := range p.routes(at, given) {
		s := typeSearch{p: p, seen: map[traceKey]bool{}, stacks: stacks[traceKey]{}}
		s.find(f, w.stack, body, keys)
		slices.SortStableFunc(s.out, func(a, b published) int {
			return cmp.Or(cmp.Compare(a.typ.Name, b.typ.Name), cmp.Compare(a.format, b.format))
		})
		edge := catalog.Edge{Direction: catalog.Publish, Library: t.model.Library, Outbox: true, Via: w.via(at)}
		out = append(out, p.edges(w.from, edge, p.topics(at, w.stack, o.Topic, models.Path{}, t.embed, "topic"), o.TopicOf, s.out.contents(), f.calls[at.Node].unsure)...)
	}
	return out
}

// first finds the first of some paths that a call has.
func first(f *Func, n int32, paths models.Paths) (node int32, fields []string, ok bool) {
	for _, path := range paths {
		if node, fields, ok = f.argument(n, path); ok {
			return node, fields, true
		}
	}
	return 0, nil, false
}

// route is how the program gets to a library's call: from the function that decides what it is given.
type route struct {
	from  CallSite // the call there: the library's own, if nothing is given to its function
	stack *frame   // calls from there down to the library's
}

// via lists the calls below the one that decides, down to a call.
func (w route) via(last CallSite) []catalog.Via {
	if w.stack == nil {
		return nil
	}
	calls := []CallSite{last}
	for s := w.stack; s.up != nil; s = s.up {
		calls = append(calls, s.site)
	}
	slices.Reverse(calls)
	return viaCalls(calls)
}

// below lists the calls from an effect's down to the library's.
func (e *Effect) below() []CallSite {
	var out []CallSite
	for e = e.Next; e != nil; e = e.Next {
		out = append(out, e.At)
	}
	return out
}

// handed lists where a handler returns what the library publishes for it.
func (e *Effect) handed() []CallSite {
	if e.handler == nil {
		return nil
	}
	var out []CallSite
	for n := range e.handler.Nodes {
		if r := &e.handler.Nodes[n]; r.Op == table.Return && len(r.Args) > 0 && e.handler.Nodes[r.Args[0]].Name != "nil" {
			out = append(out, CallSite{e.handler, int32(n)})
		}
	}
	return out
}

func viaCalls(calls []CallSite) []catalog.Via {
	var out []catalog.Via
	for _, c := range calls {
		if at, _ := c.At(); at.Module == "" {
			out = append(out, catalog.Via{File: at.File, Line: at.Line})
		}
	}
	return out
}

// mostRoutes is how many routes to one call are told apart. Beyond it, the call stands for all of them.
const mostRoutes = 500

// routes follows what a library's call is given, in terms of its function, up to the functions that decide it.
func (p *Program) routes(at CallSite, given []Place) []route {
	w := climber{p: p, on: map[*Func]bool{}}
	w.climb(at, nil, given)
	if len(w.out) > mostRoutes {
		return []route{{from: at}}
	}
	return w.out
}

type climber struct {
	p   *Program
	on  map[*Func]bool // functions of the calls that are being followed
	out []route
}

// climb goes on to the callers of the function of from, if they give something. The calls are those below from, the innermost first.
func (c *climber) climb(from CallSite, calls []CallSite, given []Place) {
	if len(c.out) > mostRoutes {
		return
	}
	f := from.Func
	given = f.calledBy(given)
	c.on[f] = true
	defer delete(c.on, f)
	up := c.kept(f, calls, given)
	given = slices.DeleteFunc(given, func(pl Place) bool { return !f.takes(pl) })
	for _, caller := range f.Callers {
		if len(given) == 0 || c.on[caller.Func] || caller.Func.tests() {
			continue
		}
		for _, t := range caller.Func.calls[caller.Node].targets {
			if t.fn != f {
				continue
			}
			var there []Place
			for _, pl := range given {
				there = append(there, caller.Func.translate(caller.Node, t, pl)...)
			}
			up = true
			c.climb(caller, append(slices.Clone(calls), caller), there)
			break // another implementation is another function
		}
	}
	if up {
		return
	}
	w := route{from: from}
	for _, call := range slices.Backward(calls) {
		w.stack = c.p.tracer.push(call, w.stack)
	}
	c.out = append(c.out, w)
}

// kept goes on to those who keep with a request what a function takes from it.
func (c *climber) kept(f *Func, calls []CallSite, given []Place) bool {
	found := false
	for _, pl := range given {
		for _, site := range f.keptBy(pl) {
			if c.on[site.Func] {
				continue
			}
			found = true
			_, value, _ := site.Func.keepsValue(site.Node)
			c.climb(site, append(slices.Clone(calls), site), site.Func.Places(value))
		}
	}
	return found
}

// calledBy adds to places of a function the handlers that literals among them call: a literal that decodes a message for a handler was given that.
func (f *Func) calledBy(places []Place) []Place {
	out := slices.Clone(places)
	for _, pl := range places {
		if pl.Root != FromNode {
			continue
		}
		literal := f.ours(pl.Index)
		if literal == nil || literal.Parent == "" {
			continue // no literal, or a method: what its receiver holds was decided when it was made
		}
		for i := range literal.Nodes {
			node := &literal.Nodes[i]
			if !isCall(node.Op) || node.Mode != table.Dynamic {
				continue
			}
			for _, h := range literal.Places(node.Args[0]) {
				if h.Root == FromFree && h.Path == 0 && int(h.Index) < len(f.Nodes[pl.Index].Args) {
					for _, v := range f.held(f.Nodes[pl.Index].Args[h.Index]) {
						out = append(out, f.Places(v)...)
					}
				}
			}
		}
	}
	return out
}

// takes tells whether a place is something that a function is given by its callers: what a receiver holds was decided when it was made.
func (f *Func) takes(pl Place) bool {
	switch pl.Root {
	case FromParam:
		return f.Recv == "" || pl.Index > 0
	case FromFree:
		return f.Parent != ""
	}
	return false
}

// consumed lists the edges of a library's call that receives messages or registers a handler.
func (p *Program) consumed(at CallSite, t target) []catalog.Edge {
	var out []catalog.Edge
	for _, c := range p.consumptions(at, t) {
		topicOf := ""
		if t.model.Consume != nil && !c.kept {
			topicOf = t.model.Consume.TopicOf
		}
		edge := catalog.Edge{Direction: catalog.Consume, Library: c.library, Group: p.group(c, t), Via: route{c.from, c.stack}.via(at)}
		for _, e := range p.edges(c.from, edge, c.topics, topicOf, c.contents(p), c.unsure) {
			if at := c.expected[e.Payload].at; at.Func != nil && at != c.from {
				e.Via = append(slices.Clone(e.Via), viaCalls([]CallSite{at})...)
			}
			out = append(out, e)
		}
	}
	return out
}

// contents lists what is expected.
func (c consumption) contents(p *Program) []content {
	var out []content
	for _, t := range c.types {
		x := c.expected[t]
		out = append(out, content{payload: t, format: x.format, wrapped: x.boxed, reads: p.reads(x.values, x.format)})
	}
	return out
}

// isMessage tells whether a type is a library's message, or the bytes of one.
func (p *Program) isMessage(typ string) bool {
	return typ == "[]byte" || p.isTheirs(typ)
}

// isTheirs tells whether a type is a library's message.
func (p *Program) isTheirs(typ string) bool {
	t := p.models.Type(elemType(typ))
	return t != nil && t.Is == "message"
}

// ours tells whether a node makes a function value of the program.
func (f *Func) ours(n int32) *Func {
	if f.Nodes[n].Op != table.Closure {
		return nil
	}
	return f.program.byName[f.Nodes[n].Name]
}
