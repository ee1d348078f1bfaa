package bus

import (
	"slices"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// inboxTable is where a consumer notes which messages it has handled.
var inboxTable = lazyregexp.New(`(?i)(^|[_.])(inbox|dedup\w*|idempot\w*)([_.]|$)|(^|[_.])(processed|handled|consumed|seen|received)_?(events?|messages?|msgs?|deliveries|ids?|keys?)$|(^|[_.])(events?|messages?)_(processed|handled|consumed|seen)$`)

// marks tells whether all that a call does is to note that a message was handled.
func (f *Func) marks(n int32) bool { return f.marksIn(n, map[*Func]bool{}) }

func (f *Func) marksIn(n int32, seen map[*Func]bool) bool {
	targets := f.calls[n].targets
	return len(targets) > 0 && !slices.ContainsFunc(targets, func(t target) bool {
		switch {
		case t.model != nil:
			return !t.model.Records && !f.writesInbox(n, t)
		case t.fn == nil || seen[t.fn]:
			return true
		}
		seen[t.fn] = true
		marks := false
		for _, x := range t.fn.acting() {
			if !isCall(t.fn.Nodes[x].Op) || t.fn.effort(x) != works {
				continue
			}
			if !t.fn.marksIn(x, seen) {
				return true
			}
			marks = true
		}
		return !marks
	})
}

// writesInbox tells whether a library's call writes to a table of messages that were handled.
func (f *Func) writesInbox(n int32, t target) bool {
	if !f.isWrite(n, t.model) || t.model.Write == nil && t.model.Read == nil {
		return false
	}
	tables := f.program.tablesOf(step{at: CallSite{f, n}}, t)
	return len(tables) > 0 && !slices.ContainsFunc(tables, func(d dataTable) bool { return !inboxTable.MatchString(d.name) })
}

// marksAfter tells whether a call notes that the message was handled, after all the work that is done for it: without the note it may be handled once more, but it is not lost.
//
//	if err := save(msg); err != nil {
//		return err
//	}
//	if err := inbox.Add(msg.ID); err != nil {
//		log.Print(err)
//	}
func (f *Func) marksAfter(n int32) bool {
	if !f.marks(n) {
		return false
	}
	before := false
	for _, x := range f.acting() {
		if x == n || !isCall(f.Nodes[x].Op) || f.effort(x) != works || f.marks(x) {
			continue
		}
		if f.leads(n, x) {
			return false
		}
		before = before || f.leads(x, n)
	}
	return before
}
