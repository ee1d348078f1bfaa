package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Unstable is a publish of an event whose id is another one when the same event is published again.
type Unstable struct {
	Effect *Effect
	Mint   CallSite // call that makes the id, in the nearest function on the way of the event
	Again  CallSite // what publishes again
	Cause  Cause
}

// Cause is why something is published again.
type Cause uint8

// The causes.
const (
	Retry      Cause = iota // it is tried again until it succeeds
	Redelivery              // it is published for a message that is received, perhaps again
	Relaying                // it is read from an outbox until it is marked as sent
)

// UnstableIDs lists the publishes of events that get a new id when they are published again, each place that makes the id once. Events that an outbox
// keeps are published under the id that is stored with them.
func (p *Program) UnstableIDs() []Unstable {
	var out []Unstable
	told := map[CallSite]bool{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, e := range surest(f.flow.Sites, func(e *Effect) *Effect { return e }) {
			if !p.feasibleConds(f, e) || e.AtMostOnce() || e.Via.Root != Nowhere && p.goesTo(f, e.Via, e.Model) == outbox {
				continue // nowhere, or nothing delivers it twice, or it is stored once
			}
			if u, ok := p.unstable(e); ok && !told[u.Mint] {
				told[u.Mint] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// repetition is one reason to publish again, and what of the way to the publish it repeats.
type repetition struct {
	cause Cause
	at    CallSite
	holds func(chain []CallSite) bool // whether something that is made at the end of a chain of calls is made again
}

// repetitions lists the reasons to publish an effect again.
func (p *Program) repetitions(e *Effect) []repetition {
	var out []repetition
	for _, a := range p.attempts(e) {
		out = append(out, repetition{Retry, a.at, a.holds})
	}
	r := p.redelivered()
	if sent := e.sent(); len(sent) > 0 && !slices.ContainsFunc(sent, r.deduplicated) {
		if at, again := r.at(sent[0]); again {
			out = append(out, repetition{Redelivery, at, func(chain []CallSite) bool {
				_, ok := r.at(chain[len(chain)-1])
				return ok
			}})
		}
	}
	if e.At.Func.relay() {
		out = append(out, repetition{Relaying, e.At, func(chain []CallSite) bool { return chain[len(chain)-1].Func.relay() }})
	}
	return out
}

// sent lists where an event is published: for one that a handler returns, there.
func (e *Effect) sent() []CallSite {
	if e.handler == nil {
		return []CallSite{e.At}
	}
	var out []CallSite
	for n := range e.handler.Nodes {
		if ret := &e.handler.Nodes[n]; ret.Op == table.Return && len(ret.Args) > 0 && !e.handler.isNil(ret.Args[0]) {
			out = append(out, CallSite{e.handler, int32(n)})
		}
	}
	return out
}

// unstable finds out whether all ids of a message are made again with it.
func (p *Program) unstable(e *Effect) (Unstable, bool) {
	repetitions := p.repetitions(e)
	if len(repetitions) == 0 {
		return Unstable{}, false
	}
	identity := p.identity(e)
	var mints [][]mint // by id
	for _, id := range identity.ids {
		made, k := p.fresh(id.f, id.stack, id.node, id.path)
		if k != anew || id.once {
			return Unstable{}, false // one that stays
		}
		mints = append(mints, made)
	}
	if len(mints) == 0 {
		return Unstable{}, false // none at all
	}
	for _, r := range repetitions {
		if r.cause == Redelivery && identity.open {
			continue // there may be an id of the message that was received
		}
		if slices.ContainsFunc(mints, func(made []mint) bool {
			return !slices.ContainsFunc(made, func(m mint) bool { return r.holds(m.chain()) })
		}) {
			continue // made before
		}
		i := slices.IndexFunc(mints[0], func(m mint) bool { return r.holds(m.chain()) })
		return Unstable{e, e.nearest(mints[0][i].chain()), r.at, r.cause}, true
	}
	return Unstable{}, false
}

// nearest is the innermost call of a chain that stands on the way of an effect, or else in the program itself.
func (e *Effect) nearest(chain []CallSite) CallSite {
	for _, s := range chain {
		for x := e; x != nil; x = x.Next {
			if s.Func == x.At.Func || s.Func == x.handler {
				return s
			}
		}
	}
	for _, s := range chain {
		if s.Func.Table.Main {
			return s
		}
	}
	return chain[0]
}
