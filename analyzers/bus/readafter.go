package bus

import (
	"cmp"
	"maps"
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// StaleRead is a read of data, after an event was published, that only the handlers of that event write.
type StaleRead struct {
	Publish *Effect
	Read    CallSite // in the function that publishes
	Table   string
	Path    []finding.Frame
}

// StaleReads lists them, each once, by function.
func (p *Program) StaleReads() []StaleRead {
	all := p.consumes()
	if len(all) == 0 {
		return nil
	}
	g := loopGraph{p: p, all: all, binds: p.bindings(), views: true}
	r := staleReads{p: p, graph: &g, writers: p.projections(all)}
	if len(r.writers) == 0 {
		return nil
	}
	r.tables = slices.SortedFunc(maps.Keys(r.writers), func(a, b dataTable) int {
		return cmp.Or(cmp.Compare(a.library, b.library), cmp.Compare(a.name, b.name))
	})
	r.leads = p.leadingTo(func(m *models.Func) bool { return m.Read != nil || m.Consume != nil })
	var out []StaleRead
	for _, f := range p.Funcs {
		if f.flowsOut() {
			out = append(out, r.in(f)...)
		}
	}
	return out
}

type staleReads struct {
	p       *Program
	graph   *loopGraph
	writers map[dataTable][]int // consumptions whose handlers write a table, where nobody else does
	tables  []dataTable         // those of writers, sorted
	leads   map[*Func]bool
}

// in looks for reads after each publish of a function.
func (r *staleReads) in(f *Func) []StaleRead {
	var out []StaleRead
	seen := map[CallSite]bool{}
	for _, e := range f.sum.Effects {
		if e.Kind != Publish || e.unsure() || !r.p.Feasible(f, e) || f.failing(e.At.Node) {
			continue // not surely published
		}
		var fed []dataTable // what the event's handlers write
		for _, n := range f.later(e.At.Node) {
			if seen[CallSite{f, n}] || f.Nodes[n].Op != table.Call || f.failing(n) || len(f.calls[n].targets) == 0 {
				continue // told already, or not at once
			}
			read, ok := r.reads(CallSite{f, n})
			if !ok {
				continue
			}
			if fed == nil {
				fed = r.fedBy(e)
			}
			for _, x := range read {
				if slices.Contains(fed, x.table) {
					seen[CallSite{f, n}] = true
					out = append(out, StaleRead{e, CallSite{f, n}, x.table.name, append(e.Path(), x.step.path("reads with "+x.step.at.Callee())...)})
					break
				}
			}
		}
	}
	return out
}

// fedBy lists the tables that only the handlers of an event write; not nil.
func (r *staleReads) fedBy(e *Effect) []dataTable {
	out := []dataTable{}
	var stack *frame
	last := e
	for ; last.Next != nil; last = last.Next {
		stack = r.p.tracer.push(last.At, stack)
	}
	topics := r.p.topicsOf(e, nil)
	if len(topics) != 1 || last.Model == nil || last.Model.Publish == nil {
		return out
	}
	s := step{at: last.At, stack: stack, lib: last.Model}
	types := r.p.payloadTypes(e).names()
	for _, x := range r.tables {
		by := r.writers[x]
		if slices.ContainsFunc(by, func(i int) bool {
			to := &r.graph.all[i]
			return !to.unsure && sameBroker(last.Model.Library, to.library) && r.graph.meet(s, last.Model.Publish, topics[0], types, to)
		}) {
			out = append(out, x)
		}
	}
	return out
}

// tableRead is a read of a table.
type tableRead struct {
	table dataTable
	step  step
}

// reads lists what a call surely reads before it returns; nothing of a call that waits for the data, or that goes on to consume messages.
func (r *staleReads) reads(at CallSite) ([]tableRead, bool) {
	var out []tableRead
	consumes := false
	w := walk{p: r.p, leads: r.leads, seen: map[walked]bool{}, found: func(s step, t target) {
		consumes = consumes || t.model.Consume != nil
		if t.model.Read == nil || s.at.Func.isWrite(s.at.Node, t.model) || !s.all(func(x *step) bool { return x.atOnce() }) {
			return
		}
		for _, x := range r.p.tablesOf(s, t) {
			if r.writers[x] != nil {
				out = append(out, tableRead{x, s})
			}
		}
	}}
	w.call(step{at: at, begin: beginning{fn: at.Func, after: -1}})
	return out, len(out) > 0 && !consumes
}

// atOnce tells whether a call is made right away and once: not in a loop, which may wait for what it reads, nor by a helper that does.
func (s *step) atOnce() bool {
	f := s.at.Func
	return f.Nodes[s.at.Node].Op == table.Call && f.loop(f.Nodes[s.at.Node].Block) == nil && !slices.ContainsFunc(f.calls[s.at.Node].targets, func(t target) bool {
		return t.model != nil && t.model.Callback != nil && (t.model.Callback.Repeats == "may" || t.model.Callback.When != "" && t.model.Callback.When != "sync")
	})
}

// later lists the calls of a function that come after one, in the same round of a loop.
func (f *Func) later(n int32) []int32 {
	at := f.Nodes[n].Block
	nodes := f.Blocks[at].Nodes
	out := f.callsAmong(nodes[slices.Index(nodes, n)+1:])
	seen := map[int32]bool{at: true}
	var follow func(b int32)
	follow = func(b int32) {
		for _, s := range f.Blocks[b].Succs {
			if seen[s] || f.dominates(s, b) {
				continue // back in a loop
			}
			seen[s] = true
			out = append(out, f.callsAmong(f.Blocks[s].Nodes)...)
			follow(s)
		}
	}
	follow(at)
	slices.Sort(out)
	return out
}

func (f *Func) callsAmong(nodes []int32) []int32 {
	var out []int32
	for _, n := range nodes {
		if isCall(f.Nodes[n].Op) {
			out = append(out, n)
		}
	}
	return out
}

// projections lists the tables that only handlers of messages write, and which consumptions those belong to.
func (p *Program) projections(all []consumption) map[dataTable][]int {
	q := projecting{p: p, all: all, runs: map[*Func]bool{}, given: map[*Func]bool{}, after: map[*Func][]int32{}, only: map[*Func]int8{}}
	for _, c := range all {
		for _, b := range c.begins {
			if b.after < 0 {
				q.runs[b.fn] = true
			} else {
				q.after[b.fn] = append(q.after[b.fn], b.after)
			}
		}
	}
	out := map[dataTable][]int{}
	leads := p.leadingTo(func(m *models.Func) bool { return m.Write != nil || m.Read != nil })
	for i, c := range all {
		w := walk{p: p, leads: leads, seen: map[walked]bool{}, found: func(s step, t target) {
			if s.at.Func.isWrite(s.at.Node, t.model) {
				for _, x := range p.tablesOf(s, t) {
					if !slices.Contains(out[x], i) {
						out[x] = append(out[x], i)
					}
				}
			}
		}}
		for _, b := range c.begins {
			w.from(b)
		}
		for k := range w.seen {
			q.given[k.fn] = q.given[k.fn] || len(k.fn.Callers) == 0 && p.usedAsValue(k.fn) == 1 // a handler that a helper is given
		}
	}
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			s := step{at: CallSite{f, int32(n)}}
			for _, t := range f.writesBy(int32(n)) {
				if q.handled(s.at) {
					continue
				}
				for _, x := range p.tablesOf(s, t) {
					delete(out, x) // somebody else writes it too
				}
			}
		}
	}
	return out
}

// usedAsValue counts the places where a function becomes a value.
func (p *Program) usedAsValue(f *Func) int {
	if p.valueUses == nil {
		p.valueUses = map[string]int{}
		for _, g := range p.Funcs {
			for i := range g.Nodes {
				if op := g.Nodes[i].Op; (op == table.Closure || op == table.FuncRef) && !g.tests() {
					p.valueUses[g.Nodes[i].Name]++
				}
			}
		}
	}
	return p.valueUses[f.Name]
}

// writesBy lists what of a call's targets writes to a database.
func (f *Func) writesBy(n int32) []target {
	if !isCall(f.Nodes[n].Op) {
		return nil
	}
	var out []target
	for _, t := range f.calls[n].targets {
		if t.model != nil && f.isWrite(n, t.model) {
			out = append(out, t)
		}
	}
	return out
}

type projecting struct {
	p     *Program
	all   []consumption
	runs  map[*Func]bool    // functions that are called with a message
	given map[*Func]bool    // ... by a helper that was given them
	after map[*Func][]int32 // nodes that receive one
	only  map[*Func]int8    // 1 being found out, 2 runs only for messages, 3 not
}

// handled tells whether a call is only made for messages.
func (q *projecting) handled(at CallSite) bool {
	return slices.ContainsFunc(q.after[at.Func], func(r int32) bool { return r != at.Node && at.Func.handles(r, at.Node) }) || q.onlyRuns(at.Func)
}

// onlyRuns tells whether a function only runs for messages: it is called with one, or all who call it are.
func (q *projecting) onlyRuns(f *Func) bool {
	if q.runs[f] || q.given[f] {
		return true
	}
	switch q.only[f] {
	case 1, 2:
		return true // recursion adds nobody
	case 3:
		return false
	}
	q.only[f] = 1
	ok, called := true, false
	up := func(at CallSite) {
		if !at.Func.tests() {
			called = true
			ok = ok && q.handled(at)
		}
	}
	for _, c := range f.Callers {
		up(c)
	}
	if !called {
		for _, m := range f.made {
			up(m)
		}
	}
	q.only[f] = 3
	if ok && called {
		q.only[f] = 2
	}
	return ok && called
}
