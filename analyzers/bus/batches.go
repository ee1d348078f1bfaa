package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Batched is a batch of messages that is acked, or fails, as a whole, though some of its messages were handled and others failed.
type Batched struct {
	At   CallSite // what a message fails in
	Acks CallSite // call that acks all, Func nil if the handler's result does
	Lost bool     // messages that failed are acked with the others
	Type string   // of the batch; or the field that names the messages that failed, or the call that acks them

	Partial bool // the handler could name the messages that failed
}

// Batches lists them, outside tests, each handler and each call that acks once, at the first call in which a message may fail.
func (p *Program) Batches() []Batched {
	var out []Batched
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		if b, ok := f.wholeBatch(); ok {
			out = append(out, b)
		}
		for _, n := range f.acting() {
			if b, ok := f.acksFailed(n); ok {
				out = append(out, b)
			}
		}
	}
	return out
}

// wholeBatch tells whether a function is given a batch whose messages it handles one by one, and says only of all of them whether that worked.
func (f *Func) wholeBatch() (Batched, bool) {
	p := f.program
	for i, param := range f.Params {
		t := p.models.Type(bareType(param.Type))
		if t == nil || t.Batch == "" || len(f.Results) == 0 || f.Results[len(f.Results)-1] != "error" {
			continue // no batch, or nobody learns of errors
		}
		batch := Place{Root: FromParam, Index: int32(i)}
		names, failures := p.namesFailures(f.Results)
		if failures == "" && f.callers(func(g *Func) bool { named, _ := p.namesFailures(g.Results); return named }) {
			continue // its caller names them
		}
		for _, c := range f.handlings(batch) {
			switch {
			case failures != "" && !names && f.fallible(c):
				return Batched{At: CallSite{f, c}, Lost: f.swallows(c), Type: failures, Partial: true}, true
			case failures == "" && f.failsAll(c):
				return Batched{At: CallSite{f, c}, Type: Short(bareType(param.Type))}, true
			}
		}
	}
	return Batched{}, false
}

// namesFailures tells whether results have a field that names the messages of a batch that failed, which the program fills somewhere, and what the field is called.
func (p *Program) namesFailures(results []string) (filled bool, field string) {
	for _, typ := range results {
		t := p.models.Type(bareType(typ))
		if t == nil || t.Failures == "" {
			continue
		}
		field = t.Failures
		key := p.keys.id(bareType(typ) + "." + t.Failures)
		for _, s := range p.storeSites()[p.keys.bare[key]] {
			to := s.Func.target(s.Node).path
			if !s.Func.tests() && to[len(to)-1] == key && !zero(s.Func, s.Func.Nodes[s.Node].Args[1]) {
				return true, field
			}
		}
	}
	return false, field
}

// handlings lists the calls in loops that are given an element of a batch, or a part of one.
func (f *Func) handlings(batch Place) []int32 {
	within := f.program.paths.list[batch.Path]
	var out []int32
	for _, n := range f.acting() {
		node := &f.Nodes[n]
		if !isCall(node.Op) || f.loop(node.Block) == nil {
			continue
		}
		of := func(a int32, element bool) bool {
			return slices.ContainsFunc(f.Places(a), func(pl Place) bool {
				path := f.program.paths.list[pl.Path]
				return pl.Root == batch.Root && pl.Index == batch.Index && f.program.keys.begins(path, within) && (!element || slices.Contains(path[len(within):], elemKey))
			})
		}
		if slices.ContainsFunc(node.Args, func(a int32) bool { return of(a, true) }) || slices.ContainsFunc(f.capturedBy(n), func(a int32) bool { return of(a, false) }) {
			out = append(out, n)
		}
	}
	return out
}

// capturedBy lists what a function literal that is called where it stands has captured.
func (f *Func) capturedBy(n int32) []int32 {
	var out []int32
	node := &f.Nodes[n]
	if node.Mode != table.Dynamic || f.Nodes[strip(f, node.Args[0])].Op != table.Closure {
		return nil
	}
	for _, cell := range f.Nodes[strip(f, node.Args[0])].Args {
		if v, ok := f.once(cell); ok {
			cell = v
		}
		out = append(out, cell)
	}
	return out
}

// fallible tells whether a call tells of an error.
func (f *Func) fallible(n int32) bool { return f.Nodes[n].Op == table.Call && f.errorResult(n) >= 0 }

// whereFailed visits where control goes from a call when it has failed.
func (f *Func) whereFailed(n int32, visit func(succ int32)) {
	for b := range f.Blocks {
		for i, succ := range f.Blocks[b].Succs {
			if slices.ContainsFunc(f.facts(int32(b), i), func(x fact) bool { return x.call == n && x.failed }) {
				visit(succ)
			}
		}
	}
}

// failsAll tells whether a function returns an error because a call in a loop has failed: at once, or after the loop.
func (f *Func) failsAll(n int32) bool {
	loop := f.loop(f.Nodes[n].Block)
	found := false
	f.whereFailed(n, func(succ int32) {
		if !loop[succ] {
			found = found || f.returnsError(succ, make([]bool, len(f.Blocks)))
		}
	})
	if found || !f.fallible(n) {
		return found
	}
	for _, u := range f.acting() {
		ret := &f.Nodes[u]
		if ret.Op == table.Return && !loop[ret.Block] && len(ret.Args) > 0 && f.madeOf(ret.Args[len(ret.Args)-1], n, map[int32]bool{}) {
			return true
		}
	}
	return false
}

// returnsError tells whether a way from a block leads to a return of an error.
func (f *Func) returnsError(b int32, seen []bool) bool {
	if seen[b] {
		return false
	}
	seen[b] = true
	for _, n := range f.Blocks[b].Nodes {
		if ret := &f.Nodes[n]; ret.Op == table.Return && len(ret.Args) > 0 {
			return !f.isNil(ret.Args[len(ret.Args)-1])
		}
	}
	return slices.ContainsFunc(f.Blocks[b].Succs, func(s int32) bool { return f.returnsError(s, seen) })
}

// madeOf tells whether an error is, or is put together of, what a call returned.
func (f *Func) madeOf(n, call int32, seen map[int32]bool) bool {
	if n == call || seen[n] {
		return n == call
	}
	seen[n] = true
	node := &f.Nodes[n]
	args := node.Args
	switch node.Op {
	case table.Phi, table.Convert, table.Append, table.Extract, table.Load:
	case table.Call:
		if node.Mode == table.Dynamic || f.errorResult(n) < 0 && node.Out != "" {
			return false // something else
		}
	case table.Alloc:
		for _, s := range f.stores[n] {
			if f.madeOf(s.value, call, seen) {
				return true
			}
		}
		return false
	default:
		return false
	}
	return slices.ContainsFunc(args, func(a int32) bool { return f.madeOf(a, call, seen) })
}

// swallows tells whether a loop goes on to its next round when a call in it has failed, and nothing was done about that: nothing is put into a list or map, published or written.
func (f *Func) swallows(n int32) bool {
	loop := f.loop(f.Nodes[n].Block)
	found := false
	f.whereFailed(n, func(succ int32) {
		found = found || loop[succ] && f.nextRound(succ, n, loop, make([]bool, len(f.Blocks)))
	})
	return found
}

func (f *Func) nextRound(b, call int32, loop, seen []bool) bool {
	if f.dominates(b, f.Nodes[call].Block) {
		return true // the next round
	}
	if seen[b] || !loop[b] || slices.ContainsFunc(f.Blocks[b].Nodes, f.keepsTrack) {
		return false
	}
	seen[b] = true
	return slices.ContainsFunc(f.Blocks[b].Succs, func(s int32) bool { return f.nextRound(s, call, loop, seen) })
}

// keepsTrack tells whether an action may keep something of a message: only logging does not.
func (f *Func) keepsTrack(n int32) bool {
	node := &f.Nodes[n]
	switch {
	case node.Op == table.Send:
		return true
	case node.Op == table.Store:
		to := &f.Nodes[f.spot(node.Args[0]).root]
		return to.Op != table.Alloc || !strings.HasPrefix(to.Type, "[") // the arguments of a log line
	case isCall(node.Op):
		return !f.logs(n) && !slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Neutral })
	}
	return false
}

// acksFailed tells whether a call acks a list of messages of which some may have failed in a loop before.
func (f *Func) acksFailed(n int32) (Batched, bool) {
	if !isCall(f.Nodes[n].Op) {
		return Batched{}, false
	}
	for _, t := range f.calls[n].targets {
		if t.model == nil || !done(t.model.Settle) {
			continue
		}
		if c := f.failedEntry(n, t.model.Settle.Message); c >= 0 && !f.precedes(n, c) {
			return Batched{At: CallSite{f, c}, Acks: CallSite{f, n}, Lost: true, Type: methodName(t.model.Name)}, true
		}
		if slices.ContainsFunc(f.Nodes, func(x table.Node) bool { return x.Op == table.Append }) {
			continue // a list is made, perhaps of those that failed
		}
		for _, list := range f.listSettled(n, t.model.Settle.Message) {
			for _, pl := range f.Places(list) {
				for _, c := range f.handlings(pl) {
					if f.fallible(c) && f.swallows(c) && f.comesAfter(c, n) && !f.precedes(n, c) { // else acked before any is handled
						return Batched{At: CallSite{f, c}, Acks: CallSite{f, n}, Lost: true, Type: methodName(t.model.Name)}, true
					}
				}
			}
		}
	}
	return Batched{}, false
}

// comesAfter tells whether an action comes behind the loop of a call whatever happened in there: no condition but an error of something else stands before it.
func (f *Func) comesAfter(call, n int32) bool {
	loop, to := f.loops(f.Nodes[call].Block)[0], f.Nodes[n].Block
	w := flow{f: f}
	if loop[to] || !w.reaches(f.Nodes[call].Block, to) {
		return false
	}
	for b := range f.Blocks {
		from := int32(b)
		if loop[b] || f.Blocks[b].Cond < 0 || from == to || !f.dominates(from, to) || f.dominates(from, f.Nodes[call].Block) || !w.reaches(f.Nodes[call].Block, from) {
			continue // not between them
		}
		if f.heads(from) {
			continue // goes over a list
		}
		if !slices.ContainsFunc([]int{0, 1}, func(succ int) bool { return len(f.facts(from, succ)) > 0 }) {
			return false
		}
	}
	return true
}

// failedEntry finds a call in which a message may fail that gets into the list of entries that a call settles all the same, or -1.
//
//	for _, m := range out.Messages {
//		if err := handle(m); err != nil {
//			log.Print(err)
//		}
//		entries = append(entries, types.DeleteMessageBatchRequestEntry{ReceiptHandle: m.ReceiptHandle})
//	}
func (f *Func) failedEntry(n int32, path models.Path) int32 {
	for _, list := range f.entries(n, path) {
		parts, entry := map[int32]bool{}, f.spot(f.Nodes[list].Args[1]).root
		f.madeWith(entry, parts)
		i := slices.IndexFunc(f.acting(), func(st int32) bool {
			return f.Nodes[st].Op == table.Store && f.spot(f.Nodes[st].Args[0]).root == entry
		})
		if i < 0 {
			continue
		}
		a := f.acting()[i]
		for _, batch := range f.batchesOf(parts) {
			for _, c := range f.handlings(batch) {
				if parts[c] || !f.fallible(c) {
					continue
				}
				round := f.loops(f.Nodes[c].Block)[0]
				if !round[f.Nodes[a].Block] {
					if f.swallows(c) && f.comesAfter(c, a) && f.eachRound(a) {
						return c
					}
					continue
				}
				kept := false
				f.whereFailed(c, func(succ int32) {
					kept = kept || round[succ] && f.getsTo(succ, a, c, round, parts, make([]bool, len(f.Blocks)))
				})
				if kept {
					return c
				}
			}
		}
	}
	return -1
}

// entries lists where something is appended to the list of entries that a call is given, whose field names the message: arg 1.Entries.ReceiptHandle.
func (f *Func) entries(n int32, path models.Path) []int32 {
	a, fields, ok := f.argument(n, path)
	if !ok || len(fields) != 2 {
		return nil
	}
	var out []int32
	seen := map[int32]bool{}
	var find func(v int32)
	find = func(v int32) {
		if seen[v] {
			return
		}
		seen[v] = true
		switch node := &f.Nodes[v]; node.Op {
		case table.Append:
			out = append(out, v)
			find(node.Args[0])
		case table.Phi, table.Convert, table.Load:
			for _, x := range node.Args {
				find(x)
			}
		case table.Alloc: // a variable
			for _, s := range f.stores[v] {
				find(s.value)
			}
		}
	}
	for _, v := range f.storedAs(a, fields[0]) {
		find(v)
	}
	slices.Sort(out)
	return out
}

// madeWith collects what a value is put together of.
func (f *Func) madeWith(n int32, out map[int32]bool) {
	if out[n] {
		return
	}
	out[n] = true
	for _, a := range f.Nodes[n].Args {
		f.madeWith(a, out)
	}
	for _, s := range f.stores[n] {
		f.madeWith(s.value, out)
	}
}

// batchesOf lists the lists whose elements some nodes are parts of.
func (f *Func) batchesOf(parts map[int32]bool) []Place {
	var out []Place
	for n := range parts {
		for _, pl := range f.Places(n) {
			path := f.program.paths.list[pl.Path]
			if i := slices.Index(path, elemKey); i >= 0 && pl.Root != Nowhere {
				out = append(out, Place{Root: pl.Root, Index: pl.Index, Path: f.program.paths.id(path[:i])})
			}
		}
	}
	slices.SortFunc(out, comparePlaces)
	return slices.Compact(out)
}

// eachRound tells whether an action happens in each round of its loop.
func (f *Func) eachRound(n int32) bool {
	loops := f.loops(f.Nodes[n].Block)
	return len(loops) > 0 && !f.enclosing(f.Nodes[n].Block, func(from int32, _ int) bool { return loops[0][from] && !f.heads(from) })
}

// getsTo tells whether control gets from a block to an action in the same round of the loop around a call, without keeping track of what happened: other than by
// what the action is given.
func (f *Func) getsTo(b, action, call int32, loop []bool, given map[int32]bool, seen []bool) bool {
	if seen[b] || !loop[b] || f.dominates(b, f.Nodes[call].Block) {
		return false
	}
	seen[b] = true
	for _, n := range f.Blocks[b].Nodes {
		if n == action {
			return true
		}
		if f.Nodes[n].Op == table.Store && given[f.spot(f.Nodes[n].Args[0]).root] || given[n] {
			continue
		}
		if f.keepsTrack(n) {
			return false
		}
	}
	return slices.ContainsFunc(f.Blocks[b].Succs, func(s int32) bool { return f.getsTo(s, action, call, loop, given, seen) })
}

// listSettled lists what a call that settles is given as messages, if that is a list.
func (f *Func) listSettled(n int32, path models.Path) []int32 {
	a, fields, ok := f.argument(n, path)
	if !ok || len(fields) > 0 || !strings.HasPrefix(f.valueType(a), "[]") {
		return nil
	}
	return []int32{a}
}
