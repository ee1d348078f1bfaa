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
func (f *Func) settles(n int32) bool {
	if !isCall(f.Nodes[n].Op) {
		return false
	}
	return slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		if t.model != nil {
			return done(t.model.Settle)
		}
		return t.fn != nil && t.fn.isSettling()
	})
}

// done tells whether a message is not delivered again.
func done(s *models.Settle) bool {
	return s != nil && (s.How == "ack" || s.How == "commit" || s.How == "mark")
}

// isSettling tells whether a function settles a message.
func (f *Func) isSettling() bool {
	if f.settlingKnown == 0 {
		f.settlingKnown = 1 // not, while it is being found out: a recursive function
		if slices.ContainsFunc(f.acting(), f.settles) {
			f.settlingKnown = 2
		}
	}
	return f.settlingKnown == 2
}
