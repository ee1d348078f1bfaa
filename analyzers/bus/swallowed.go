package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
)

// Swallowed is a failure to handle a message that nobody does anything about, so that the message counts as handled.
type Swallowed struct {
	Work     CallSite   // what fails
	More     []CallSite // what else fails and ends in the same line of a log
	At       CallSite   // where that is forgotten: the ack, the return, or where the next message comes
	How      Forgotten
	Logged   CallSite // call that logs it; Func is nil if there is none
	Received CallSite // where the message is received, or settled; Func is nil if that is not known
}

// Forgotten is how a failure is forgotten.
type Forgotten uint8

// The ways to forget a failure.
const (
	Acked     Forgotten = iota // the message is settled as if all was well
	Succeeded                  // the function reports success to whoever settles the message
	PassedBy                   // the message was settled when it was received, or is by the client, and the next one comes
	Buried                     // the next message comes, and settling that settles this one as well
	Recovered                  // a panic is recovered, and the function reports success
)

// Finding makes a finding at what fails. Its path leads to where that is forgotten: the last frame is the place to repair.
func (s Swallowed) Finding(rule string, severity finding.Severity, text string) finding.Finding {
	f := s.Work.Finding(rule, severity, text)
	if s.Received.Func != nil && s.Received.Func != s.Work.Func {
		f.Path = append(f.Path, s.Received.Frame("receives the message"))
	}
	for _, work := range append([]CallSite{s.Work}, s.More...) {
		f.Path = append(f.Path, work.Frame("fails"))
	}
	if s.Logged.Func != nil {
		f.Path = append(f.Path, s.Logged.Frame("logs it"))
	}
	if n := &s.At.Func.Nodes[s.At.Node]; n.Line > 0 && s.At != s.Work { // the next round of a loop has no place
		f.Path = append(f.Path, s.At.Frame(s.How.String()))
	}
	return f
}

func (h Forgotten) String() string {
	switch h {
	case Acked:
		return "acks the message"
	case Succeeded, Recovered:
		return "reports success"
	}
	return "goes on with the next message"
}

// Swallowed lists the failures that are forgotten.
func (p *Program) Swallowed() []Swallowed {
	if p.swallowed == nil {
		p.swallowed = p.handling().forgotten()
	}
	return p.swallowed
}

func (h *handling) forgotten() []Swallowed {
	out := []Swallowed{}
	wrong := map[CallSite]bool{} // calls of handlers whose failure is forgotten
	for _, f := range h.p.Funcs {
		if f.tests() || !h.only(f) && len(h.after[f]) == 0 && len(h.settlers[f]) == 0 {
			continue
		}
		for n := range f.Nodes {
			if s, ok := h.swallowed(f, int32(n)); ok {
				out = append(out, s)
				wrong[s.Work] = true
			}
		}
		if s, ok := h.recovered(f); ok {
			out = append(out, s)
		}
	}
	return together(slices.DeleteFunc(out, func(s Swallowed) bool {
		return s.How == Succeeded && h.forgottenAbove(s.Work.Func, wrong, map[*Func]bool{})
	}))
}

// together makes one of failures that are logged by one call and forgotten in one place: there is one place to repair.
//
//	switch kind {
//	case "made":
//		err = add(msg)
//	case "gone":
//		err = remove(msg)
//	}
//	if err != nil {
//		log.Print(err)
//	}
func together(all []Swallowed) []Swallowed {
	out := all[:0]
	for _, s := range all {
		i := slices.IndexFunc(out, func(first Swallowed) bool {
			return s.Logged.Func != nil && first.Logged == s.Logged && first.At == s.At && first.How == s.How
		})
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].More = append(out[i].More, s.Work)
	}
	return out
}

// forgottenAbove tells whether, on each way down to a function, one of the calls forgets all its failures: told there.
func (h *handling) forgottenAbove(f *Func, wrong map[CallSite]bool, seen map[*Func]bool) bool {
	if seen[f] {
		return true // told by the other ways
	}
	seen[f] = true
	return len(h.handed[f]) > 0 && !h.called[f] && !slices.ContainsFunc(h.handed[f], func(c CallSite) bool {
		return !wrong[c] && !h.forgottenAbove(c.Func, wrong, seen)
	})
}

// swallowed tells whether the failure of a call is forgotten.
func (h *handling) swallowed(f *Func, n int32) (Swallowed, bool) {
	node := &f.Nodes[n]
	if node.Op != table.Call || node.Block < 0 {
		return Swallowed{}, false
	}
	res := f.workResult(n)
	if res < 0 {
		return Swallowed{}, false
	}
	kind := f.effort(n)
	receives := h.receives(f, n)
	if kind == idle || f.cleansUp(n) || figureName.MatchString(Short(f.Name)) || !h.serves(CallSite{f, n}) || f.retried(n) || f.repeats(n) {
		return Swallowed{}, false
	}
	if !h.handles(f) && (f.publishes(n) || f.answersWith()) {
		return Swallowed{}, false // news that is lost, or a value that stands for what was not found
	}
	if kind == works && f.marksAfter(n) {
		return Swallowed{}, false
	}
	s := newFate(f, n, res)
	s.watch = &watch{receives: receives}
	o := s.run()
	for _, e := range s.watch.ends {
		if !s.watch.forgets(e, f.loop(node.Block) != nil) || !e.apart && !h.matters(f, n, kind, e) || e.apart && kind == decodes || e.tells && !h.unheard(f, map[*Func]bool{}) {
			continue
		}
		out := Swallowed{Work: CallSite{f, n}, At: CallSite{f, e.at}}
		if by, ok := h.within[f]; ok {
			out.Received = by.at
		} else if len(h.after[f]) > 0 {
			out.Received = h.origin[h.after[f][0]]
		}
		if i := slices.IndexFunc(o.logs, func(u int32) bool { return s.told[u] || f.failing(u) }); i >= 0 {
			out.Logged = CallSite{f, o.logs[i]}
		}
		switch {
		case e.how == acks:
			out.How = Acked
		case e.how == returns && h.counts(f):
			out.How = Succeeded
		case e.how == goesOn && out.Received.Func != nil && out.Received.AcksItself():
			out.How = PassedBy
		case (e.how == goesOn && f.commitsRound(n) || e.how == returns && h.inRound(f)) && !f.settledBefore(n):
			out.How = Buried
		case e.how == goesOn && out.Received.Func != nil && out.Received.CommitsItself():
			out.How = PassedBy
		default:
			continue // not settled
		}
		return out, true
	}
	return Swallowed{}, false
}

// cleansUp tells whether a literal makes a call only where the function around it has failed, or panicked: that failure is what counts.
//
//	defer func() {
//		if err != nil {
//			_ = lock.Release(ctx)
//		}
//	}()
func (f *Func) cleansUp(n int32) bool {
	at := f.Nodes[n].Block
	for b := range f.Blocks {
		cond := f.Blocks[b].Cond
		if cond < 0 || f.Nodes[cond].Op != table.Compare || f.Nodes[f.Nodes[cond].Args[1]].Name != "nil" {
			continue
		}
		failed := &f.Nodes[strip(f, f.Nodes[cond].Args[0])]
		if !(failed.Op == table.FreeVar && f.Nodes[f.Nodes[cond].Args[1]].Type == "error") && !(failed.Op == table.Compute && failed.Name == "recover") {
			continue
		}
		if s := f.Blocks[b].Succs[btoi(f.Nodes[cond].Name == "==")]; len(f.Blocks[s].Preds) == 1 && f.dominates(s, at) {
			return true
		}
	}
	return false
}

// unheard tells whether all callers of a function that runs for messages drop its error, or only log it.
func (h *handling) unheard(f *Func, seen map[*Func]bool) bool {
	if seen[f] {
		return true
	}
	seen[f] = true
	res := int32(slices.Index(f.Results, "error"))
	return res >= 0 && (len(h.handed[f]) > 0 || h.called[f]) && !slices.ContainsFunc(h.handed[f], func(c CallSite) bool {
		o := c.Func.outcomeOf(c.Node, res)
		return !o.lost && (o.handled || o.returned < 0 || !h.unheard(c.Func, seen))
	})
}

// handles tells whether a function has the message itself: the library calls it, or it receives or settles it, or is given it.
func (h *handling) handles(f *Func) bool {
	by, ok := h.within[f]
	return ok && by.from.Func == nil || len(h.after[f]) > 0 || len(h.settlers[f]) > 0 ||
		slices.ContainsFunc(f.Params, func(param table.Param) bool { return h.p.isMessage(param.Type) })
}

// publishes tells whether all that a call is known to do is to publish: what becomes of events is another question than what becomes of the message.
func (f *Func) publishes(n int32) bool {
	return !f.writes(n) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.model != nil && t.model.Publish != nil || t.fn != nil && t.fn.does(Publish)
	})
}

// answersWith tells whether a function returns a value: one that stands for what could not be found, perhaps.
func (f *Func) answersWith() bool {
	return slices.ContainsFunc(f.Results, func(typ string) bool { return typ != "error" && typ != "bool" })
}

// changes tells whether a call changes something, as far as that is known: it writes or publishes, or it does more than to read, and its answer is not looked at.
func (f *Func) changes(n int32) bool {
	return f.effort(n) == works && (f.writes(n) || f.publishes(n) || !f.asks(n) && !f.finds(n))
}

// finds tells whether one of the program's own functions is called for what it answers.
func (f *Func) finds(n int32) bool {
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		if t.fn == nil {
			return false
		}
		i := slices.IndexFunc(t.fn.Results, func(typ string) bool { return typ != "error" && typ != "bool" })
		return i >= 0 && slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
			return len(t.fn.Results) == 1 || f.Nodes[u].Op == table.Extract && f.Nodes[u].Index == int32(i)
		})
	})
}

// repeats tells whether a call runs what it is given until that works.
func (f *Func) repeats(n int32) bool {
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.model != nil && t.model.Callback != nil && t.model.Callback.Repeats == "may"
	})
}

// forgets tells whether a way ends without a reason for it: not for an error that was asked for, nor by a choice between this and something else.
func (x *watch) forgets(e end, loop bool) bool {
	switch {
	case e.expected:
		return false
	case e.tells:
		return true
	case x.told:
		return loop && !e.looked // but of the last round alone
	}
	return !x.handled || !e.split
}

// matters tells whether a failure matters after which the function goes on as if nothing had happened. A message that could not be decoded is handled all the
// same; what was read may be missed. What a function does beside the work whose failure it tells of is not what the message is for, nor is news of that work.
func (h *handling) matters(f *Func, n int32, kind effort, e end) bool {
	switch kind {
	case decodes:
		return e.worked && f.decodes(n)
	case asks:
		return false
	}
	for x := range f.Nodes {
		other := int32(x)
		if other == n || f.Nodes[x].Op != table.Call || f.Nodes[x].Block < 0 || !f.changes(other) || f.marks(other) {
			continue
		}
		if res := f.workResult(other); res >= 0 {
			if told, stops := f.stopsIfFailed(other, res); told || stops && f.publishes(n) {
				return false
			}
		}
	}
	return true
}

// stopsIfFailed tells whether somebody is told that a call failed, and whether handling ends there.
func (f *Func) stopsIfFailed(n, res int32) (told, stops bool) {
	s := newFate(f, n, res)
	s.watch = &watch{}
	s.run()
	return s.watch.told || f.returnsFailureOf(n), slices.ContainsFunc(s.watch.ends, func(e end) bool { return e.apart })
}

// returnsFailureOf tells whether a function returns an error where a call has failed, and only there: whatever wraps it.
func (f *Func) returnsFailureOf(n int32) bool {
	var failed []int32 // blocks that are only entered because of it
	for b := range f.Blocks {
		for i, succ := range f.Blocks[b].Succs {
			if len(f.Blocks[succ].Preds) == 1 && slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.call == n && x.failed }) {
				failed = append(failed, succ)
			}
		}
	}
	return slices.ContainsFunc(f.acting(), func(r int32) bool {
		return f.Nodes[r].Op == table.Return && slices.ContainsFunc(failed, func(b int32) bool {
			if !f.dominates(b, f.Nodes[r].Block) {
				return false
			}
			i, told := f.reportsFailure(r, b)
			return told && i >= 0
		})
	})
}

// decodes tells whether a call decodes a message, itself or in what it calls, and does nothing else.
func (f *Func) decodes(n int32) bool {
	return isCall(f.Nodes[n].Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.model != nil && t.model.Unmarshal != nil || t.fn != nil && t.fn.isDecoder()
	})
}

// isDecoder tells whether a function decodes a message, and does nothing else.
func (f *Func) isDecoder() bool {
	if f.decoderKnown == 0 {
		f.decoderKnown = 1 // not, while it is being found out: a recursive function
		if f.efforts() == decodes && slices.ContainsFunc(f.acting(), f.decodes) {
			f.decoderKnown = 2
		}
	}
	return f.decoderKnown == 2
}

// settledBefore tells whether the message is settled on every way to a call: what fails then was not left to the next commit.
func (f *Func) settledBefore(n int32) bool {
	block := f.Nodes[n].Block
	return slices.ContainsFunc(f.acting(), func(c int32) bool {
		b := f.Nodes[c].Block
		return f.Settlement(c).Done && (b == block && c < n || b != block && f.dominates(b, block))
	})
}

// commitsRound tells whether, in the loop around a call, messages are settled together with all that came before them.
func (f *Func) commitsRound(n int32) bool {
	loops := f.loops(f.Nodes[n].Block)
	if len(loops) == 0 {
		return false
	}
	loop := loops[len(loops)-1]
	return slices.ContainsFunc(f.acting(), func(c int32) bool { return loop[f.Nodes[c].Block] && f.Settlement(c).Cumulative })
}

// recovered tells whether a panic of what a function does for a message is recovered and forgotten, so that it seems to have worked.
//
//	defer func() {
//		if r := recover(); r != nil {
//			log.Print(r) // and the error stays nil
//		}
//	}()
//	return handle(msg)
func (h *handling) recovered(f *Func) (Swallowed, bool) {
	by, ok := h.within[f]
	if !ok || !h.only(f) || f.efforts() != works || !h.counts(f) {
		return Swallowed{}, false
	}
	for _, d := range f.acting() {
		if f.Nodes[d].Op != table.Defer {
			continue
		}
		for _, t := range f.calls[d].targets {
			if t.fn == nil || t.fn.tells() {
				continue
			}
			for n := range t.fn.Nodes {
				if r := &t.fn.Nodes[n]; r.Op == table.Compute && r.Name == "recover" {
					at := CallSite{t.fn, int32(n)}
					return Swallowed{Work: at, At: at, How: Recovered, Received: by.at}, true
				}
			}
		}
	}
	return Swallowed{}, false
}

// tells tells whether a deferred function may say that something failed: it assigns to a variable of the function around, panics again, settles the message,
// writes or publishes it somewhere, or ends the program.
func (f *Func) tells() bool {
	return slices.ContainsFunc(f.acting(), func(n int32) bool {
		node := &f.Nodes[n]
		switch node.Op {
		case table.Panic:
			return true
		case table.Store:
			return !f.harmless(n)
		case table.Call:
			s := f.Settlement(n)
			return s.Done || s.Back || f.exits(n) || f.writes(n) || f.publishes(n) || slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && t.fn.tellsAgain() })
		}
		return false
	})
}

// tellsAgain tells whether a function that a deferred one calls panics, or stores through a pointer to an error.
func (f *Func) tellsAgain() bool {
	return slices.ContainsFunc(f.acting(), func(n int32) bool { return f.Nodes[n].Op == table.Panic }) ||
		slices.ContainsFunc(f.Params, func(p table.Param) bool { return p.Type == "*error" })
}

// inRound tells whether a function settles a message together with all that came before it, and is called by a loop that receives.
func (h *handling) inRound(f *Func) bool {
	by := h.within[f].from
	return by.Func != nil && f.settlements().Cumulative && by.Func.loop(by.Func.Nodes[by.Node].Block) != nil
}
