package bus

import (
	"slices"

	"github.com/buslint/buslint/models"
)

// leftUnsettled tells whether a message is settled where call n worked, and not where it failed: the broker delivers it again, and with it comes the publish.
//
//	if err := publish(ctx, e); err != nil { log.Print(err); return }
//	msg.Ack()
func (f *Func) leftUnsettled(n int32) bool {
	if n < 0 {
		return false
	}
	var worked, failed []bool
	for b := range f.Blocks {
		for i, succ := range f.Blocks[b].Succs {
			for _, fact := range f.facts(int32(b), i) {
				switch {
				case fact.call != n:
				case fact.failed:
					failed = f.from(succ, f.Nodes[n].Block, failed)
				default:
					worked = f.from(succ, f.Nodes[n].Block, worked)
				}
			}
		}
	}
	if worked == nil || failed == nil {
		return false // nobody looks
	}
	settled := false
	for b := range f.Blocks {
		if !worked[b] && !failed[b] || !slices.ContainsFunc(f.Blocks[b].Nodes, f.settles) {
			continue
		}
		if failed[b] {
			return false
		}
		settled = true
	}
	return settled
}

// from adds to a set the blocks that are reached from b before block call, or one that leads to it, comes round again.
func (f *Func) from(b, call int32, set []bool) []bool {
	if set == nil {
		set = make([]bool, len(f.Blocks))
	}
	if f.dominates(b, call) || set[b] {
		return set
	}
	set[b] = true
	for _, s := range f.Blocks[b].Succs {
		f.from(s, call, set)
	}
	return set
}

// settles tells whether a call tells the broker that a message is done with.
func (f *Func) settles(n int32) bool { return f.Settlement(n).Done }

// done tells whether a message is not delivered again.
func done(s *models.Settle) bool {
	return s != nil && (s.How == "ack" || s.How == "commit" || s.How == "mark")
}

// Settlement is what a call tells the broker of messages, itself or in what it calls.
type Settlement struct {
	Done       bool // that they are done with
	Back       bool // that they are not: deliver them again, or put them aside
	Cumulative bool // that all that came before is done with, too
}

// Settlement tells it of a call.
func (f *Func) Settlement(n int32) Settlement {
	var out Settlement
	if !isCall(f.Nodes[n].Op) {
		return out
	}
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil && t.model.Settle != nil:
			is := done(t.model.Settle)
			out.add(Settlement{Done: is, Back: !is, Cumulative: is && t.model.Settle.Cumulative})
		case t.fn != nil:
			out.add(t.fn.settlements())
		}
	}
	return out
}

func (s *Settlement) add(t Settlement) {
	s.Done, s.Back, s.Cumulative = s.Done || t.Done, s.Back || t.Back, s.Cumulative || t.Cumulative
}

// settlements is what a function tells the broker, on some way through it.
func (f *Func) settlements() Settlement {
	if !f.settlementKnown {
		f.settlementKnown = true // nothing, while it is being found out: a recursive function
		for _, n := range f.callNodes {
			f.settled.add(f.Settlement(n))
		}
	}
	return f.settled
}
