package bus

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Unconfirmed is a publish of which nobody learns whether the broker has taken it.
type Unconfirmed struct {
	At   CallSite
	Made []CallSite // the constructors of what it is published through, where they are why
	Why  Silence
}

// Silence says why nobody learns of a confirmation.
type Silence uint8

// The reasons.
const (
	Off     Silence = iota // the broker is not asked to confirm
	Unread                 // nobody reads the confirmations
	Dropped                // the confirmation of this publish is dropped
	Ignored                // it is waited for, and what it says is dropped
)

// Unconfirmed lists the publishes of which nobody learns whether the broker has taken them, outside tests. Calls and their answers are none: who has called
// notices that no answer comes.
func (p *Program) Unconfirmed() []Unconfirmed {
	var out []Unconfirmed
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for _, n := range f.callNodes {
			at := CallSite{f, n}
			for _, t := range f.calls[n].targets {
				if t.model == nil {
					continue
				}
				if u, ok := p.unconfirmed(at, t); ok {
					out = append(out, u)
					break
				}
			}
		}
	}
	return out
}

func (p *Program) unconfirmed(at CallSite, t target) (Unconfirmed, bool) {
	f, m := at.Func, t.model
	if !m.Confirms.IsZero() {
		return Unconfirmed{At: at, Why: Ignored}, f.drops(at.Node, int32(m.Confirms.Index)) && !f.askedAgain(at.Node)
	}
	if m.Publish == nil || m.Publish.Delivery != "unconfirmed" || f.answers(at.Node, m) || p.calls(at, m.Publish) {
		return Unconfirmed{}, false
	}
	handles, known := p.through(at, t)
	if !known {
		return Unconfirmed{}, false
	}
	all := func(is func(h handle) bool) bool {
		return !slices.ContainsFunc(handles, func(h handle) bool { return !is(h) })
	}
	u := Unconfirmed{At: at}
	switch returned := confirmation(m.Publish); {
	case all(func(h handle) bool { return p.setTo(h, "confirm", "off") }):
		for _, h := range handles {
			u.Made = append(u.Made, CallSite{h.made.fn, h.made.node})
		}
		return u, true
	case !all(func(h handle) bool {
		return (p.setTo(h, "confirm", "on") || p.asksFirst(h)) && p.asks(h, "confirm") && !p.asks(h, "confirmations")
	}):
		return u, false // not known, or somebody is told of all
	case returned < 0:
		u.Why = Unread
		return u, true
	default:
		u.Why = Dropped
		return u, f.drops(at.Node, returned)
	}
}

// calls tells whether a message says where to send an answer: whoever sends it waits for one.
func (p *Program) calls(at CallSite, m *models.Publish) bool {
	for _, path := range m.Payload {
		a, _, ok := at.Func.argument(at.Node, path)
		if !ok {
			continue
		}
		t := p.models.Type(bareType(strings.TrimPrefix(at.Func.valueType(a), "[]")))
		if t == nil {
			continue
		}
		for _, option := range slices.Sorted(maps.Keys(t.Options)) {
			if t.Options[option] == "reply-to" && slices.ContainsFunc(p.tracer.texts(at.Func, nil, a, p.fieldKeys([]string{option})), func(o object) bool { return o.ref.fn == nil || !zero(o.ref.fn, o.ref.node) }) {
				return true
			}
		}
	}
	return false
}

// through lists the handles that something is published through, and tells whether these are all that there may be.
func (p *Program) through(at CallSite, t target) ([]handle, bool) {
	path := t.model.Publish.Through
	if path.IsZero() {
		path.Root = "receiver"
	}
	a, fields, ok := at.Func.argument(at.Node, path)
	if !ok {
		return nil, false
	}
	_, complete := p.tracer.trace(at.Func, nil, a, append(slices.Clone(t.embed), p.fieldKeys(fields)...))
	handles := p.handlesOf(at, t)
	return handles, complete && len(handles) > 0 && !slices.ContainsFunc(handles, handle.unseen)
}

// asks tells whether a method of a handle itself changes a setting.
func (p *Program) asks(h handle, setting string) bool {
	return slices.ContainsFunc(p.handles().of[h], func(u use) bool { return u.model.Set != nil && u.model.Set.Setting == setting })
}

// asksFirst tells whether the function that makes a handle asks the broker to confirm before it returns, whatever the handle is kept in by then.
func (p *Program) asksFirst(h handle) bool {
	return slices.ContainsFunc(p.handles().of[h], func(u use) bool {
		f, n := u.at.Func, u.at.Node
		return u.model.Set != nil && u.model.Set.Setting == "confirm" && u.model.Set.Value == "on" && f == h.made.fn &&
			!slices.ContainsFunc(f.acting(), func(r int32) bool { return f.Nodes[r].Op == table.Return && !f.failing(r) && !f.precedes(n, r) })
	})
}

// confirmation is the result of a publish that stands for the broker's answer, -1 if there is none.
func confirmation(m *models.Publish) int32 {
	if m.Error.Root == "result" && m.Error.Index > 0 {
		return 0
	}
	return -1
}

// drops tells whether nothing is done with a result of a call.
func (f *Func) drops(n, i int32) bool {
	r := f.resultNode(n, i)
	if r == n && f.Nodes[n].Out == "" {
		return true // no result of several is looked at, or not this one
	}
	return len(f.usersOf(r)) == 0 && !slices.ContainsFunc(f.Blocks, func(b table.Block) bool { return b.Cond == r })
}

// askedAgain tells whether what a call is asked of is asked again, and the answer looked at: confirmation.Wait(), confirmation.Acked().
func (f *Func) askedAgain(n int32) bool {
	for o := range f.Nodes {
		c := &f.Nodes[o]
		if c.Op != table.Call || int32(o) == n || !c.Recv || !slices.Equal(f.Places(c.Args[0]), f.Places(f.Nodes[n].Args[0])) {
			continue
		}
		for _, t := range f.calls[o].targets {
			if t.model != nil && !t.model.Confirms.IsZero() && !f.drops(int32(o), int32(t.model.Confirms.Index)) {
				return true
			}
		}
	}
	return false
}
