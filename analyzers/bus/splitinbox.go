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
			says, kept := at.Node, p.recordAt(at, true, 0)
			if kept == noRecord {
				says, kept = p.lookup(at)
			}
			if kept == noRecord {
				continue
			}
			from, ok := r.at(at)
			if !ok || r.undone(at) {
				continue
			}
			if path := r.lost(at, says); path != nil {
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

// recordAt tells whether a call keeps a record unless it is there, and says whether it was; alone: outside of any transaction.
func (p *Program) recordAt(s CallSite, alone bool, depth int) record {
	for _, t := range s.Func.calls[s.Node].targets {
		switch {
		case t.model != nil && t.model.Records:
			return recordApart
		case t.model != nil && (s.keepsRow(t.model) || t.model.Write != nil && s.refusesTwin()) && (!alone || s.alone()):
			return recordSQL
		case t.fn == nil || t.fn == s.Func || alone && !s.outsideTx() || depth == recordDepth || len(s.Func.calls[s.Node].targets) > 1:
		default:
			g := t.fn
			for i := range g.Nodes {
				if g.Nodes[i].Op != table.Call || g.Nodes[i].Block < 0 {
					continue
				}
				if k := p.recordAt(CallSite{g, int32(i)}, alone, depth+1); k != noRecord && (g.hands(int32(i)) || g.handsError(int32(i)) && s.asked()) {
					return k
				}
			}
		}
	}
	return noRecord
}

// keepsRow tells whether a call inserts a row unless it is there.
func (s CallSite) keepsRow(m *models.Func) bool {
	f := s.Func
	if m.Write == nil {
		return false
	}
	if m.Write.SQL.IsZero() {
		return m.Again != nil && m.Again.What == "insert" && f.insertsOnce(s.Node)
	}
	a, _, ok := f.argument(s.Node, m.Write.SQL)
	return ok && onceSQL.MatchString(f.text(a))
}

// refusesTwin tells whether a call inserts a row that cannot be inserted twice, and a certain error of it is looked for.
func (s CallSite) refusesTwin() bool {
	x, ok := s.Func.program.repeats(s.Func, nil, s.Node)
	return ok && x.what == "" && s.asked()
}

// handsError tells whether a function hands back the error of a call.
func (f *Func) handsError(call int32) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return n.Op == table.Return && slices.ContainsFunc(n.Args, func(a int32) bool { at, _, ok := f.errorOf(a); return ok && at == call })
	})
}

// asked tells whether a certain error of a call is looked for.
func (s CallSite) asked() bool {
	return slices.ContainsFunc(s.Func.Blocks, func(b table.Block) bool { return b.Cond >= 0 && s.Func.asksWhy(b.Cond, s.Node) })
}

// runs tells whether a call is another one, or runs what that one has put together.
func (f *Func) runs(n, call int32) bool {
	return n == call || slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return f.comesFrom(a, call, map[int32]bool{}) })
}

// asksWhy tells whether a condition is about a certain error of a call, and not only whether there is one.
func (f *Func) asksWhy(cond, call int32) bool {
	for f.Nodes[cond].Op == table.Not || f.Nodes[cond].Op == table.Convert {
		cond = f.Nodes[cond].Args[0]
	}
	c := &f.Nodes[cond]
	return (c.Op == table.Compare || c.Op == table.Call) && slices.ContainsFunc(c.Args, func(a int32) bool { at, _, ok := f.errorOf(a); return ok && f.runs(at, call) }) &&
		!slices.ContainsFunc(c.Args, func(a int32) bool { return f.isNil(strip(f, a)) })
}

// hands tells whether a function hands back what a call says: its result, or yes and no by what it says.
func (f *Func) hands(call int32) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return n.Op == table.Return && slices.ContainsFunc(n.Args, func(a int32) bool {
			if c := &f.Nodes[a]; c.Op == table.Const && (c.Name == "true" || c.Name == "false") {
				return f.enclosing(n.Block, func(from int32, _ int) bool { return f.goesBy(f.Blocks[from].Cond, call) })
			}
			return f.comesFrom(a, call, map[int32]bool{})
		})
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

// undone tells whether a function that keeps a record for a message, or one that calls it, takes it back, or changes it, by another call.
func (r *redelivery) undone(rec CallSite) bool {
	up := map[*Func]bool{}
	for g := rec.Func; g != nil && !up[g]; g = r.within[g].from.Func {
		up[g] = true
		for x := g; x != nil; x = r.p.byName[x.Parent] {
			if x.forgets(rec, map[*Func]bool{}) {
				return true
			}
		}
	}
	return false
}

// forgets tells whether a function takes a record back, itself, in its function literals or in what it calls, but for where it is kept.
func (f *Func) forgets(rec CallSite, seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if rec.Func == f && (int32(n) == rec.Node || slices.Contains(f.Nodes[rec.Node].Args, int32(n))) {
			continue // there it is kept
		}
		if g := f.functionAt(int32(n)); g != nil && g.forgets(rec, seen) {
			return true
		}
		if !isCall(node.Op) {
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.fn != nil && t.fn.forgets(rec, seen) || t.model != nil && (t.model.Forgets || slices.ContainsFunc(node.Args, func(a int32) bool { return takesBack(f.text(a)) })) {
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

// lost finds the first effect that a record keeps from being made when it fails. The call that says whether the record was there stands at a node of its own.
func (r *redelivery) lost(rec CallSite, says int32) []CallSite {
	f := rec.Func
	for b := range f.Blocks {
		from := int32(b)
		if f.Blocks[b].Cond < 0 || len(f.Blocks[b].Succs) != 2 || !f.dominates(f.Nodes[says].Block, from) {
			continue
		}
		for i := range f.Blocks[b].Succs {
			if !f.goesBy(f.Blocks[b].Cond, says) && (says == rec.Node || !f.found(from, i, says)) || !f.leavesOut(from, i) {
				continue
			}
			for n := range f.Nodes {
				node := &f.Nodes[n]
				if node.Op != table.Call || node.Block < 0 || int32(n) == rec.Node || !f.precedes(rec.Node, int32(n)) || f.dominates(node.Block, from) || !f.failureShows(int32(n)) {
					continue
				}
				other := f.enclosing(node.Block, func(at int32, succ int) bool {
					return at != from && !slices.ContainsFunc(f.facts(at, succ), func(x fact) bool { return x.call >= 0 && (f.runs(x.call, says) || x.call == rec.Node) }) && f.branchTellsDone(at, succ)
				})
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

// goesBy tells whether a branch goes by what a call says: its result, or a certain error.
//
//	if !first, if seen, if errors.Is(err, ErrKeyExists)
func (f *Func) goesBy(cond, call int32) bool {
	return f.comesFrom(cond, call, map[int32]bool{}) || f.asksWhy(cond, call)
}

// found tells whether a branch is taken where a call that looks something up did not fail: if err == nil.
func (f *Func) found(from int32, succ int, call int32) bool {
	return slices.ContainsFunc(f.facts(from, succ), func(x fact) bool { return x.call >= 0 && f.runs(x.call, call) && !x.failed })
}

// leavesOut tells whether a branch does nothing for a message, which then counts as handled: it reports success, or goes on with the next message.
func (f *Func) leavesOut(from int32, succ int) bool {
	b := f.Blocks[from].Succs[succ]
	if f.succeeds(b) {
		return true
	}
	for range f.Blocks {
		if f.heads(b) {
			return true
		}
		nodes := f.Blocks[b].Nodes
		if f.refusesIn(b) {
			return false
		}
		if len(nodes) > 0 {
			if ret := &f.Nodes[nodes[len(nodes)-1]]; ret.Op == table.Return && len(ret.Args) > 0 {
				call, _, ok := f.errorOf(ret.Args[len(ret.Args)-1])
				return ok && f.enclosing(from, func(at int32, s int) bool {
					return slices.ContainsFunc(f.facts(at, s), func(x fact) bool { return x.call == call && !x.failed })
				})
			}
		}
		if len(f.Blocks[b].Succs) != 1 {
			return false
		}
		b = f.Blocks[b].Succs[0]
	}
	return false
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
