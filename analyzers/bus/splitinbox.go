package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// SplitInbox is a record that says that a message was handled, which is kept before the message is handled and stays when that fails.
type SplitInbox struct {
	Record CallSite   // call in the handler
	From   CallSite   // where the message is received
	Effect []CallSite // from the handler down to what is lost
	Apart  bool       // it is kept somewhere else than in an SQL database
}

// SplitInboxes lists the records of messages that are kept before the effect, outside of its transaction.
//
//	first, err := rdb.SetNX(ctx, m.ID, 1, day).Result()
//	...
//	if !first {
//		return nil
//	}
//	return orders.Insert(ctx, o) // fails: the second delivery is left out
func (p *Program) SplitInboxes() []SplitInbox {
	r := p.redelivered()
	var out []SplitInbox
	for _, f := range p.Funcs {
		if f.tests() || f.flow == nil {
			continue
		}
		for i := range f.Nodes {
			at := CallSite{f, int32(i)}
			if f.Nodes[i].Op != table.Call || f.Nodes[i].Block < 0 {
				continue
			}
			kept := p.recordAt(at, 0)
			if kept == noRecord {
				continue
			}
			from, ok := r.at(at)
			if !ok || r.undone(f) {
				continue
			}
			if path := r.lost(at); path != nil {
				out = append(out, SplitInbox{Record: at, From: from, Effect: path, Apart: kept == recordApart})
			}
		}
	}
	return out
}

// record is where a call keeps a record.
type record int

const (
	noRecord    record = iota
	recordApart        // in a cache, or in memory
	recordSQL          // in a database, outside of any transaction
)

// recordDepth is how many calls deep a record is looked for.
const recordDepth = 3

// recordAt tells whether a call keeps a record unless it is there, and says whether it was.
func (p *Program) recordAt(s CallSite, depth int) record {
	for _, t := range s.Func.calls[s.Node].targets {
		switch {
		case t.model != nil && t.model.Records:
			return recordApart
		case t.model != nil && s.keepsRow(t.model):
			return recordSQL
		case t.fn == nil || t.fn == s.Func || depth == recordDepth || len(s.Func.calls[s.Node].targets) > 1:
		default:
			g := t.fn
			for i := range g.Nodes {
				if g.Nodes[i].Op != table.Call || g.Nodes[i].Block < 0 {
					continue
				}
				if k := p.recordAt(CallSite{g, int32(i)}, depth+1); k != noRecord && g.hands(int32(i)) {
					return k
				}
			}
		}
	}
	return noRecord
}

// keepsRow tells whether a call inserts a row unless it is there, with a handle that cannot be a transaction: one that begins them, and commits none.
func (s CallSite) keepsRow(m *models.Func) bool {
	f := s.Func
	if m.Write == nil || m.Write.SQL.IsZero() {
		return false
	}
	a, _, ok := f.argument(s.Node, m.Write.SQL)
	if !ok || !onceSQL.MatchString(f.text(a)) {
		return false
	}
	owner := strings.TrimSuffix(f.Nodes[s.Node].Name, methodName(f.Nodes[s.Node].Name))
	begin, commit := f.program.model(owner+"Begin"), f.program.model(owner+"Commit")
	if begin == nil || begin.Begin == nil || commit != nil {
		return false
	}
	st, ok := f.flow.at[s.Node]
	return ok && !slices.ContainsFunc(st.open, func(w uint64) bool { return w != 0 })
}

// hands tells whether a function hands back what a call says, errors aside.
func (f *Func) hands(call int32) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return n.Op == table.Return && slices.ContainsFunc(n.Args, func(a int32) bool { return f.comesFrom(a, call, map[int32]bool{}) })
	})
}

// comesFrom tells whether a value is made of what a call says, errors aside.
func (f *Func) comesFrom(n, call int32, seen map[int32]bool) bool {
	if n == call {
		return f.Nodes[n].Out != "error"
	}
	node := &f.Nodes[n]
	if seen[n] || node.Op == table.Extract && node.Type == "error" || node.Op == table.Call && node.Out == "error" {
		return false
	}
	seen[n] = true
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.comesFrom(a, call, seen) })
}

// undone tells whether a function that runs for a message, or one that calls it, takes a record back.
func (r *redelivery) undone(f *Func) bool {
	up := map[*Func]bool{}
	for g := f; g != nil && !up[g]; g = r.within[g].from.Func {
		up[g] = true
		for x := g; x != nil; x = r.p.byName[x.Parent] {
			if x.forgets(map[*Func]bool{}) {
				return true
			}
		}
	}
	return false
}

// forgets tells whether a function takes a record back, itself, in its function literals or in what it calls.
func (f *Func) forgets(seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if g := f.functionAt(int32(n)); g != nil && g.forgets(seen) {
			return true
		}
		if !isCall(node.Op) {
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.fn != nil && t.fn.forgets(seen) || t.model != nil && (t.model.Forgets || slices.ContainsFunc(node.Args, func(a int32) bool { return takesBack(f.text(a)) })) {
				return true
			}
		}
	}
	return false
}

// takesBack tells whether a statement deletes rows.
func takesBack(statement string) bool {
	return strings.HasPrefix(strings.ToUpper(strings.TrimSpace(statement)), "DELETE ")
}

// lost finds the first effect that a record keeps from being made when it fails.
func (r *redelivery) lost(rec CallSite) []CallSite {
	f := rec.Func
	for b := range f.Blocks {
		cond := f.Blocks[b].Cond
		if cond < 0 || len(f.Blocks[b].Succs) != 2 || !f.dominates(f.Nodes[rec.Node].Block, int32(b)) || !f.comesFrom(cond, rec.Node, map[int32]bool{}) {
			continue
		}
		for i, skip := range f.Blocks[b].Succs {
			first := f.Blocks[b].Succs[1-i]
			if !f.succeeds(skip) || len(f.Blocks[first].Preds) != 1 {
				continue
			}
			for n := range f.Nodes {
				node := &f.Nodes[n]
				if node.Op != table.Call || node.Block < 0 || !f.dominates(first, node.Block) || !f.failureShows(int32(n)) {
					continue
				}
				other := f.enclosing(node.Block, func(from int32, succ int) bool { return int(from) != b && f.branchTellsDone(from, succ) })
				if other {
					continue // something else tells as well
				}
				if path := r.effect(CallSite{f, int32(n)}, nil, map[*Func]bool{f: true}); path != nil {
					return path
				}
			}
		}
	}
	return nil
}

// failureShows tells whether a message is delivered again when a call fails: the function fails then, or refuses the message.
func (f *Func) failureShows(n int32) bool {
	for i := range f.Nodes {
		ret := &f.Nodes[i]
		if ret.Op != table.Return || len(ret.Args) == 0 {
			continue
		}
		if call, _, ok := f.errorOf(ret.Args[len(ret.Args)-1]); ok && call == n {
			return true
		}
	}
	for b := range f.Blocks {
		for i, s := range f.Blocks[b].Succs {
			if slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.call == n && x.failed }) && (f.endsInError(s) || f.refusesIn(s)) {
				return true
			}
		}
	}
	return false
}

// refusesIn tells whether a message is given back to the broker in a block.
func (f *Func) refusesIn(b int32) bool {
	return slices.ContainsFunc(f.Blocks[b].Nodes, func(n int32) bool {
		return isCall(f.Nodes[n].Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
			return t.model != nil && t.model.Settle != nil && t.model.Settle.How == "nack"
		})
	})
}

// effect finds what a call changes in a database that would not be the same if it were changed twice.
func (r *redelivery) effect(s CallSite, stack *frame, seen map[*Func]bool) []CallSite {
	f := s.Func
	if x, ok := r.p.repeats(f, stack, s.Node); ok {
		if x.what == "insert" || x.what == "increment" || x.what == "append" {
			return []CallSite{s}
		}
		return nil
	}
	down := r.p.tracer.push(s, stack)
	for _, g := range r.reached(f, s.Node) {
		if seen[g] || g.tests() || g.names(duplicateName) {
			continue
		}
		seen[g] = true
		for i := range g.Nodes {
			if g.Nodes[i].Op != table.Call || g.Nodes[i].Block < 0 || g.onlyOnce(int32(i)) {
				continue
			}
			if path := r.effect(CallSite{g, int32(i)}, down, seen); path != nil {
				return append([]CallSite{s}, path...)
			}
		}
	}
	return nil
}
