package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// laterNames are the names of fields and columns that say how far something has come.
const laterNames = `version|revision|sequence|^seq|offset|position|generation|epoch|time|date|[a-z_]at$|_at\b`

var (
	// orderName is a field or column that says how far something has come: what is older than that was handled before.
	orderName = lazyregexp.New(`(?i)` + laterNames)
	// stateName is a column that says in which state a row is, or what was handled for it.
	stateName = lazyregexp.New(`(?i)stat(us|e)|phase|step|processed|handled|applied|done|sent|paid|event|message|idempoten|` + laterNames)
	// duplicateName is what says that a row is there already: an error, its code, or what recognises it.
	duplicateName = lazyregexp.New(`(?i)duplicat|unique_?(constraint|violation|key)|already_?(exist|process|handled|done|applied)|isconstrainterror|integrityconstraint|^23505$|^1062$|^11000$|errconflict`)
	// missingName is an error that says that something is not there.
	missingName = lazyregexp.New(`(?i)not_?found|no_?rows|missing|unknown`)
	// countSQL is a statement that counts rows.
	countSQL = lazyregexp.New(`(?i)^\s*select\s+count\s*\(`)
	// onceName is what says that something is done only once.
	onceName = lazyregexp.New(`(?i)idempot|dedup`)
)

// onlyOnce tells whether what stands at a node is left out when it was done before, as far as its own function tells: because of what a database or a table
// in memory said, or of a row that was inserted unless it is there.
//
//	seen, err := inbox.Has(ctx, e.ID)
//	...
//	if seen {
//		return nil
//	}
func (f *Func) onlyOnce(n int32) bool {
	return f.inserts(n) || f.enclosing(f.Nodes[n].Block, f.branchTellsDone) || f.noted(n)
}

// noted tells whether a message is noted before, and a branch that goes by what was there leaves it out.
func (f *Func) noted(n int32) bool {
	if !f.notesKnown {
		f.notesKnown = true
		for i := range f.Nodes {
			if f.Nodes[i].Op != table.Call || f.Nodes[i].Block < 0 || f.program.recordAt(CallSite{f, int32(i)}, false, 0) == noRecord {
				continue
			}
			for b := range f.Blocks {
				from := int32(b)
				if f.Blocks[b].Cond < 0 || len(f.Blocks[b].Succs) != 2 || !f.dominates(f.Nodes[i].Block, from) {
					continue
				}
				if f.goesBy(f.Blocks[b].Cond, int32(i)) && (f.leavesOut(from, 0) || f.leavesOut(from, 1)) {
					f.notes = append(f.notes, note{int32(i), from})
				}
			}
		}
	}
	return slices.ContainsFunc(f.notes, func(x note) bool {
		return n != x.call && f.precedes(x.call, n) && !f.dominates(f.Nodes[n].Block, x.branch)
	})
}

// note is a call that notes a message, and a branch that goes by what was there.
type note struct{ call, branch int32 }

// branchTellsDone tells whether a branch is the one for what was not done before.
func (f *Func) branchTellsDone(from int32, succ int) bool {
	cond := f.Blocks[from].Cond
	if cond < 0 || f.heads(from) {
		return false // a loop goes over what was read
	}
	holds := succ == 0
	c := &f.Nodes[cond]
	for c.Op == table.Not || c.Op == table.Convert {
		holds = holds != (c.Op == table.Not)
		cond = c.Args[0]
		c = &f.Nodes[cond]
	}
	switch {
	case c.Op == table.Compare:
		return f.comparesDone(c, holds)
	case c.Op == table.Call && len(c.Args) > 0 && slices.ContainsFunc(c.Args, func(a int32) bool { return f.failedRead(a) }):
		if holds && !slices.ContainsFunc(c.Args, f.refusedRecord) {
			return true // errors.Is(err, sql.ErrNoRows): it is not there yet
		}
		return (f.ownError(c) || slices.ContainsFunc(c.Args, f.refusedRecord)) && f.succeeds(f.Blocks[from].Succs[btoi(succ == 0)])
	}
	return f.saidBy(cond, map[int32]bool{})
}

// ownError tells whether a call asks for an error of the program's own: one that says that there is nothing to do, if that ends well. What was not found is
// another matter.
func (f *Func) ownError(c *table.Node) bool {
	return slices.ContainsFunc(c.Args, func(a int32) bool {
		g := &f.Nodes[strip(f, a)]
		return g.Op == table.Global && f.program.tables[packageOf(g.Name)] != nil && !missingName.MatchString(localName(g.Name))
	})
}

// refuses tells whether a function literal that changes a row fails where the row is in another state than is expected, as it is the second time.
func (f *Func) refuses() bool {
	for b := range f.Blocks {
		if cond := f.Blocks[b].Cond; cond >= 0 && f.saidBy(cond, map[int32]bool{}) && slices.ContainsFunc(f.Blocks[b].Succs, f.endsInError) {
			return true
		}
	}
	return false
}

// comparesDone looks at a comparison.
//
//	existing != nil, err == nil, n == 0, order.Status != Pending, e.Version <= row.Version
func (f *Func) comparesDone(c *table.Node, holds bool) bool {
	x, y := c.Args[0], c.Args[1]
	if f.Nodes[strip(f, x)].Op == table.Const {
		x, y = y, x
	}
	equal := (c.Name == "==") == holds
	switch {
	case f.failedRead(x):
		nothing := f.isNil(strip(f, y)) || f.refusedRecord(x)
		return nothing != equal // it failed, or it failed because nothing is there
	case f.isNil(strip(f, y)):
		return equal && f.saidBy(x, map[int32]bool{})
	}
	if !f.saidBy(x, map[int32]bool{}) && !f.saidBy(y, map[int32]bool{}) {
		return false
	}
	if l := &f.Nodes[strip(f, x)]; l.Op == table.Compute && l.Name == "len" {
		return c.Name == "==" && holds || c.Name != "==" && !holds // none there
	}
	if c.Name == "==" || c.Name == "!=" {
		return true // its state
	}
	return f.ordered(x) || f.ordered(y) || f.counted(x) || f.counted(y)
}

// heads tells whether a block decides whether a loop goes on.
func (f *Func) heads(b int32) bool {
	return slices.ContainsFunc(f.Blocks[b].Preds, func(p int32) bool { return f.dominates(b, p) })
}

// failedRead tells whether a value is the error of a call that reads or writes.
func (f *Func) failedRead(n int32) bool {
	call, _, ok := f.errorOf(n)
	return ok && f.asks(call)
}

// refusedRecord tells whether a value is the error of a call that notes a key unless it is there.
func (f *Func) refusedRecord(n int32) bool {
	call, _, ok := f.errorOf(n)
	return ok && f.records(call)
}

// records tells whether a call notes a key unless it is there, or takes out what such a call said.
func (f *Func) records(n int32) bool {
	for isCall(f.Nodes[n].Op) {
		if slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Records }) {
			return true
		}
		if !f.Nodes[n].Recv {
			return false
		}
		n = strip(f, f.Nodes[n].Args[0])
	}
	return false
}

// saidBy tells whether a value depends on what a database or a table in memory says, errors aside.
func (f *Func) saidBy(n int32, seen map[int32]bool) bool {
	if f.answered(n, map[int32]bool{}) {
		return true
	}
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	if node.Op == table.Extract && node.Type != "error" && f.writes(node.Args[0]) {
		return true // how many rows it changed, or whether it did
	}
	if node.Op == table.FieldOf && f.updates(node.Args[0]) {
		return true // the state of the row that is about to be changed
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.saidBy(a, seen) })
}

// ordered tells whether a value is a field that says how far something has come.
func (f *Func) ordered(n int32) bool {
	return f.mentions(n, orderName, map[int32]bool{})
}

// counted tells whether a value is the number of rows that a statement changed, or that are there, or of keys that were added.
func (f *Func) counted(n int32) bool {
	n = strip(f, n)
	switch node := &f.Nodes[n]; node.Op {
	case table.Extract:
		n = node.Args[0]
	case table.Load:
		return f.filledBy(node.Args[0], f.countsRows)
	case table.Alloc:
		return f.filledBy(n, f.countsRows)
	}
	return f.records(n) || isCall(f.Nodes[n].Op) && f.counts(n) || f.Nodes[n].Op == table.Call && strings.Contains(f.Nodes[n].Name, "RowsAffected") || f.Nodes[n].Op == table.FieldOf && strings.Contains(f.Nodes[n].Name, "RowsAffected")
}

// countsRows tells whether a call asks a database how many rows there are.
func (f *Func) countsRows(n int32) bool {
	if row := f.rowOf(n); row >= 0 {
		n = row
	}
	return f.asks(n) && (strings.Contains(localName(f.Nodes[n].Name), "Count") || slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return countSQL.MatchString(f.text(a)) }))
}

// mentions tells whether a value is made of fields, calls or parameters of a name.
func (f *Func) mentions(n int32, name *lazyregexp.Regexp, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.FieldOf, table.Call:
		if name.MatchString(localName(node.Name)) {
			return true
		}
	case table.Parameter:
		if name.MatchString(f.Params[node.Index].Name) {
			return true
		}
	}
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.mentions(a, name, seen) })
}

// tolerates tells whether a function, or one around it, looks whether a row is there already, or says that something is done only once: by the error that
// a database gives then, its code, or a key that the other side knows it by.
func (f *Func) tolerates() bool {
	for g := f; g != nil; g = g.program.byName[g.Parent] {
		if g.toleratesKnown == 0 {
			g.toleratesKnown = int8(1 + btoi(g.names(duplicateName) || g.saysOnce()))
		}
		if g.toleratesKnown == 2 {
			return true
		}
		for n := range g.Nodes {
			for _, t := range g.calls[n].targets {
				if g.Nodes[n].Out == "bool" && t.fn != nil && t.fn != g && t.fn.names(duplicateName) {
					return true // isDuplicate(err)
				}
			}
		}
	}
	return false
}

// names tells whether a function mentions a constant, variable, field, type or function of a name.
func (f *Func) names(name *lazyregexp.Regexp) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		switch n.Op {
		case table.Const:
			return name.MatchString(n.Name) && !writingSQL.MatchString(n.Name) // a statement is looked at by itself
		case table.Global, table.FieldOf, table.FuncRef, table.Closure, table.Call, table.Defer:
			return name.MatchString(unqualified(n.Name))
		case table.Alloc, table.Convert:
			return name.MatchString(localName(n.Type)) || name.MatchString(localName(n.Name))
		}
		return false
	})
}

// unqualified is a name without its package: "Store).Has" of "(*example.com/dedup.Store).Has".
func unqualified(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	_, rest, ok := strings.Cut(name, ".")
	if !ok {
		return name
	}
	return rest
}

// saysOnce tells whether something of a name that speaks of repeats has a part in what a function does: a key is handed on that the other side knows a request by,
// or what may look is called. A key that is made anew each time is none, a line of a log says nothing, nor does a call that is known to look nowhere.
func (f *Func) saysOnce() bool {
	for i := range f.Nodes {
		n, node := int32(i), &f.Nodes[i]
		switch node.Op {
		case table.Const:
			if onceName.MatchString(node.Name) && !writingSQL.MatchString(node.Name) && f.getsOut(n, map[int32]bool{}) {
				return true
			}
		case table.Store:
			if onceName.MatchString(node.Name) && f.stays(node.Args[1]) {
				return true // an entry of a map
			}
		case table.FieldOf:
			if onceName.MatchString(localName(node.Name)) && f.getsOut(n, map[int32]bool{}) {
				return true
			}
		case table.Call, table.Defer:
			if onceName.MatchString(unqualified(node.Name)) && f.mayLook(n) {
				return true
			}
		case table.Global, table.FuncRef, table.Closure:
			if onceName.MatchString(unqualified(node.Name)) {
				return true
			}
		case table.Alloc, table.Convert:
			if onceName.MatchString(localName(node.Type)) || onceName.MatchString(localName(node.Name)) {
				return true
			}
		}
	}
	return false
}

// stays tells whether a value is not made anew each time.
func (f *Func) stays(n int32) bool {
	_, k := f.program.fresh(f, nil, n, nil)
	return k == kept
}

// getsOut tells whether a name, or what a field of a name holds, gets further than into a log or an error, and with nothing that is made anew.
func (f *Func) getsOut(n int32, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	users := f.usersOf(n)
	if len(users) == 0 {
		return f.Nodes[n].Op == table.Const // a key of a map, or compared by a switch
	}
	return slices.ContainsFunc(users, func(u int32) bool {
		node := &f.Nodes[u]
		switch {
		case f.logs(u):
			return false
		case isCall(node.Op) && f.wraps(u):
			return node.Out != "error" && f.getsOut(u, seen)
		case isCall(node.Op):
			return !slices.ContainsFunc(node.Args, func(a int32) bool {
				_, k := f.program.fresh(f, nil, a, nil)
				return a != n && k == anew
			})
		case node.Op == table.Store && node.Args[0] == n:
			return f.Nodes[n].Op == table.FieldOf && f.stays(node.Args[1])
		case node.Op == table.Store:
			root := f.spot(node.Args[0]).root
			return f.Nodes[root].Op != table.Alloc || f.getsOut(root, seen)
		case node.Op == table.Return:
			return f.valueType(n) != "error"
		case node.Op == table.Convert || node.Op == table.Load || node.Op == table.Phi || node.Op == table.Elem || node.Op == table.FieldOf || node.Op == table.Append:
			return f.getsOut(u, seen)
		}
		return true
	})
}

// mayLook tells whether a call may ask what was done before: not if all that it calls is known, and only looks at what it is given.
func (f *Func) mayLook(n int32) bool {
	return len(f.calls[n].targets) == 0 || slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
		return t.fn == nil || t.fn.efforts() >= asks || !t.fn.known(map[*Func]bool{})
	})
}
