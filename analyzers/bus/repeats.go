package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/sql"
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// onceMore is what a call does once more when it is made again: nothing if what is "".
type onceMore struct{ what, name string }

// repeats tells what a call or store does once more when it is made again for the same message, if that can be told. What is "" where it fails the second
// time, as a row with the same key is there.
func (p *Program) repeats(f *Func, stack *frame, n int32) (onceMore, bool) {
	if f.Nodes[n].Op == table.Store {
		return p.growth(f, n)
	}
	for _, t := range f.calls[n].targets {
		if t.model == nil {
			continue
		}
		if x, ok := p.statement(f, stack, n, t.model); ok {
			return x, true
		}
		if a := t.model.Again; a != nil {
			return p.modelled(f, stack, n, a)
		}
	}
	return p.port(f, n)
}

// Names of functions and types that reach people.
var (
	mailName    = lazyregexp.New(`(?i)e?mails?$`)
	messageName = lazyregexp.New(`(?i)(sms|text_?message|push_?notification|whats_?app)s?$`)
	portName    = lazyregexp.New(`(?i)(e?mail|sms)(er|client|sender|service|gateway|api)?$`)
	sendName    = lazyregexp.New(`^(Send|Deliver)`)
)

// port looks at a call that leaves the program for somebody whom nobody described, under a name that says that it sends a mail or a text message: its
// receiver has no body here, and it can fail.
func (p *Program) port(f *Func, n int32) (onceMore, bool) {
	node := &f.Nodes[n]
	if len(f.calls[n].targets) > 0 || node.Mode == table.Dynamic || !node.Recv || !f.mayFail(n) {
		return onceMore{}, false
	}
	method := methodName(node.Name)
	if !sendName.MatchString(method) {
		return onceMore{}, false
	}
	receiver := localName(strings.TrimSuffix(node.Name, ")."+method))
	switch {
	case mailName.MatchString(method):
		return onceMore{what: "mail"}, true
	case messageName.MatchString(method):
		return onceMore{what: "message"}, true
	case portName.MatchString(receiver):
		return onceMore{what: "message"}, true
	}
	return onceMore{}, false
}

// mayFail tells whether the last result of a call is an error.
func (f *Func) mayFail(n int32) bool {
	return strings.HasSuffix(f.Nodes[n].Out, "error") || strings.HasSuffix(f.Nodes[n].Out, "error)") || slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		return f.Nodes[u].Op == table.Extract && f.Nodes[u].Type == "error"
	})
}

// modelled looks at a call that a model says is an effect each time.
func (p *Program) modelled(f *Func, stack *frame, n int32, a *models.Again) (onceMore, bool) {
	if !a.Method.IsZero() {
		arg, _, ok := f.argument(n, a.Method)
		if !ok || f.text(arg) != "POST" || f.servedHere(n) {
			return onceMore{}, false
		}
	}
	if !a.Adds.IsZero() {
		return p.adds(f, n, a.Adds)
	}
	for _, path := range a.Once {
		if p.hasKey(f, stack, n, path) {
			return onceMore{}, false
		}
	}
	switch a.What {
	case "insert":
		if f.insertsOnce(n) {
			return onceMore{}, false // only if it is not there
		}
		return p.insertedRow(f, stack, n, a)
	case "post":
		if f.answersSomething() || p.createsOwn(f, stack) {
			return onceMore{}, false // it asks, or the other side knows what is created by its id
		}
	case "increment":
		if f.drawsNumber(n) {
			return onceMore{}, false // for its result: a number that is drawn, a limit
		}
	}
	return onceMore{what: a.What}, true
}

// servedHere tells whether a request that is made is given to a function value, or to a handler of HTTP: it is served here, or somewhere that cannot be told, and
// not sent.
func (f *Func) servedHere(n int32) bool {
	return slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		node := &f.Nodes[u]
		return node.Op == table.Extract && f.servedHere(u) || isCall(node.Op) && (node.Mode == table.Dynamic || methodName(node.Name) == "ServeHTTP")
	})
}

// onceCall is what a statement that is put together calls, or is given, so that it inserts a row only where it is not there.
var onceCall = lazyregexp.New(`(?i)upsert|on_?conflict|on[_ ]?duplicate|on conflict|ignore|do_?nothing|first_?or_?create|replace`)

// insertsOnce tells whether a row is inserted only where it is not there, as far as its function says so of this insert, or of none that can be told.
func (f *Func) insertsOnce(n int32) bool {
	if !f.names(onceCall) {
		return false
	}
	if f.onceIn(n) {
		return true
	}
	for i := range f.Nodes {
		if int32(i) != n && f.Nodes[i].Op == table.Call && slices.ContainsFunc(f.calls[i].targets, func(t target) bool {
			return t.model != nil && t.model.Again != nil && t.model.Again.What == "insert"
		}) && f.onceIn(int32(i)) {
			return false // that one's
		}
	}
	return true
}

// onceIn tells whether the calls that a statement is put together with say so, or what they are given.
func (f *Func) onceIn(n int32) bool {
	var says func(n int32, depth int) bool
	says = func(n int32, depth int) bool {
		node := &f.Nodes[n]
		if onceCall.MatchString(localName(node.Type)) || node.Op == table.Const && onceCall.MatchString(node.Name) {
			return true
		}
		return depth < 4 && (slices.ContainsFunc(node.Args, func(a int32) bool { return says(a, depth+1) }) ||
			slices.ContainsFunc(f.stores[n], func(s store) bool { return says(s.value, depth+1) }))
	}
	return slices.ContainsFunc(f.chain(n), func(c int32) bool {
		return onceCall.MatchString(methodName(f.Nodes[c].Name)) || slices.ContainsFunc(f.Nodes[c].Args, func(a int32) bool { return says(a, 0) })
	})
}

// hasKey tells whether a part of a request that keeps it from being carried out twice is set, or may be.
func (p *Program) hasKey(f *Func, stack *frame, n int32, path models.Path) bool {
	a, fields, ok := f.argument(n, path)
	if !ok {
		return false
	}
	objects, complete := p.tracer.near(f, stack, a, nil)
	return !complete || slices.ContainsFunc(objects, func(o object) bool {
		return o.ref.fn == nil || slices.ContainsFunc(fields, func(name string) bool { return p.fieldOf(o, name) != unset })
	})
}

var (
	// addsText is a piece of a statement that adds to a column: "n + ?", "n = n + 1".
	addsText = lazyregexp.New(`(?i)^\s*(?:"?(\w+)"?\s*=\s*)?(?:\w+\.)?"?(\w+)"?\s*[-+]\s*[?$:\d]`)
	// operators of documents
	addsOperator    = lazyregexp.New(`^\$(inc|mul)$`)
	appendsOperator = lazyregexp.New(`^\$push$`)
	// stateTest is a piece of a statement that looks at the state of a row.
	stateTest = lazyregexp.New(`(?i)\b\w*(status|state|version|revision|processed|_at)"?\s*(=|<|>|!|is\b|in\b|not\b)|^\w*(status|state|version|revision)$`)
)

// adds looks at a piece of an update: the text of an expression, or the operators of a document.
func (p *Program) adds(f *Func, n int32, path models.Path) (onceMore, bool) {
	a, _, ok := f.argument(n, path)
	if !ok || f.guardsState() {
		return onceMore{}, false
	}
	if text := f.text(a); text != "" {
		m := addsText.FindStringSubmatch(text)
		if m == nil || m[1] != "" && !strings.EqualFold(m[1], m[2]) {
			return onceMore{}, false
		}
		return onceMore{"increment", m[2]}, true
	}
	switch {
	case f.entry(addsOperator):
		return onceMore{what: "increment"}, true
	case f.entry(appendsOperator):
		return onceMore{what: "append"}, true
	}
	return onceMore{}, false
}

// guardsState tells whether a statement that is put together only changes rows in a certain state.
func (f *Func) guardsState() bool {
	return f.entry(stateTest) || f.names(stateTest)
}

// entry tells whether a function fills an entry of a map or document of a name.
func (f *Func) entry(name *lazyregexp.Regexp) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return (n.Op == table.Store || n.Op == table.Elem || n.Op == table.Const) && name.MatchString(n.Name)
	})
}

// answersSomething tells whether the declared function gives back more than whether it worked.
func (f *Func) answersSomething() bool {
	g := f
	for g.Parent != "" && g.program.byName[g.Parent] != nil {
		g = g.program.byName[g.Parent]
	}
	return slices.ContainsFunc(g.Results, func(t string) bool { return t != "error" && t != "bool" && t != "int" })
}

// createsOwn tells whether a function puts a request together that says under which id something is to be created: TicketBooking{BookingID: id}.
func (p *Program) createsOwn(f *Func, stack *frame) bool {
	for n := range f.Nodes {
		if f.Nodes[n].Op != table.Alloc {
			continue
		}
		kind := strings.ToLower(localName(bareType(f.Nodes[n].Type)))
		for _, s := range f.stores[int32(n)] {
			if s.key < 0 {
				continue
			}
			field := localName(p.keys.names[s.key])
			thing := strings.ToLower(idEnd.ReplaceAllString(field, ""))
			if strings.Contains(kind, thing) && (thingName.MatchString(field) || f.mentions(s.value, thingName, map[int32]bool{})) {
				if _, k := p.fresh(f, stack, s.value, nil); k == kept {
					return true
				}
			}
		}
	}
	return false
}

// idEnd is the end of a name that says that it is an id.
var idEnd = lazyregexp.New(`(?i)_?(id|uuid)$`)

// drawsNumber tells whether the number that a call returns is looked at.
func (f *Func) drawsNumber(n int32) bool {
	for _, u := range f.usersOf(n) {
		node := &f.Nodes[u]
		switch {
		case node.Op == table.Extract && node.Type != "error":
			if len(f.usersOf(u)) > 0 {
				return true
			}
		case isCall(node.Op) && !strings.HasSuffix(node.Name, ".Err"):
			if node.Out != "error" {
				for _, v := range f.usersOf(u) {
					if e := &f.Nodes[v]; e.Op == table.Extract && e.Type != "error" && len(f.usersOf(v)) > 0 || e.Op != table.Extract && node.Out != "" {
						return true
					}
				}
			}
		case node.Op == table.Return:
			return true
		}
	}
	return false
}

// statement looks at a call that runs an SQL statement.
func (p *Program) statement(f *Func, stack *frame, n int32, m *models.Func) (onceMore, bool) {
	q := m.Write
	if q == nil {
		q = m.Read
	}
	if q == nil || q.SQL.IsZero() {
		return onceMore{}, false
	}
	a, fields, ok := f.argument(n, q.SQL)
	if !ok || len(fields) > 0 {
		return onceMore{}, false
	}
	text, ok := p.whole(f, stack, a)
	if !ok || !writingSQL.MatchString(text) {
		return onceMore{}, false
	}
	s, ok := sql.Parse(text)
	if !ok {
		return onceMore{}, false
	}
	switch s.Kind {
	case sql.Insert:
		if s.Once {
			return onceMore{}, false
		}
		given := f.statementArgs(n, a)
		return p.insert(s.Table, s.Columns, func(i int) novelty {
			if i >= len(s.Values) {
				return kept
			}
			switch v := s.Values[i]; {
			case v.Func != "":
				return anew
			case v.Param >= 0 && v.Param < len(given):
				return p.valueOf(f, stack, given[v.Param])
			case v.Name != "":
				return p.namedParameter(f, stack, n, a, v.Name)
			}
			return kept
		}), true
	case sql.Update:
		if len(s.Grows) == 0 || slices.ContainsFunc(s.Guards, func(c string) bool { return stateName.MatchString(c) }) {
			return onceMore{}, false // the row says that it was done
		}
		return onceMore{"increment", s.Grows[0]}, true
	}
	return onceMore{}, false
}

// whole is the text of a statement, all of it.
func (p *Program) whole(f *Func, stack *frame, n int32) (string, bool) {
	for range len(f.Nodes) {
		n = strip(f, n)
		node := &f.Nodes[n]
		same, ok := int32(0), false
		switch {
		case node.Op == table.Extract && node.Index == 0:
			n = node.Args[0]
			continue
		case node.Op == table.Call && node.Name == "fmt.Sprintf" && len(node.Args) > 0:
			same, ok = node.Args[0], true
		case node.Op == table.Call:
			same, ok = f.sameAs(n)
		}
		if !ok {
			break
		}
		n = same
	}
	objects, complete := p.tracer.near(f, stack, n, nil)
	if !complete || len(objects) != 1 || objects[0].ref.fn == nil {
		return "", false
	}
	c := &objects[0].ref.fn.Nodes[objects[0].ref.node]
	return c.Name, c.Op == table.Const && c.Name != "nil"
}

// statementArgs lists the arguments of a statement: those behind its text, taken out of a list.
func (f *Func) statementArgs(n, text int32) []int32 {
	args := f.Nodes[n].Args
	args = args[slices.Index(args, text)+1:]
	if len(args) == 1 {
		return f.listed(args[0])
	}
	return args
}

// listed lists what is stored into a list that is made here, or else the value itself.
func (f *Func) listed(n int32) []int32 {
	list := f.object(n)
	if list < 0 || f.Nodes[list].Op != table.Alloc || !strings.HasPrefix(f.Nodes[list].Type, "[") {
		return []int32{n}
	}
	var out []int32
	for _, s := range f.stores[list] {
		if s.key == elemKey {
			out = append(out, s.value)
		}
	}
	return out
}

// namedParameter is a parameter by name: a field of the struct, or an entry of the map, behind the statement's text.
func (p *Program) namedParameter(f *Func, stack *frame, n, text int32, name string) novelty {
	given := f.statementArgs(n, text)
	if len(given) == 0 {
		return kept
	}
	objects, complete := p.tracer.near(f, stack, given[0], nil)
	if !complete || len(objects) != 1 {
		return kept
	}
	return p.part(objects[0], name)
}

// part is a column of a row that is made in the program: a field of a struct, or an entry of a map.
func (p *Program) part(o object, column string) novelty {
	if o.ref.fn == nil {
		return kept
	}
	if t := p.ownType(o.typ); t != nil {
		for _, field := range t.Fields {
			if columnOf(field) == column {
				return p.fieldOf(o, field.Name)
			}
		}
		return kept
	}
	for i := range o.ref.fn.Nodes {
		s := &o.ref.fn.Nodes[i]
		if s.Op == table.Store && strings.EqualFold(s.Name, column) && o.ref.fn.object(o.ref.fn.Nodes[s.Args[0]].Args[0]) == o.ref.node {
			return p.valueOf(o.ref.fn, o.stack, s.Args[1])
		}
	}
	return unset
}

// valueOf tells whether a value that is given is made anew. Where nothing is known of it, it may be what it was.
func (p *Program) valueOf(f *Func, stack *frame, n int32) novelty {
	_, k := p.fresh(f, stack, n, nil)
	if k == unset && !zero(f, n) {
		return kept
	}
	return k
}

// fieldOf tells whether what a field of an object is set to is made anew: unset if nothing is stored there.
func (p *Program) fieldOf(o object, name string) novelty {
	f := o.ref.fn
	named := func(s store) bool { return s.key == wholeKey || s.key >= 0 && localName(p.keys.names[s.key]) == name }
	set := slices.ContainsFunc(f.stores[o.ref.node], func(s store) bool { return named(s) && !zero(f, s.value) })
	for _, c := range f.passed(o.ref.node) {
		for _, t := range f.calls[c.node].targets {
			set = set || t.fn != nil && slices.ContainsFunc(t.fn.stores[t.fn.paramNode(c.arg)], named)
		}
	}
	if !set {
		return unset
	}
	if _, k := p.fresh(f, o.stack, o.ref.node, p.fieldKeys([]string{name})); k == anew {
		return anew
	}
	return kept
}
