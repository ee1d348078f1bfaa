package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// Bypass is a write through a database while a transaction that was opened on the same database is open.
type Bypass struct {
	Effect *Effect
	Open   CallSite
}

// Bypasses lists the writes beside an open transaction, each once. Both must be made through one handle that is known: a field, a parameter or a package
// variable. A handle that a function chooses, by what a context carries perhaps, may be the transaction itself.
func (p *Program) Bypasses() []Bypass {
	w := beside{writes: map[*Func][]*Effect{}}
	seen := map[CallSite]bool{}
	var out []Bypass
	for _, f := range p.Funcs {
		for _, b := range w.bypasses(f) {
			if b.Effect = b.Effect.innermost(); !seen[b.Effect.At] {
				seen[b.Effect.At] = true
				out = append(out, b)
			}
		}
	}
	return out
}

// beside remembers what functions write through which database.
type beside struct{ writes map[*Func][]*Effect }

func (w *beside) bypasses(f *Func) []Bypass {
	var out []Bypass
	for i, t := range f.flow.tokens {
		if t.open < 0 || t.readOnly {
			continue // somebody else's, or it fails on a write of its own
		}
		out = append(out, w.besideSession(f, i)...)
		db, ok := f.openedOn(t.open)
		if !ok || f.flow.find(db) >= 0 {
			continue // not known, or a transaction in a transaction
		}
		for _, e := range w.of(f) {
			if n := e.At.Node; f.sameDatabase(e.Via, db) && f.flow.surelyOpen(i, n) && !f.abandons(n, CallSite{f, t.open}) {
				out = append(out, Bypass{e, CallSite{f, t.open}})
			}
		}
	}
	for n := range f.Nodes {
		out = append(out, w.inCallbacks(f, int32(n))...)
	}
	return out
}

// inCallbacks lists the writes of functions that a call runs in a transaction.
func (w *beside) inCallbacks(f *Func, n int32) []Bypass {
	if f.Nodes[n].Op != table.Call || len(f.calls[n].targets) != 1 {
		return nil
	}
	var values []int32
	library := "" // whose transaction it is
	t := f.calls[n].targets[0]
	switch {
	case t.model != nil:
		if c := t.model.Callback; c != nil && !c.InTx.IsZero() {
			if a, _, ok := f.argument(n, models.Path{Root: "arg", Index: c.Arg}); ok {
				values, library = append(values, a), t.model.Library
			}
		}
	case t.fn != nil && t.fn.sum != nil:
		for _, c := range t.fn.sum.Calls {
			if c.InTx && !c.Async && !c.After && c.Place.Root == FromParam && c.Place.Path == 0 {
				if a, ok := f.arg(n, t, c.Place.Index); ok {
					values = append(values, a)
				}
				library = c.library()
			}
		}
	}
	if len(values) == 0 {
		return nil
	}
	out := w.inContext(f, n, values, library)
	db, ok := f.openedOn(n)
	if !ok || f.mayBeTx(db) {
		return out // not known, or a transaction in a transaction
	}
	for _, v := range values {
		if f.isCallback(v) {
			continue // told where it is given
		}
		for _, t := range f.functions(v, nil) {
			if t.fn == nil {
				continue
			}
			for _, e := range w.of(t.fn) {
				if x := f.through(n, t, e); x != nil && f.sameDatabase(x.Via, db) {
					out = append(out, Bypass{x, CallSite{f, n}})
				}
			}
		}
	}
	return out
}

// library is that of the transaction in which a function is called back; "" if it is not known.
func (c Callback) library() string {
	seen := map[CallSite]bool{}
	for at := c.Open; at.Func != nil && !seen[at] && len(at.Func.calls[at.Node].targets) == 1; {
		seen[at] = true
		t := at.Func.calls[at.Node].targets[0]
		if t.model != nil {
			return t.model.Library
		}
		if t.fn == nil || t.fn.sum == nil {
			break
		}
		i := slices.IndexFunc(t.fn.sum.Calls, func(c Callback) bool { return c.InTx })
		if i < 0 {
			break
		}
		at = t.fn.sum.Calls[i].Open
	}
	return ""
}

// inContext lists the writes of such functions with the context that the call itself is given, where the transaction is in the one that they are given:
//
//	session.WithTransaction(ctx, func(tx context.Context) (any, error) {
//		return orders.InsertOne(ctx, order)
func (w *beside) inContext(f *Func, n int32, values []int32, library string) []Bypass {
	i := slices.IndexFunc(f.Nodes[n].Args, func(a int32) bool { return f.valueType(a) == "context.Context" })
	if i < 0 || library == "" {
		return nil
	}
	ctx, ok := one(f.Places(f.Nodes[n].Args[i]))
	if !ok {
		return nil // made on the way
	}
	var out []Bypass
	for _, v := range values {
		for _, t := range f.functions(v, nil) {
			if t.fn == nil {
				continue
			}
			for _, e := range w.of(t.fn) {
				if !e.inContext(library) {
					continue // its transactions are no contexts
				}
				if x := f.through(n, t, e); x != nil && x.Via == ctx {
					out = append(out, Bypass{x, CallSite{f, n}})
				}
			}
		}
	}
	return out
}

// besideSession lists the writes with a context that has not the session in which transaction i is open:
//
//	client.UseSession(ctx, func(session mongo.SessionContext) error {
//		err := session.StartTransaction()
//		_, err = orders.InsertOne(ctx, order)
func (w *beside) besideSession(f *Func, i int) []Bypass {
	t := f.flow.tokens[i]
	if len(f.calls[t.open].targets) != 1 || f.calls[t.open].targets[0].model == nil {
		return nil
	}
	library := f.calls[t.open].targets[0].model.Library
	var out []Bypass
	for _, e := range w.of(f) {
		if !e.inContext(library) || t.has(e.Via) || e.Via.Path != 0 || !f.isContext(e.Via) {
			continue
		}
		if n := e.At.Node; f.flow.surelyOpen(i, n) && !f.abandons(n, CallSite{f, t.open}) {
			out = append(out, Bypass{e, CallSite{f, t.open}})
		}
	}
	return out
}

// inContext tells whether a write belongs to the transaction that its context carries, in a library.
func (e *Effect) inContext(library string) bool {
	return e.Model.Library == library && e.Model.Write != nil && e.Model.Write.Via.Root == "arg"
}

// isContext tells whether a place is a context of the standard library, as it is given.
func (f *Func) isContext(pl Place) bool {
	switch pl.Root {
	case FromParam:
		return f.Params[pl.Index].Type == "context.Context"
	case FromFree:
		for _, m := range f.made {
			if args := m.Func.Nodes[m.Node].Args; int(pl.Index) >= len(args) || bareType(m.Func.valueType(args[pl.Index])) != "context.Context" {
				return false
			}
		}
		return len(f.made) > 0
	}
	return false
}

// of lists the writes of f that happen while it runs and that do not tell of a failure, with the one handle that each is made through.
func (w *beside) of(f *Func) []*Effect {
	if es, ok := w.writes[f]; ok {
		return es
	}
	w.writes[f] = nil // functions that call each other
	var out []*Effect
	for i := range f.Nodes {
		n := int32(i)
		targets := f.calls[n].targets
		if f.Nodes[n].Op != table.Call || len(targets) == 0 || f.calls[n].unsure || f.failing(n) {
			continue // later, perhaps elsewhere, or what a failure leaves behind
		}
		if len(targets) > 1 && slices.ContainsFunc(targets, func(t target) bool { return t.model == nil || t.model.Write == nil }) {
			continue // one of several: only where all are libraries' handles that do the same
		}
		t := targets[0]
		if t.model != nil {
			if !f.isWrite(n, t.model) || f.aside(n, t.model) == Note {
				continue // a record of what was tried, which a rollback is not to take away
			}
			if via, ok := f.database(n, t); ok {
				out = append(out, &Effect{Kind: Write, At: CallSite{f, n}, Model: t.model, Via: via, ErrRes: -1, Body: -1})
			}
			continue
		}
		if t.fn == nil || t.fn.scc == f.scc {
			continue
		}
		for _, e := range w.of(t.fn) {
			if x := f.through(n, t, e); x != nil {
				out = append(out, x)
			}
		}
	}
	w.writes[f] = out
	return out
}

// through brings a write of a callee into terms of f; nil if its handle is not known there.
func (f *Func) through(n int32, t target, e *Effect) *Effect {
	ps := f.translate(n, t, e.Via)
	if e.Via.Root == FromFree {
		if cell, ok := f.captured(t, e.Via.Index); ok {
			if v, ok := f.once(cell); ok {
				v, _ = f.root(v)
				ps = f.placesAt(v, f.program.paths.list[e.Via.Path])
			}
		}
	}
	if len(ps) != 1 || ps[0].Root == FromNode {
		return nil
	}
	x := *e
	x.At, x.Next, x.Via, x.depth = CallSite{f, n}, e, ps[0], e.depth+1
	return &x
}

// mayBeTx tells whether a handle that f is given is a transaction, where those have the type of a database: by its name, or by what a caller gives.
func (f *Func) mayBeTx(db Place) bool {
	seen := map[*Func]bool{}
	var visit func(f *Func, pl Place) bool
	visit = func(f *Func, pl Place) bool {
		if f.flow.find(pl) >= 0 {
			return true
		}
		if pl.Root != FromParam || pl.Path != 0 || seen[f] {
			return false
		}
		seen[f] = true
		if p := f.Params[pl.Index]; f.program.model("(*"+bareType(p.Type)+").Commit") == nil {
			return false
		} else if f.Parent != "" || txName.MatchString(p.Name) {
			return true // a literal is given one that was begun for it
		}
		return slices.ContainsFunc(f.Callers, func(c CallSite) bool {
			return slices.ContainsFunc(c.Func.calls[c.Node].targets, func(t target) bool {
				a, ok := c.Func.arg(c.Node, t, pl.Index)
				return ok && t.fn == f && slices.ContainsFunc(c.Func.Places(a), func(x Place) bool { return visit(c.Func, x) })
			})
		})
	}
	return visit(f, db)
}

// txName is what a transaction is called.
var txName = lazyregexp.New(`(?i)^(tx|txn|trx)|(Tx|Txn|Transaction)$|^trans(action)?$`)

// openedOn finds the database that a call opens a transaction on.
func (f *Func) openedOn(n int32) (Place, bool) {
	if len(f.calls[n].targets) != 1 {
		return Place{}, false
	}
	t := f.calls[n].targets[0]
	if t.model != nil {
		if f.Nodes[n].Mode == table.Invoke {
			return Place{}, false // one of many, a connection or a transaction perhaps
		}
		return f.database(n, t)
	}
	if t.fn == nil || t.fn.sum == nil || t.fn.scc == f.scc {
		return Place{}, false
	}
	var in []Place
	add := func(open int32) {
		pl, ok := t.fn.openedOn(open)
		if !ok {
			pl = Place{} // some other database
		}
		in = append(in, pl)
	}
	for _, tok := range t.fn.flow.tokens {
		if tok.open >= 0 {
			add(tok.open)
		}
	}
	for _, c := range t.fn.sum.Calls {
		if c.InTx && c.Open.Func == t.fn {
			add(c.Open.Node)
		}
	}
	if in = slices.Compact(in); len(in) != 1 || in[0].Root == Nowhere {
		return Place{}, false
	}
	return one(f.translate(n, t, in[0]))
}

// database finds the one database that a library's call is made through: the receiver, or what it was made from, or an argument that is a database.
func (f *Func) database(n int32, t target) (Place, bool) {
	c := &f.Nodes[n]
	var a int32 = -1
	if m := t.model; m.Write != nil && !m.Write.Via.IsZero() {
		if x, _, ok := f.argument(n, m.Write.Via); ok {
			a = x
		}
	} else if c.Recv {
		a = c.Args[0]
	} else if i := slices.IndexFunc(c.Args, func(x int32) bool { return f.program.is(f.typeOf(strip(f, x)), "db") }); i >= 0 {
		a = c.Args[i]
	}
	if a < 0 {
		return Place{}, false
	}
	if a, ok := f.root(a); ok {
		return one(f.placesAt(a, t.embed))
	}
	return Place{}, false
}

// root is what a handle stands for, in the end; it is not ok where all that is written through it belongs to its transaction.
func (f *Func) root(a int32) (int32, bool) {
	for range len(f.Nodes) {
		a = strip(f, a)
		if f.program.is(f.typeOf(a), "connection") || f.program.is(f.typeOf(a), "tx") {
			return a, false
		}
		from, ok := f.builtFrom(a)
		if !ok {
			return a, true
		}
		a = from
	}
	return a, false
}

// builtFrom is what a library made a value from that stands for the same: db.WithContext(ctx) is db, and a step of a builder is the builder.
func (f *Func) builtFrom(n int32) (int32, bool) {
	c := &f.Nodes[n]
	if c.Op != table.Call {
		return 0, false
	}
	if len(f.calls[n].targets) == 0 && c.Mode == table.Static && c.Recv {
		return c.Args[0], c.Out != "" && c.Out == f.typeOf(strip(f, c.Args[0])) && f.program.models.Package(packageOf(c.Name))
	}
	if len(f.calls[n].targets) != 1 {
		return 0, false
	}
	m := f.calls[n].targets[0].model
	if m == nil || m.Same.IsZero() || m.Write != nil {
		return 0, false
	}
	a, fields, ok := f.argument(n, m.Same)
	return a, ok && len(fields) == 0
}

// one is the only place of several, if it is none that the function made or chose itself.
func one(ps []Place) (Place, bool) {
	if len(ps) != 1 || ps[0].Root == FromNode {
		return Place{}, false
	}
	return ps[0], true
}

// within tells whether a handle is a database, or one holds the other: client.User is of client, and a database with more methods embeds one.
func (p *Program) within(handle, db Place) bool {
	return handle.Root == db.Root && handle.Index == db.Index && (p.paths.prefixed(handle.Path, db.Path) || p.paths.prefixed(db.Path, handle.Path))
}

// sameDatabase tells whether a handle is a database, by where it is or by what both were made of:
//
//	return &Store{db: db, Queries: New(db)}
func (f *Func) sameDatabase(handle, db Place) bool {
	if f.program.within(handle, db) {
		return true
	}
	a, b := f.program.paths.list[handle.Path], f.program.paths.list[db.Path]
	if handle.Root != db.Root || handle.Index != db.Index {
		x, ok := f.source(&db, b)
		y, known := f.source(&handle, a)
		return ok && known && x == y
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	x, ok := f.source(nil, b)
	y, known := f.source(nil, a)
	return ok && known && x == y
}

// source finds the one thing that a field path leads to, wherever it was made or given: from a place, or from whatever has the field.
func (f *Func) source(pl *Place, path []int32) (source, bool) {
	q := query{t: f.program.tracer, p: f.program, seen: map[seenKey]bool{}, stacks: stacks[seenKey]{}, complete: true, text: true, exact: true}
	switch {
	case pl == nil:
		if len(path) == 0 || !q.field(path, "") {
			return source{}, false // nobody fills it
		}
	case pl.Root == FromParam:
		q.node(f, nil, f.paramNode(pl.Index), path, "")
	case pl.Root == FromFree:
		q.node(f, nil, f.freeNode(pl.Index), path, "")
	default:
		return source{}, false
	}
	var all []source
	for _, e := range q.ends {
		all = append(all, source{end: e.name})
	}
	for _, o := range q.out {
		if o.ref.fn != nil {
			all = append(all, source{object: o.ref, stack: o.stack})
		}
	}
	if q.dead > len(q.ends) || len(q.seen) == manyQuestions || len(all) == 0 || slices.ContainsFunc(all, func(s source) bool { return s != all[0] }) {
		return source{}, false // one of several, or not known
	}
	return all[0], true
}

// source is something that is made at a node, or given where a way back to it ends.
type source struct {
	object nodeRef
	stack  *frame
	end    string
}

// is tells whether models say of a type that it is something.
func (p *Program) is(typ, word string) bool {
	t := p.models.Type(bareType(typ))
	return t != nil && t.Is == word
}

// surelyOpen tells whether transaction i is open at call n on every way there.
func (w *flow) surelyOpen(i int, n int32) bool {
	f, open := w.f, w.tokens[i].open
	st, reached := w.at[n]
	if !reached || !st.open.has(i) || !f.precedes(open, n) {
		return false
	}
	return !w.mayHaveEnded(i, n)
}

// mayHaveEnded tells whether transaction i is ended on a way to call n.
func (w *flow) mayHaveEnded(i int, n int32) bool {
	f, open := w.f, w.tokens[i].open
	for c := range f.Nodes {
		if f.Nodes[c].Op != table.Call || !slices.ContainsFunc(f.ends(int32(c)), func(e ending) bool { return slices.ContainsFunc(e.places, w.tokens[i].has) }) {
			continue
		}
		if w.comesTo(int32(c), n, open) {
			return true
		}
	}
	return false
}

// comesTo tells whether control can get from call a to call b without passing call without.
func (w *flow) comesTo(a, b, without int32) bool {
	f := w.f
	seen := map[int32]bool{}
	var follow func(at int32, nodes []int32) bool
	follow = func(at int32, nodes []int32) bool {
		for _, n := range nodes {
			if n == b || n == without {
				return n == b
			}
		}
		for _, s := range f.Blocks[at].Succs {
			if !seen[s] {
				seen[s] = true
				if follow(s, f.Blocks[s].Nodes) {
					return true
				}
			}
		}
		return false
	}
	at := f.Nodes[a].Block
	nodes := f.Blocks[at].Nodes
	return follow(at, nodes[slices.Index(nodes, a)+1:])
}
