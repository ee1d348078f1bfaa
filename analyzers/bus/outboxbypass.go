package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// OutboxBypass is an event that is to be kept with the data that it tells of, and is written beside the transaction of that data.
type OutboxBypass struct {
	Effect *Effect
	Open   CallSite // where the transaction is opened; no function if that is the caller's, or there is none
	Twin   string   // method of the library that takes the transaction, if it has one
	Apart  bool     // there is no common transaction: data and event are written one after the other
}

// Twin is the method of the library that publishes within a transaction, where the one that is called has such a twin.
func (e *Effect) Twin() string {
	for e.Next != nil {
		e = e.Next
	}
	if e.Model == nil || e.Model.Publish == nil {
		return ""
	}
	return e.Model.Publish.Twin
}

// KeepsEvent tells whether a write is that of an outbox's row.
func (e *Effect) KeepsEvent() bool {
	for e.Next != nil {
		e = e.Next
	}
	return e.At.Func.aside(e.At.Node, e.Model) == Outbox
}

// OutboxBypasses lists the events that are written beside a transaction, or without one, each once.
func (p *Program) OutboxBypasses() []OutboxBypass {
	var out []OutboxBypass
	seen := map[CallSite]bool{}
	add := func(b OutboxBypass) {
		if !seen[b.Effect.At] {
			seen[b.Effect.At] = true
			out = append(out, b)
		}
	}
	for _, t := range p.InTx() {
		if twin := t.Effect.Twin(); twin != "" {
			add(OutboxBypass{Effect: t.Effect, Open: t.Open, Twin: twin})
		}
	}
	for _, b := range p.Bypasses() {
		if b.Effect.KeepsEvent() {
			add(OutboxBypass{Effect: b.Effect, Open: b.Open})
		}
	}
	w := beside{writes: map[*Func][]*Effect{}}
	for _, f := range p.Funcs {
		for _, b := range f.outboxOnDatabase() {
			add(b)
		}
		if e := w.apart(f); e != nil {
			add(OutboxBypass{Effect: e, Apart: true})
		}
	}
	return out
}

// outboxOnDatabase lists the calls of f, in a transaction, that write through an outbox's publisher that was made on a database instead of a transaction.
func (f *Func) outboxOnDatabase() []OutboxBypass {
	var out []OutboxBypass
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if node.Op != table.Call || !node.Recv && node.Mode != table.Invoke || len(f.calls[n].targets) != 1 {
			continue
		}
		m := f.calls[n].targets[0].model
		if m == nil || m.Outbox == nil && m.Publish == nil || !f.onDatabase(node.Args[0]) {
			continue
		}
		if open, ok := f.openTx(int32(n)); ok {
			at := CallSite{f, int32(n)}
			out = append(out, OutboxBypass{Effect: &Effect{Kind: Publish, At: at, Site: at, Model: m, ErrRes: -1, Body: -1}, Open: open})
		}
	}
	return out
}

// openTx tells whether a transaction is open at call n, in f or where the literal that f is is called, and where it was opened, if that is not the caller's.
func (f *Func) openTx(n int32) (CallSite, bool) {
	if i := f.flow.openAt(n); i >= 0 {
		if open := f.flow.tokens[i].open; open >= 0 {
			return CallSite{f, open}, true
		}
		return CallSite{}, true
	}
	if len(f.Callers) != 1 || f.Callers[0].Func.Name != f.Parent {
		return CallSite{}, false
	}
	return f.Callers[0].Func.openTx(f.Callers[0].Node)
}

// openAt finds a transaction that is open at call n on every way there, or that its callers have opened; -1 if there is none.
func (w *flow) openAt(n int32) int {
	return slices.IndexFunc(w.indices(), func(i int) bool {
		t := w.tokens[i]
		if t.open >= 0 {
			return !t.readOnly && w.surelyOpen(i, n)
		}
		st, reached := w.at[n]
		return t.typed && reached && st.open.has(i)
	})
}

func (w *flow) indices() []int {
	out := make([]int, len(w.tokens))
	for i := range out {
		out[i] = i
	}
	return out
}

// onDatabase tells whether all that a publisher may be is an outbox's that a library made on a database.
func (f *Func) onDatabase(publisher int32) bool {
	p := f.program
	objects, _ := p.tracer.trace(f, nil, publisher, nil)
	made := false
	for _, o := range objects {
		if o.model == nil || o.model.Construct == nil || o.model.Construct.OutboxIf.IsZero() {
			return false
		}
		a, fields, ok := o.ref.fn.argument(o.ref.node, o.model.Construct.OutboxIf)
		if !ok || len(fields) > 0 || !p.database(o.ref.fn, a) {
			return false
		}
		made = true
	}
	return made
}

// database tells whether a value is a database whose type is no transaction's too.
func (p *Program) database(f *Func, n int32) bool {
	for range len(f.Nodes) {
		n = f.plainly(n)
		typ := bareType(f.typeOf(n))
		if p.is(typ, "db") {
			return p.model("(*"+typ+").Commit") == nil
		}
		from, ok := f.builtFrom(n)
		if !ok {
			return false
		}
		n = from
	}
	return false
}

// apart finds the write of an outbox's row that f makes without a transaction, next to a write of data; nil if there is none. Both go through databases, whose types
// are no transaction's too.
func (w *beside) apart(f *Func) *Effect {
	if f.relay() || f.tests() {
		return nil
	}
	var row, data *Effect
	for _, e := range w.of(f) {
		leaf := e
		for leaf.Next != nil {
			leaf = leaf.Next
		}
		if !f.program.throughDatabase(leaf) || f.flow.openAt(e.At.Node) >= 0 {
			continue // perhaps in a transaction
		}
		switch leaf.At.Func.aside(leaf.At.Node, leaf.Model) {
		case Outbox:
			row = e
		case Data:
			data = e
		}
	}
	if row != nil && f.afterCommit(row) {
		return row
	}
	if row == nil || data == nil || row.At == data.At {
		return nil // one statement may do both; what is done further down is told there
	}
	a, b := data.At.Node, row.At.Node
	if !f.flow.comesTo(a, b, -1) && !f.flow.comesTo(b, a, -1) {
		return nil // one or the other
	}
	return row
}

// afterCommit tells whether a call makes an outbox's row after the commit of the transaction with its data.
func (f *Func) afterCommit(row *Effect) bool {
	leaf := row
	for leaf.Next != nil {
		leaf = leaf.Next
	}
	if !leaf.At.Func.makesRow(leaf.At.Node, leaf.Model) {
		return false // perhaps a note that it was sent
	}
	n := row.At.Node
	return slices.ContainsFunc(f.flow.commits, func(c commit) bool {
		if c.call == n || !f.precedes(c.call, n) {
			return false
		}
		if c.whole {
			return f.shares(n, c.call)
		}
		st, ran := f.flow.at[c.call]
		return ran && f.flow.own(c.call, st.dirty.has)
	})
}

// makesRow tells whether a library's write makes a new row.
func (f *Func) makesRow(n int32, m *models.Func) bool {
	if m.Again != nil && m.Again.What == "insert" && !m.Again.Row.IsZero() {
		return true
	}
	a, _, ok := f.argument(n, m.Write.SQL)
	return ok && !m.Write.SQL.IsZero() && insertWord.MatchString(f.text(a))
}

// insertWord begins a statement that makes a row.
var insertWord = lazyregexp.New(`(?i)^\W*insert\b`)

// throughDatabase tells whether a library's write goes through a database itself.
func (p *Program) throughDatabase(leaf *Effect) bool {
	f, n := leaf.At.Func, leaf.At.Node
	if m := leaf.Model; m.Write != nil && !m.Write.Via.IsZero() {
		a, _, ok := f.argument(n, m.Write.Via)
		return ok && p.database(f, a)
	}
	return f.Nodes[n].Recv && f.Nodes[n].Mode == table.Static && strings.HasPrefix(f.typeOf(f.plainly(f.Nodes[n].Args[0])), "*") && p.database(f, f.Nodes[n].Args[0])
}
