package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// token is a transaction as one function sees it: one that it opens, or one that its caller may have open and hands over.
type token struct {
	places    []Place // ways to it: the value itself, and fields that hold it
	open      int32   // call that opens it; -1 if the caller did
	unless    int32   // result of that call which is a non-nil error if nothing was opened; -1: none
	savepoint bool
	readOnly  bool
	typed     bool // the caller's: a parameter whose type is a transaction
	paths     *pathTable
}

// has tells whether a place is the transaction or lies in it.
func (t *token) has(pl Place) bool {
	return slices.ContainsFunc(t.places, func(x Place) bool {
		return x.Root == pl.Root && x.Index == pl.Index && t.paths.prefixed(pl.Path, x.Path)
	})
}

// state is what may hold at a point. By token: whether it is open, whether something was written in it. By commit: whether its error was not looked at
// yet, whether it is known to have failed, whether it is known to have worked.
type state struct{ open, dirty, unchecked, failed, passed bits }

func newState(tokens, commits int) state {
	return state{newBits(tokens), newBits(tokens), newBits(commits), newBits(commits), newBits(commits)}
}

func (s state) clone() state {
	return state{slices.Clone(s.open), slices.Clone(s.dirty), slices.Clone(s.unchecked), slices.Clone(s.failed), slices.Clone(s.passed)}
}

func (s state) join(t state) bool {
	grew := s.open.or(t.open)
	grew = s.dirty.or(t.dirty) || grew
	grew = s.unchecked.or(t.unchecked) || grew
	grew = s.failed.or(t.failed) || grew
	return s.passed.or(t.passed) || grew
}

type bits []uint64

func newBits(n int) bits      { return make(bits, (n+63)/64) }
func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) clear(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) put(i int, v bool) {
	if v {
		b.set(i)
	} else {
		b.clear(i)
	}
}

// or adds the bits of c to b and tells whether b grew.
func (b bits) or(c bits) bool {
	grew := false
	for i := range b {
		if n := b[i] | c[i]; n != b[i] {
			b[i], grew = n, true
		}
	}
	return grew
}

// flow is the analysis of one function: what it opens and ends, and in which state each call happens.
type flow struct {
	f       *Func
	tokens  []token
	commits []commit        // sorted by call
	at      map[int32]state // state before each call
	defers  []int32
	reach   [][]bool // block to block

	Sites     []*Effect // where events are published
	Own       []own     // ... through what the function has made
	InTx      []TxPublish
	Waits     []TxWait
	Params    []TxPublish // in a transaction that is a parameter
	Unchecked []Unchecked
	Orders    []Order
	Losses    []Loss
	Batches   []*Effect // batches of which some entries may fail
	Asyncs    []*Effect // asynchronous publishes of libraries
}

// TxPublish is a publish while a transaction may be open.
type TxPublish struct {
	Effect   *Effect
	Open     CallSite // call that opens the transaction; Func nil if the caller did
	Callback *Callback
	Param    int32 // parameter that is the transaction, if the caller opened it; else -1
	Always   bool  // open on every path
	ReadOnly bool
	Repeats  bool
}

// Unchecked is a publish or an ack after a commit whose error nobody looked at.
type Unchecked struct {
	Effect *Effect
	Commit CallSite
}

// Order is a write and a publish in one operation.
type Order struct {
	Effect *Effect // the publish
	Write  CallSite
	Commit bool // Write commits a transaction
	Before bool // the publish comes before the write
	Shared bool // publish and write are about the same values
}

// newFlow finds the transactions of a function.
func newFlow(f *Func) *flow {
	w := &flow{f: f, at: map[int32]state{}}
	for _, n := range f.callNodes {
		if f.Nodes[n].Op == table.Defer {
			w.defers = append(w.defers, n)
		}
		for _, t := range f.calls[n].targets {
			w.opened(n, t)
		}
	}
	for i, p := range f.Params {
		if f.program.isTx(p.Type) {
			w.add(token{places: []Place{{FromParam, int32(i), 0}}, open: -1, unless: -1, typed: true})
		}
	}
	for _, n := range f.callNodes {
		for _, e := range f.ends(n) {
			for _, pl := range e.places {
				if pl.Root != FromNode && w.find(pl) < 0 {
					w.add(token{places: []Place{pl}, open: -1, unless: -1})
				}
			}
		}
	}
	w.findCommits()
	return w
}

// isTx tells whether a type is a transaction of a library.
func (p *Program) isTx(typ string) bool {
	t := p.models.Type(bareType(typ))
	return t != nil && t.Is == "tx"
}

func (w *flow) add(t token) {
	if slices.ContainsFunc(w.tokens, func(x token) bool { return slices.Contains(x.places, t.places[0]) }) {
		return // another implementation opens it too
	}
	t.paths = &w.f.program.paths
	if t.open >= 0 {
		for _, pl := range slices.Clone(t.places) {
			t.places = append(t.places, w.f.heldIn(pl)...)
		}
	}
	w.tokens = append(w.tokens, t)
}

// find returns the transaction that a place is or lies in, or -1.
func (w *flow) find(pl Place) int {
	return slices.IndexFunc(w.tokens, func(t token) bool { return t.has(pl) })
}

// opened adds the transactions that a call opens.
func (w *flow) opened(n int32, t target) {
	f := w.f
	if m := t.model; m != nil && m.Begin != nil {
		b := m.Begin
		tok := token{open: n, unless: -1, savepoint: !b.Savepoint.IsZero(), readOnly: f.readOnly(n, b.Options)}
		if b.Unless.Root == "result" {
			tok.unless = int32(b.Unless.Index)
		}
		if b.Tx.Root == "result" {
			tok.places = []Place{{FromNode, f.resultNode(n, int32(b.Tx.Index)), f.program.paths.id(f.program.fieldKeys(b.Tx.Fields))}}
			w.add(tok)
			return
		}
		if a, fields, ok := f.argument(n, b.Tx); ok {
			for _, pl := range f.placesAt(a, f.program.fieldKeys(fields)) {
				tok.places = []Place{pl}
				w.add(tok)
			}
		}
		return
	}
	if t.fn == nil || t.fn.sum == nil {
		return
	}
	for _, o := range t.fn.sum.Opens {
		tok := token{open: n, unless: o.Unless, savepoint: o.Savepoint, readOnly: o.ReadOnly}
		for _, pl := range o.Places {
			if pl.Root == FromResult {
				tok.places = append(tok.places, Place{FromNode, f.resultNode(n, pl.Index), pl.Path})
			} else {
				tok.places = append(tok.places, f.translate(n, t, pl)...)
			}
		}
		if len(tok.places) > 0 {
			w.add(tok)
		}
	}
}

// readOnly tells whether options at a call say that the transaction only reads.
func (f *Func) readOnly(n int32, options models.Path) bool {
	a, _, ok := f.argument(n, options)
	if !ok {
		return false
	}
	obj := f.object(a)
	for _, s := range f.stores[obj] {
		name := f.program.keys.names[f.program.keys.bare[max(s.key, 0)]]
		v := &f.Nodes[strip(f, s.value)]
		if name == "ReadOnly" && v.Op == table.Const && v.Name == "true" || name == "AccessMode" && v.Op == table.Const && v.Name == "read only" {
			return true
		}
	}
	return false
}

// translate turns a place of a callee into places of f. Where functions call each other, a place that would lie deeper in what f is given than it did in
// what the callee is given is not known: a decorator may hold a decorator that holds a decorator, and so on.
func (f *Func) translate(n int32, t target, pl Place) []Place {
	if pl.Root == FromGlobal {
		return []Place{pl}
	}
	w := walker{f: f, p: f.program, seen: map[placeKey]bool{}}
	w.translate(t, n, pl)
	if f.recurses(t) {
		w.out = slices.DeleteFunc(w.out, func(x Place) bool { return f.program.deeper(x, pl) })
	}
	slices.SortFunc(w.out, comparePlaces)
	return slices.Compact(w.out)
}

// recurses tells whether a call's target can come back to f.
func (f *Func) recurses(t target) bool { return t.fn != nil && t.fn.scc == f.scc }

// deeper tells whether place x of a caller has more fields than place pl of its callee.
func (p *Program) deeper(x, pl Place) bool {
	return (x.Root == FromParam || x.Root == FromFree) && len(p.paths.list[x.Path]) > len(p.paths.list[pl.Path])
}

// ending is what a call ends.
type ending struct {
	places []Place
	commit bool
	err    int32 // result that says whether the commit worked, or -1
	mute   bool  // nothing says so
	always bool
}

// ends lists the transactions that a call ends.
func (f *Func) ends(n int32) []ending {
	var out []ending
	for _, t := range f.calls[n].targets {
		if m := t.model; m != nil {
			for _, e := range []struct {
				end    *models.End
				commit bool
			}{{m.Commit, true}, {m.Rollback, false}} {
				if e.end == nil {
					continue
				}
				x := ending{places: f.endedBy(n, t, e.end.Tx), commit: e.commit, err: -1, always: true}
				if e.end.Error.Root == "result" {
					x.err = int32(e.end.Error.Index)
				}
				out = append(out, x)
			}
			continue
		}
		if t.fn == nil || t.fn.sum == nil {
			continue
		}
		for _, e := range t.fn.sum.Ends {
			out = append(out, ending{places: f.translate(n, t, e.Place), commit: e.Commit, err: e.Err, mute: e.Mute, always: e.Always})
		}
	}
	return out
}

// endedBy lists the places of the transaction that a library function takes at a path; a bound method has captured its receiver.
func (f *Func) endedBy(n int32, t target, path models.Path) []Place {
	fields := append(slices.Clone(t.embed), f.program.fieldKeys(path.Fields)...)
	if t.bound && path.Root == "receiver" {
		return f.translate(n, t, Place{FromParam, 0, f.program.paths.id(fields)})
	}
	if a, _, ok := f.argument(n, path); ok {
		return f.placesAt(a, fields)
	}
	return nil
}

// run finds the state before each call.
func (w *flow) run() {
	f := w.f
	in := make([]state, len(f.Blocks))
	for i := range in {
		in[i] = newState(len(w.tokens), len(w.commits))
	}
	for i, t := range w.tokens {
		in[0].open.put(i, t.open < 0)
	}
	if len(f.Blocks) == 0 {
		return
	}
	visited := make([]bool, len(f.Blocks))
	work := []int32{0}
	for len(work) > 0 {
		b := work[0]
		work = work[1:]
		visited[b] = true
		out := in[b].clone()
		ends := false
		for _, c := range f.Blocks[b].Nodes {
			w.step(c, &out, b)
			ends = ends || f.Nodes[c].Op == table.Call && f.exits(c)
		}
		if ends {
			continue // the program has ended
		}
		for i, s := range f.Blocks[b].Succs {
			next := out.clone()
			w.refine(b, i, &next)
			if in[s].join(next) || !visited[s] {
				if !slices.Contains(work, s) {
					work = append(work, s)
				}
			}
		}
	}
}

// step remembers the state before an acting node and applies what it does.
func (w *flow) step(n int32, s *state, b int32) {
	switch w.f.Nodes[n].Op {
	case table.Call:
		w.record(n, *s)
		w.apply(n, s)
	case table.Return, table.Send:
		w.record(n, *s)
	case table.Go:
		w.record(n, *s) // what it opens or ends is its own affair
	case table.RunDefers:
		for _, d := range slices.Backward(w.defers) {
			if w.reaches(w.f.Nodes[d].Block, b) {
				w.record(d, *s)
				w.apply(d, s)
			}
		}
	}
}

func (w *flow) record(n int32, s state) {
	if old, ok := w.at[n]; ok {
		old.join(s)
		return
	}
	w.at[n] = s.clone()
}

// apply changes the state as a call does.
func (w *flow) apply(n int32, s *state) {
	for _, e := range w.f.ends(n) {
		for i := range w.tokens {
			if !slices.ContainsFunc(e.places, w.tokens[i].has) {
				continue // another one
			}
			if s.open.has(i) {
				w.committed(n, s)
			}
			s.open.clear(i)
		}
	}
	if i := w.commitAt(n); i >= 0 && w.commits[i].whole {
		w.committed(n, s)
	}
	for i, t := range w.tokens {
		if t.open == n {
			s.open.set(i)
			s.dirty.clear(i)
		}
	}
	if w.f.writes(n) {
		for i := range w.tokens {
			if s.open.has(i) {
				s.dirty.set(i)
			}
		}
	}
}

// writes tells whether a call writes to a database.
func (f *Func) writes(n int32) bool {
	for _, t := range f.calls[n].targets {
		if t.model != nil && f.isWrite(n, t.model) {
			return true
		}
		if t.fn != nil && t.fn.sum != nil && slices.ContainsFunc(t.fn.sum.Effects, func(e *Effect) bool { return e.Kind == Write }) {
			return true
		}
	}
	return false
}

// refine takes into account what a branch has just tested.
func (w *flow) refine(b int32, succ int, s *state) {
	w.looked(b, succ, s)
	for _, fact := range w.f.facts(b, succ) {
		for i, t := range w.tokens {
			if t.open >= 0 && fact.call == t.open && fact.failed && (t.unless == fact.result || t.unless < 0) {
				s.open.clear(i) // it was never opened
			}
		}
		if fact.node >= 0 && fact.isNil {
			for _, pl := range w.f.Places(fact.node) {
				for i, t := range w.tokens {
					if slices.Contains(t.places, pl) {
						s.open.clear(i) // there is no transaction
					}
				}
			}
		}
	}
}

// fact is what holds on one side of a branch: a call failed or did not, or a value is nil or is not.
type fact struct {
	call   int32 // call whose error was tested; -1: none
	result int32
	failed bool
	node   int32 // value compared with nil
	isNil  bool
}

// facts lists what holds when block b goes to its successor succ.
func (f *Func) facts(b int32, succ int) []fact {
	cond := f.Blocks[b].Cond
	if cond < 0 || len(f.Blocks[b].Succs) != 2 || f.Blocks[b].Succs[0] == f.Blocks[b].Succs[1] {
		return nil
	}
	holds := succ == 0
	c := &f.Nodes[cond]
	for c.Op == table.Not || c.Op == table.Convert {
		if c.Op == table.Not {
			holds = !holds
		}
		cond = c.Args[0]
		c = &f.Nodes[cond]
	}
	if c.Op != table.Compare {
		if call, res, ok := f.failedIf(cond, holds); ok {
			return []fact{{call: call, result: res, failed: true, node: -1}}
		}
		return nil
	}
	if c.Name != "==" && c.Name != "!=" {
		return nil
	}
	x, y := strip(f, c.Args[0]), strip(f, c.Args[1])
	if f.Nodes[x].Op == table.Const && f.Nodes[x].Name == "nil" {
		x, y = y, x
	}
	if f.Nodes[y].Op != table.Const || f.Nodes[y].Name != "nil" {
		if call, res, ok := f.errorOf(x); ok && (c.Name == "==") == holds { // err == ErrX: it failed
			return []fact{{call: call, result: res, failed: true, node: -1}}
		}
		return nil
	}
	isNil := (c.Name == "==") == holds
	out := fact{call: -1, node: x, isNil: isNil}
	if call, res, ok := f.errorOf(x); ok {
		out.call, out.result, out.failed = call, res, !isNil
	}
	return []fact{out}
}

// errorOf finds the call whose outcome a value is: its error result, a field of it (gorm), or what an accessor took out of it (redis).
func (f *Func) errorOf(n int32) (call, result int32, ok bool) {
	if f.typeOf(strip(f, n)) != "error" {
		return 0, 0, false
	}
	for {
		n = strip(f, n)
		switch node := &f.Nodes[n]; node.Op {
		case table.FieldOf:
			n = node.Args[0]
		case table.Extract:
			if c := &f.Nodes[node.Args[0]]; c.Op == table.Call {
				if from, is := f.accessor(node.Args[0], node.Index); is {
					n = from
					continue
				}
				return node.Args[0], node.Index, true
			}
			return 0, 0, false
		case table.Call:
			if from, is := f.accessor(n, 0); is {
				n = from
				continue
			}
			return n, 0, true
		default:
			return 0, 0, false
		}
	}
}

// typeOf is the type of a field, result or parameter, "" if it is not known.
func (f *Func) typeOf(n int32) string {
	switch node := &f.Nodes[n]; node.Op {
	case table.FieldOf, table.Extract, table.Alloc:
		return node.Type
	case table.Call:
		return node.Out
	case table.Parameter:
		return f.Params[node.Index].Type
	}
	return ""
}

// accessor tells whether result i of a call is the error of a result object, and of which.
func (f *Func) accessor(n, i int32) (from int32, ok bool) {
	for _, t := range f.calls[n].targets {
		if t.model == nil || t.model.ErrorOf == nil {
			continue
		}
		e := t.model.ErrorOf
		if e.Error.Root == "result" && int32(e.Error.Index) != i {
			continue
		}
		value := e.Value
		if value.IsZero() {
			value.Root = "receiver"
		}
		if a, _, found := f.argument(n, value); found {
			return a, true
		}
	}
	return 0, false
}

// reaches tells whether control can get from block a to block b.
func (w *flow) reaches(a, b int32) bool {
	if w.reach == nil {
		w.reach = make([][]bool, len(w.f.Blocks))
	}
	if w.reach[a] == nil {
		seen := make([]bool, len(w.f.Blocks))
		seen[a] = true
		work := []int32{a}
		for len(work) > 0 {
			x := work[len(work)-1]
			work = work[:len(work)-1]
			for _, s := range w.f.Blocks[x].Succs {
				if !seen[s] {
					seen[s] = true
					work = append(work, s)
				}
			}
		}
		w.reach[a] = seen
	}
	return w.reach[a][b]
}
