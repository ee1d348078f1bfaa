package bus

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// fate follows the error of one call along all ways that control may take where the call has failed.
//
//	err := publish()           held: err
//	if err != nil {            decided: it has failed
//		log.Print(err)         logged
//	}
//	return nil                 lost
type fate struct {
	f      *Func
	call   int32             // the call, or -1
	res    int32             // its result that is followed
	roots  map[int32]bool    // nodes that are the followed value itself
	start  int32             // block where it comes to be
	known  map[string]bool   // conditions that held on the way there
	seen   map[string]bool   // ways followed already
	work   []way             // ways to follow
	phis   map[int32][]int32 // by block
	kinds  map[int32]hold    // while one value is looked at
	out    outcome           // what is found
	good   []int32           // branches that are written for success
	apart  bool              // something is done only after a failure
	told   map[int32]bool    // calls that are given the error or what tells of it, and writes after a failure
	watch  *watch            // set where it matters what becomes of the message that the call is made for
	lost   bool              // on some way nothing was done about it
	unseen bool              // ... and nobody looked at it
}

// way is how control got to the beginning of a block.
type way struct {
	block   int32
	from    int            // acting nodes of the block that are done
	held    map[int32]hold // values that tell of the error
	failed  int32          // block that is only entered because of the failure, while in what it dominates; else -1
	stopped int32          // likewise: block that is only entered when the context is done
	looked  bool           // somebody looked at the error
	written bool           // the database was written to
	undone  int32          // call that rolled back after the failure, or -1: what the event tells of has not happened
	trail   trail          // kept while a message is watched
	lists   map[int32]bool // phis of lists, by whether the watched message is in them
	later   bool           // another round has come, and another message
}

// hold is what a value tells of the error.
type hold uint8

const (
	nothing   hold = iota
	theError       // is the error, or wraps it: not nil
	worked         // a bool, false because of the failure
	hasFailed      // a bool, true because of the failure
	partly         // has the error in it or depends on it: a list of errors, a count, a text
)

// newFate prepares to follow result res of a call.
func newFate(f *Func, call, res int32) *fate {
	s := &fate{f: f, call: call, res: res, roots: map[int32]bool{}, seen: map[string]bool{}, told: map[int32]bool{}, phis: f.phis(), out: outcome{returned: -1}}
	if call >= 0 {
		s.roots[call] = true
		for _, n := range f.sameHandle(call) {
			s.roots[n] = true
		}
		s.start = f.Nodes[call].Block
		s.known = f.holding(s.start)
	}
	return s
}

// sameHandle lists what returns the same handle as a call, which keeps the error of all that is done through it.
//
//	q := db.Model(&row)
//	q.Where("id = ?", id).Update("paid", true)
//	if q.Error != nil {
func (f *Func) sameHandle(call int32) []int32 {
	first := f.firstHandle(call)
	if first == call {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.callNodes), func(n int32) bool { return n == call || f.Nodes[n].Op != table.Call || f.firstHandle(n) != first })
}

// firstHandle goes back from a call to the one that made its handle.
func (f *Func) firstHandle(n int32) int32 {
	for {
		a, fields, ok := f.same(n)
		if !ok || len(fields) > 0 {
			return n
		}
		a = strip(f, a)
		if _, _, made := f.same(a); f.Nodes[a].Op != table.Call || !made || f.calls[a].targets[0].model.Anew {
			return n
		}
		n = a
	}
}

// run follows all ways from where the value comes to be.
func (s *fate) run() outcome {
	if len(s.f.Blocks) == 0 {
		s.out.handled = true
		return s.out
	}
	w := way{block: s.start, failed: -1, stopped: -1, undone: -1, held: map[int32]hold{}}
	for n := range s.roots {
		w.held[n] = s.kind(n)
	}
	if s.call >= 0 {
		w.from = slices.Index(s.f.Blocks[s.start].Nodes, s.call) + 1
	}
	s.work = append(s.work, w)
	for len(s.work) > 0 {
		w := s.work[len(s.work)-1]
		s.work = s.work[:len(s.work)-1]
		if s.block(&w) {
			s.leave(&w)
		}
	}
	told := s.out.handled || s.out.returned >= 0
	if s.watch != nil {
		s.watch.handled, s.watch.told = s.out.handled, s.watch.told || s.out.returned >= 0
	}
	switch {
	case s.lost && s.unseen:
		s.out.handled, s.out.returned, s.out.logged, s.out.logs = false, -1, false, nil
		s.out.lost = true
	case s.lost && !told && !s.noted() && !s.f.leftUnsettled(s.call):
		s.out.lost = true
	case !told:
		s.out.handled = true // tried for ever
	}
	return s.out
}

// noted tells whether a success is noted, and nothing else done: if err := publish(); err == nil { mark(id) }. Then what failed can be found.
func (s *fate) noted() bool {
	return !s.apart && slices.ContainsFunc(s.f.acting(), func(n int32) bool {
		return !s.f.harmless(n) && slices.ContainsFunc(s.good, func(b int32) bool { return s.f.dominates(b, s.f.Nodes[n].Block) })
	})
}

// kind is what a root is.
func (s *fate) kind(n int32) hold {
	typ := s.f.typeOf(n)
	if s.call >= 0 {
		typ = s.f.resultType(s.call, s.res)
	}
	if typ == "bool" {
		return worked
	}
	return theError
}

// lose notes that nothing was done about the failure on a way that ends at node n.
func (s *fate) lose(n int32, w *way) {
	if w.stopped >= 0 {
		return // the program ends
	}
	if w.undone >= 0 {
		s.out.handled = true
		return
	}
	if s.watch != nil {
		s.watch.lost(s, n, w)
	}
	s.lost = true
	s.unseen = s.unseen || !w.looked
	s.out.written = s.out.written || w.written
}

// block goes through a block; it tells whether control goes on behind it.
func (s *fate) block(w *way) bool {
	f := s.f
	nodes := f.Blocks[w.block].Nodes
	for _, n := range nodes[w.from:] {
		if s.watch != nil && !s.watch.acts(s, n, w) {
			return false
		}
		switch node := &f.Nodes[n]; node.Op {
		case table.Call, table.Go, table.Defer:
			if n == s.call && !s.again(w) {
				return false
			}
			if !s.called(n, w) {
				return false
			}
		case table.Store:
			if !s.stored(n, w) {
				return false
			}
		case table.Send:
			if s.carries(node.Args[1], w) != nothing {
				w.looked = true
				if f.heard(node.Args[0]) {
					s.out.handled = true
					return false
				}
			} else if w.failed >= 0 {
				s.out.handled = true
				return false
			}
		case table.Panic:
			s.out.handled = true
			return false
		case table.Return:
			s.returned(n, w)
			return false
		}
	}
	w.from = 0
	return true
}

// again is the call once more, in a loop: what only the last round knew is gone. It tells whether anything of it is left to follow.
func (s *fate) again(w *way) bool {
	f := s.f
	loop := f.loop(f.Nodes[s.call].Block)
	maps.DeleteFunc(w.held, func(n int32, _ hold) bool {
		switch f.Nodes[n].Op {
		case table.Phi:
			return false
		case table.Alloc:
			return !f.usedOutside(n, func(b int32) bool { return loop[b] })
		}
		return true
	})
	w.failed, w.later = -1, true
	if len(w.held) > 0 {
		return true
	}
	if !f.retried(s.call) {
		s.lose(s.call, w)
	}
	return false
}

// called judges a call on the way; it tells whether to go on.
func (s *fate) called(u int32, w *way) bool {
	f := s.f
	c := &f.Nodes[u]
	if f.writes(u) {
		w.written = w.written || s.sameRound(w.block)
		s.told[u] = s.told[u] || w.failed >= 0
	}
	if s.watch != nil && s.leftOut(u, w) {
		return true // others are settled
	}
	for i, a := range c.Args {
		h := s.carries(a, w)
		if h == nothing || u == s.call {
			continue
		}
		s.told[u] = true
		if !s.given(u, int32(i), h, w) {
			s.out.handled = true
			return false
		}
	}
	switch {
	case f.exits(u):
		s.out.handled = s.out.handled || w.failed >= 0
		return false
	case w.failed < 0 || u == s.call:
	case f.logs(u):
		s.out.logged = true
		s.out.logs = append(s.out.logs, u)
	case f.rollsBack(u):
		if s.watch == nil { // a message is not handled by giving up
			w.undone = u // judged where the function returns
		}
	case !f.harmless(u):
		s.out.handled = true
		return false
	}
	return true
}

// rollsBack tells whether a call ends a transaction without committing it.
func (f *Func) rollsBack(n int32) bool {
	ends := f.ends(n)
	return len(ends) > 0 && !slices.ContainsFunc(ends, func(e ending) bool { return e.commit })
}

// sameRound tells whether a block belongs to the handling of this very event: to the innermost loop around the call, if there is one.
func (s *fate) sameRound(b int32) bool {
	if s.call < 0 {
		return true
	}
	loop := s.f.loop(s.f.Nodes[s.call].Block)
	return loop == nil || loop[b]
}

// given judges a call that is given the error, or what tells of it, as argument i; false: whoever gets it may do something about it.
func (s *fate) given(u, i int32, h hold, w *way) bool {
	f := s.f
	c := &f.Nodes[u]
	n := c.Args[i]
	if f.isAccessor(u, n) {
		s.out.accessed = true
		return true // what it takes out is followed
	}
	w.looked = true
	if c.Mode == table.Dynamic {
		return false
	}
	switch {
	case c.Name == "errors.Is" || c.Name == "errors.As":
		w.held[u] = partly
		return true // a look at it
	case c.Name == "(error).Error":
		w.held[u] = partly
		return true
	case f.exits(u):
		return true // judged by the caller
	case f.logs(u):
		s.out.logged = true
		s.out.logs = append(s.out.logs, u)
		w.held[u] = partly // log.With().Err(err) goes on
		return true
	case f.wraps(u):
		w.held[u] = partly
		if c.Out == "error" && h == theError && !f.ownCode(u) {
			w.held[u] = theError
		}
		if o, ok := f.passedOn(u, i); ok && o.logged {
			s.out.logged = true
		}
		return true
	}
	if c.Recv && i == 0 && f.typeOf(strip(f, n)) != "error" && !f.ownCode(u) {
		return true // asks a library's result object for something else
	}
	o, ok := f.passedOn(u, i)
	if !ok || o.handled {
		return false
	}
	s.out.logged = s.out.logged || o.logged
	if o.returned >= 0 || c.Out != "" {
		w.held[u] = partly
	}
	return true
}

// stored follows the error into a variable or object of the function's own; anywhere else somebody may look at it. It tells whether to go on.
func (s *fate) stored(st int32, w *way) bool {
	f := s.f
	node := &f.Nodes[st]
	h := s.carries(node.Args[1], w)
	target := strip(f, node.Args[0])
	t := &f.Nodes[target]
	if h == nothing {
		return s.otherwise(st, target, w)
	}
	obj := target
	if t.Op == table.FieldOf || t.Op == table.Elem {
		obj = f.object(t.Args[0])
		h = partly
	}
	switch {
	case obj >= 0 && f.Nodes[obj].Op == table.Alloc:
		w.held[obj] = h
		if o := f.watched(obj); o.handled || o.returned >= 0 {
			s.out.handled = true
			return false
		} else if o.logged {
			s.out.logged = true
			w.looked = true
		}
		return true
	case t.Op == table.FreeVar:
		if f.read(t.Index) {
			s.out.handled = true
			return false
		}
		return true
	case t.Op == table.FieldOf && !f.program.readField(t.Name):
		return true // into a field that nobody reads
	}
	s.out.handled = true
	return false
}

// otherwise judges a store of something else: it may overwrite the error, or remember that there was one.
func (s *fate) otherwise(st, target int32, w *way) bool {
	f := s.f
	t := &f.Nodes[target]
	if w.failed < 0 {
		if t.Op == table.Alloc {
			delete(w.held, target)
		}
		return true
	}
	if !f.harmless(st) {
		s.out.handled = true
		return false
	}
	obj := target
	if t.Op == table.FieldOf || t.Op == table.Elem {
		obj = f.object(t.Args[0])
	}
	value := &f.Nodes[strip(f, f.Nodes[st].Args[1])]
	call, _, ok := f.errorOf(f.Nodes[st].Args[1])
	if obj < 0 || value.Op == table.Const && value.Name == "nil" || ok && call == w.undone {
		delete(w.held, obj)
		return true
	}
	if f.usedOutside(obj, func(b int32) bool { return f.dominates(w.failed, b) }) {
		w.held[obj] = partly
	}
	return true
}

// returned judges a return.
func (s *fate) returned(n int32, w *way) {
	f := s.f
	told := false
	for i, a := range f.Nodes[n].Args {
		switch h := s.carries(a, w); {
		case h == nothing:
			continue
		case h == worked && f.Results[i] == "bool", h != hasFailed && strings.Contains(f.Results[i], "error"), h == theError:
			s.out.returned = max(s.out.returned, int32(i))
		default:
			s.out.handled = true
		}
		told = true
	}
	if told {
		if s.watch != nil {
			s.watch.tells(s, w)
		}
		return
	}
	if last := len(f.Results) - 1; w.undone >= 0 && last >= 0 && !slices.Contains(f.Results, "bool") {
		if call, _, ok := f.errorOf(f.Nodes[n].Args[last]); ok && call == w.undone {
			w.undone = -1
			s.lose(n, w) // err = tx.Rollback(); return err: a failure becomes a success
			return
		}
	}
	if i, ok := f.reportsFailure(n, w.failed); ok {
		switch {
		case w.failed < 0: // something else went wrong
		case i >= 0:
			s.out.returned = max(s.out.returned, i)
		default:
			s.out.handled = true
		}
		return
	}
	s.lose(n, w)
}

// leave goes on to the next blocks.
func (s *fate) leave(w *way) {
	f := s.f
	b := &f.Blocks[w.block]
	if len(b.Succs) == 0 {
		s.out.handled = true
		return
	}
	cond := nothing
	if b.Cond >= 0 && len(b.Succs) == 2 {
		cond = s.carries(b.Cond, w)
		if cond != nothing {
			w.looked = true
		}
	}
	for i, succ := range b.Succs {
		if len(b.Succs) == 2 && b.Cond >= 0 {
			if holds, ok := s.decided(b.Cond, cond); ok && holds != (i == 0) {
				if cond != nothing && i == 0 && len(f.Blocks[succ].Preds) == 1 {
					s.good = append(s.good, succ)
				}
				continue // not taken after a failure
			}
		}
		next := way{block: succ, held: maps.Clone(w.held), failed: w.failed, stopped: w.stopped, looked: w.looked, written: w.written, undone: w.undone, trail: w.trail, lists: w.lists, later: w.later}
		alone := len(f.Blocks[succ].Preds) == 1
		failing := cond != nothing && (cond != partly || i == 0 || !f.expects(b.Cond))
		if failing && alone && next.failed < 0 {
			next.failed = succ
			s.apart = s.apart || slices.ContainsFunc(f.Blocks[succ].Nodes, func(n int32) bool { return f.Nodes[n].Op != table.Return })
		}
		if alone && next.stopped < 0 && f.stops(w.block, i) {
			next.stopped = succ
		}
		if next.failed >= 0 && !f.dominates(next.failed, succ) {
			next.failed = -1
		}
		if next.stopped >= 0 && !f.dominates(next.stopped, succ) {
			next.stopped = -1
		}
		if s.watch != nil && cond != worked && cond != hasFailed {
			s.watch.branches(s, w, &next, i, cond)
		}
		s.merge(w, &next, i, failing || w.failed >= 0)
		if k := next.key(); !s.seen[k] {
			s.seen[k] = true
			s.work = append(s.work, next)
		}
	}
}

// merge gives the phis of the next block their values. One that gets another value than after a success tells of the failure.
func (s *fate) merge(w, next *way, succ int, failing bool) {
	f := s.f
	at := f.edge(w.block, succ)
	if s.watch != nil {
		next.lists = s.relisted(w, next.block, at)
	}
	for _, p := range s.phis[next.block] {
		delete(next.held, p)
		args := f.Nodes[p].Args
		if h := s.carries(args[at], w); h != nothing {
			next.held[p] = h
			continue
		}
		if v := &f.Nodes[strip(f, args[at])]; !failing || next.failed >= 0 || v.Op == table.Const && v.Name == "nil" {
			continue
		}
		for i, pred := range f.Blocks[next.block].Preds {
			if i != at && args[i] != args[at] && f.dominates(s.start, pred) && s.carries(args[i], w) == nothing {
				next.held[p] = partly
			}
		}
	}
}

// key tells ways apart.
func (w *way) key() string {
	var b strings.Builder
	fmt.Fprint(&b, w.block, w.failed, w.stopped, w.looked, w.written, w.undone, w.trail, w.later)
	for _, n := range slices.Sorted(maps.Keys(w.held)) {
		fmt.Fprint(&b, " ", n, w.held[n])
	}
	for _, n := range slices.Sorted(maps.Keys(w.lists)) {
		fmt.Fprint(&b, " ", n, w.lists[n])
	}
	return b.String()
}
