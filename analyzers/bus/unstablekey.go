package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// UnstableKey is a publish whose partition key differs each time, whatever the event tells of.
type UnstableKey struct {
	Effect *Effect
	Mint   CallSite // call that makes the key, in the nearest function on the way of the event; the publish itself if none does
	Of     Novelty
}

// Novelty is what a key is made of that differs each time.
type Novelty uint8

// The novelties.
const (
	Random Novelty = iota
	Clock
	Count // of a loop
)

// UnstableKeys lists the publishes whose partition key is random or made of the time on every way, each place that makes the key once.
func (p *Program) UnstableKeys() []UnstableKey {
	var out []UnstableKey
	told := map[CallSite]bool{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, e := range surest(f.flow.Sites, func(e *Effect) *Effect { return e }) {
			if !p.feasibleConds(f, e) {
				continue
			}
			made, ok := p.freshKey(e)
			if !ok || p.namesThing(e, made) {
				continue // it stays, or a thing gets it as its id
			}
			u := UnstableKey{Effect: e, Mint: e.nearest(made.chain())}
			switch {
			case made.model == nil:
				u.Mint, u.Of = e.innermost().At, Count
			case made.model.Fresh == "clock":
				u.Of = Clock
			}
			if !told[u.Mint] {
				told[u.Mint] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// freshKey finds where the partition key of an effect is made anew, if it is on every way.
func (p *Program) freshKey(e *Effect) (mint, bool) {
	var stack *frame
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	if x.handler != nil || x.Model == nil || x.Model.Publish == nil {
		return mint{}, false // of messages that a library publishes by itself
	}
	f, m := x.At.Func, x.Model.Publish
	for _, path := range m.Key {
		if slices.ContainsFunc(m.Topic, func(t models.Path) bool {
			return t.Root == path.Root && t.Index == path.Index && slices.Equal(t.Fields, path.Fields)
		}) {
			continue // a routing key: a part of the topic
		}
		a, fields, ok := f.argument(x.At.Node, path)
		if !ok {
			continue
		}
		key := freshness{p: p, seen: map[traceKey]bool{}, counts: true}
		if k := key.value(f, stack, a, p.fieldKeys(fields)); k == anew && len(key.mints) > 0 && p.tellsOfSomething(e) {
			return key.mints[0], true
		}
	}
	return mint{}, false
}

// tellsOfSomething tells whether a payload has the id of a thing, whose events belong together: others may well be spread over all partitions.
func (p *Program) tellsOfSomething(e *Effect) bool {
	return slices.ContainsFunc(p.payloadTypes(e), func(x published) bool {
		return slices.ContainsFunc(x.typ.Fields, func(f table.Field) bool {
			return thingName.MatchString(f.Name) && (!idName.MatchString(f.Name) || p.rowID(x.typ, f))
		})
	})
}

// namesThing tells whether what is made anew becomes the id of what an event tells of: the payload has it as one, or something is saved with it. All later
// events of that thing then have the same key.
func (p *Program) namesThing(e *Effect, made mint) bool {
	for _, id := range p.identity(e).things {
		s := freshness{p: p, seen: map[traceKey]bool{}, counts: true}
		s.value(id.f, id.stack, id.node, id.path)
		if slices.ContainsFunc(s.mints, func(m mint) bool { return m.same(made) }) {
			return true
		}
	}
	return made.model != nil && slices.ContainsFunc(made.chain(), func(s CallSite) bool { return s.Func.saves(s.Node) })
}

// same tells whether two values are made by one call, as far as the calls down to it are known.
func (m mint) same(o mint) bool {
	a, b := m.chain(), o.chain()
	n := min(len(a), len(b))
	return slices.Equal(a[:n], b[:n])
}

// saves tells whether what a node makes, or what that is put into, is handed to a call that writes.
func (f *Func) saves(n int32) bool {
	with := map[int32]bool{n: true}
	for grown := true; grown; {
		grown = false
		for i := range f.Nodes {
			node := &f.Nodes[i]
			if !slices.ContainsFunc(node.Args, func(a int32) bool { return with[a] }) {
				continue
			}
			to := int32(i)
			switch {
			case node.Op == table.Store && with[node.Args[1]]:
				to = f.target(to).root
			case node.Op == table.Compare:
				continue
			case isCall(node.Op) && slices.ContainsFunc(f.calls[i].targets, func(t target) bool {
				return t.fn != nil && t.fn.does(Write) || t.model != nil && f.isWrite(to, t.model)
			}):
				return true
			}
			if !with[to] {
				with[to], grown = true, true
			}
		}
	}
	return false
}
