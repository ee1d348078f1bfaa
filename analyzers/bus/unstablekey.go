package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// UnstableKey is a publish whose partition key differs each time, whatever the event tells of.
type UnstableKey struct {
	Effect *Effect
	Mint   CallSite // call that makes the key, in the nearest function on the way of the event
	Clock  bool     // it is made of the time
}

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
			if !ok {
				continue
			}
			at := e.nearest(made.chain())
			if !told[at] {
				told[at] = true
				out = append(out, UnstableKey{e, at, made.model.Fresh == "clock"})
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
		if made, k := p.fresh(f, stack, a, p.fieldKeys(fields)); k == anew && len(made) > 0 && p.tellsOfSomething(e) {
			return made[0], true
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
