package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// watch tells the ways of a failure apart by what becomes of the message that the failed call was made for.
//
//	if err := save(msg); err != nil {
//		log.Print(err)      // nobody else learns of it
//	}
//	msg.Ack()               // an end: settled as done
type watch struct {
	receives []int32 // nodes at which the next message comes
	ends     []end
	told     bool // some way tells whoever called of the failure, or the broker
	handled  bool // on some way, something is done about the failure
}

// trail is what happened on a way.
type trail struct {
	expected bool  // a certain error was asked for, and this is it
	split    bool  // something else was asked after the failure
	worked   bool  // work for the message went on
	later    int32 // 1 + a call that settles the message when the function ends, 0 for none
}

// end is where a way ends on which nothing was done about a failure.
type end struct {
	trail
	how    wayOut
	at     int32
	apart  bool // control is still where it only gets because of the failure
	tells  bool // the caller is told of the failure, for what that helps
	looked bool // somebody looked at the error
}

// wayOut is what a way ends with.
type wayOut uint8

const (
	acks    wayOut = iota // the message is settled as done
	returns               // the function returns and says nothing of it
	goesOn                // the next message, or round, comes
)

func (x *watch) end(how wayOut, at int32, w *way) {
	x.ends = append(x.ends, end{trail: w.trail, how: how, at: at, apart: w.failed >= 0, looked: w.looked})
}

// tells notes that a failure is returned, where the message is settled as done all the same.
//
//	defer msg.Ack()
//	return save(msg)
func (x *watch) tells(s *fate, w *way) {
	f := s.f
	for _, d := range f.acting() {
		if f.Nodes[d].Op == table.Defer && s.call >= 0 && f.precedes(d, s.call) && f.acksAnyway(d) {
			x.ends = append(x.ends, end{trail: w.trail, how: acks, at: d, apart: w.failed >= 0, looked: w.looked, tells: true})
			return
		}
	}
}

// acksAnyway tells whether a deferred call settles the message as done whatever happened.
func (f *Func) acksAnyway(d int32) bool {
	if s := f.Settlement(d); !s.Done || s.Back {
		return false
	}
	return !slices.ContainsFunc(f.calls[d].targets, func(t target) bool {
		return t.fn != nil && !slices.ContainsFunc(t.fn.acting(), func(n int32) bool { return t.fn.Settlement(n).Done && t.fn.always(n, false) })
	})
}

// acts looks at an acting node on a way; it tells whether to go on.
func (x *watch) acts(s *fate, n int32, w *way) bool {
	f := s.f
	if n == s.call {
		return true
	}
	if slices.Contains(x.receives, n) {
		x.end(goesOn, n, w)
		return false
	}
	if !isCall(f.Nodes[n].Op) {
		return true
	}
	settles := f.Settlement(n)
	switch {
	case !settles.Done && !settles.Back:
		if w.failed < 0 && !w.later && f.Nodes[n].Op == table.Call && f.effort(n) >= asks {
			w.trail.worked = true
		}
		return true
	case settles.Back || f.Nodes[n].Op == table.Go:
		x.told = x.told || w.failed >= 0 || f.Nodes[n].Op == table.Go || settles.Done // it is decided there
		return false
	case s.leftOut(n, w):
		return true
	case f.Nodes[n].Op == table.Defer:
		w.trail.later = n + 1
		return true
	}
	x.end(acks, n, w)
	return false
}

// lost notes the end of a way: at a return, or at the call itself, in another round.
func (x *watch) lost(s *fate, n int32, w *way) {
	f := s.f
	if f.Nodes[n].Op != table.Return {
		x.end(goesOn, n, w)
		return
	}
	if f.tellsByValue(n) {
		x.told = true
		return
	}
	later := w.trail.later - 1
	for _, d := range f.acting() {
		if f.Nodes[d].Op == table.Defer && (s.call < 0 || f.precedes(d, s.call)) {
			if settles := f.Settlement(d); settles.Back {
				x.told = true // it is decided there
				return
			} else if settles.Done {
				later = d
			}
		}
	}
	if later >= 0 {
		x.end(acks, later, w)
		return
	}
	x.end(returns, n, w)
}

// tellsByValue tells whether a return gives a constant that other returns do not: consumer.ConsumeRetryLater.
func (f *Func) tellsByValue(n int32) bool {
	for i, a := range f.Nodes[n].Args {
		if v := &f.Nodes[strip(f, a)]; v.Op == table.Const && v.Name != "nil" && f.otherReturn(n, i) {
			return true
		}
	}
	return false
}

// branches notes what was asked on the way into a successor of a block. cond is what the condition tells of the error.
func (x *watch) branches(s *fate, w, next *way, succ int, cond hold) {
	f := s.f
	b := &f.Blocks[w.block]
	if b.Cond < 0 || len(b.Succs) != 2 {
		return
	}
	if cond == nothing {
		next.trail.split = next.trail.split || w.failed >= 0
		return
	}
	asked, holds := b.Cond, succ == 0
	for f.Nodes[asked].Op == table.Not || f.Nodes[asked].Op == table.Convert {
		if f.Nodes[asked].Op == table.Not {
			holds = !holds
		}
		asked = f.Nodes[asked].Args[0]
	}
	if c := &f.Nodes[asked]; c.Op == table.Compare {
		if f.isNil(c.Args[0]) || f.isNil(c.Args[1]) {
			return // whether there is one
		}
		holds = holds == (c.Name == "==")
	}
	if holds {
		next.trail.expected = true
	}
}
