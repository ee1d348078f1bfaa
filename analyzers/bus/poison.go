package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/sql"
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Poison is a message that can never be handled, and that the broker delivers again at once, for ever.
type Poison struct {
	Fails    CallSite // what fails each time: it decodes the message, or checks it
	Back     CallSite // what sends the message back: a nack, or the return of an error
	Received CallSite
	Again    bool // what fails is a message that was handled before: Fails finds that out
}

// Poison lists these, each call that fails once.
func (p *Program) Poison() []Poison {
	h := p.handling()
	limits := p.limits()
	var out []Poison
	for _, f := range p.Funcs {
		if f.tests() || !h.concerned(f) {
			continue
		}
		c := h.content(f)
		for _, n := range f.acting() {
			if !f.permanent(n, c) {
				continue
			}
			back, library := h.sentBack(f, n, c)
			if back < 0 {
				continue
			}
			x := Poison{Fails: CallSite{f, n}, Back: CallSite{f, back}, Received: h.received(f, back)}
			if !p.routedElsewhere(x.Received) && !slices.ContainsFunc(limits, func(l limit) bool { return l.holdsFor(library, x.Received, f) }) {
				out = append(out, x)
			}
		}
	}
	return append(out, h.refused(limits)...)
}

// refused lists the returns of an error for a message that was handled before, which the library of its handler delivers again for that: with or without a delay.
//
//	res, err := db.Exec("INSERT INTO bookings (id) VALUES ($1) ON CONFLICT DO NOTHING", e.ID)
//	...
//	if n, _ := res.RowsAffected(); n == 0 {
//		return errors.New("already booked")
//	}
func (h *handling) refused(limits []limit) []Poison {
	var out []Poison
	for _, f := range h.p.Funcs {
		if f.tests() || !h.only(f) {
			continue
		}
		library := h.returnsTo(f)
		if library == "" || slices.ContainsFunc(limits, func(l limit) bool { return !l.delays && l.holdsFor(library, h.within[f].at, f) }) || h.p.routedElsewhere(h.within[f].at) {
			continue
		}
		for b := range f.Blocks {
			if insert, back := f.refusesRepeat(int32(b)); insert >= 0 {
				out = append(out, Poison{Fails: CallSite{f, insert}, Back: CallSite{f, back}, Received: h.within[f].at, Again: true})
			}
		}
	}
	return out
}

// returnsTo is the library that has a message delivered again because a function that runs for it returns an error, and so do all on the way up to its handler; "" if that is
// not so.
func (h *handling) returnsTo(f *Func) string {
	for range len(h.p.Funcs) {
		by, known := h.within[f]
		if !known || by.at.Func == nil {
			return "" // several handlers, or none
		}
		c := by.from
		if c.Func == nil {
			if m := by.at.model(); m != nil && m.Consume != nil && m.Consume.AtOnce && !h.byHand(by.at, f) {
				return m.Library
			}
			return ""
		}
		if res := c.Func.workResult(c.Node); res < 0 || c.Func.outcomeOf(c.Node, res).returned < 0 {
			return ""
		}
		f = c.Func
	}
	return ""
}

// refusesRepeat tells whether a block asks whether a row was inserted that may be there already, and a return of an error is all that follows if it was; it
// is the insert and the return, or -1.
func (f *Func) refusesRepeat(b int32) (insert, back int32) {
	cond := f.Blocks[b].Cond
	if cond < 0 || len(f.Blocks[b].Succs) != 2 {
		return -1, -1
	}
	c := &f.Nodes[cond]
	if c.Op != table.Compare || f.Nodes[strip(f, c.Args[1])].Op != table.Const || !f.counted(c.Args[0]) {
		return -1, -1
	}
	var none int // where there was no row
	switch c.Name + f.Nodes[strip(f, c.Args[1])].Name {
	case "==0", "<1", "<=0", "!=1":
		none = 0
	case "!=0", ">0", ">=1", "==1":
		none = 1
	default:
		return -1, -1
	}
	succ := f.Blocks[b].Succs[none]
	if len(f.Blocks[succ].Preds) != 1 {
		return -1, -1
	}
	insert = f.insertOf(c.Args[0])
	if insert < 0 {
		return -1, -1
	}
	back = -1
	for _, n := range f.acting() {
		ret := &f.Nodes[n]
		if !f.dominates(succ, ret.Block) {
			continue
		}
		switch {
		case ret.Op != table.Return:
			if !f.harmless(n) {
				return -1, -1 // something is done about it
			}
		case len(ret.Args) == 0 || !f.refusal(ret.Args[len(ret.Args)-1]):
			return -1, -1
		case back < 0:
			back = n
		}
	}
	return insert, back
}

// refusal tells whether a value is an error that is made here, or a variable that holds one, and that nobody asks for.
func (f *Func) refusal(n int32) bool {
	made := map[int32]bool{}
	f.madeWith(n, made)
	for x := range made {
		if f.Nodes[x].Op == table.Global && f.program.askedFor(f.Nodes[x].Name) {
			return false
		}
	}
	n = strip(f, n)
	if f.Nodes[n].Op == table.Load {
		n = f.Nodes[n].Args[0]
	}
	return f.newError(n) || f.Nodes[n].Op == table.Global
}

// askedFor tells whether the program compares an error with a variable, or asks whether it is that.
func (p *Program) askedFor(global string) bool {
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return slices.ContainsFunc(f.Nodes, func(node table.Node) bool {
			if node.Op != table.Compare && !(isCall(node.Op) && node.Name == "errors.Is") {
				return false
			}
			return slices.ContainsFunc(node.Args, func(a int32) bool {
				x := &f.Nodes[strip(f, a)]
				if x.Op == table.Load {
					x = &f.Nodes[x.Args[0]]
				}
				return x.Op == table.Global && x.Name == global
			})
		})
	})
}

// insertOf is the call that inserts a row under an id that stays, unless it is there, whose result a count of rows is taken from; -1 if it is none.
func (f *Func) insertOf(n int32) int32 {
	for range len(f.Nodes) {
		n = strip(f, n)
		node := &f.Nodes[n]
		if isCall(node.Op) && f.insertsUnlessThere(n) {
			return n
		}
		if node.Op != table.Extract && !(isCall(node.Op) && node.Recv) || len(node.Args) == 0 {
			return -1
		}
		n = node.Args[0]
	}
	return -1
}

// insertsUnlessThere tells whether a call runs a statement that inserts a row under an id that is not made anew, and leaves it out if it is there.
func (f *Func) insertsUnlessThere(n int32) bool {
	m := CallSite{f, n}.model()
	if m == nil || m.Write == nil || m.Write.SQL.IsZero() {
		return false
	}
	a, fields, ok := f.argument(n, m.Write.SQL)
	if !ok || len(fields) > 0 {
		return false
	}
	text, ok := f.program.whole(f, nil, a)
	if !ok {
		return false
	}
	s, ok := sql.Parse(text)
	if !ok || s.Kind != sql.Insert || !s.Once {
		return false
	}
	given := f.statementArgs(n, a)
	for i, column := range s.Columns {
		if i >= len(s.Values) || !idEnd.MatchString(column) {
			continue
		}
		if v := s.Values[i]; v.Param >= 0 && v.Param < len(given) && f.program.valueOf(f, nil, given[v.Param]) == kept {
			return true
		}
	}
	return false
}

// permanent tells whether a call fails each time for a message that it fails for once: it decodes the message or checks it, or a function does that it calls, and says so.
func (f *Func) permanent(n int32, c []bool) bool {
	if f.Nodes[n].Op != table.Call || f.workResult(n) < 0 || !f.uses(n, c) {
		return false
	}
	targets := f.calls[n].targets
	if f.handler(n) {
		targets = f.functions(f.Nodes[n].Args[0], nil)
		if len(targets) == 0 {
			return f.handsRaw(n, c) // whoever that is, it has to decode the message
		}
	}
	return f.decodes(n) || slices.ContainsFunc(targets, func(t target) bool {
		return t.fn != nil && (t.fn.efforts() == decodes && t.fn.known(map[*Func]bool{}) || t.fn.failsForever(map[*Func]bool{}))
	})
}

// handsRaw tells whether a call is given a message as it came: the library's, or its bytes.
func (f *Func) handsRaw(n int32, c []bool) bool {
	return slices.ContainsFunc(f.Nodes[n].Args[1:], func(a int32) bool { return c[a] && f.program.isMessage(f.valueType(a)) })
}

// known tells whether all that a function calls has been looked into, or stands in the standard library, and nothing outside is changed.
func (f *Func) known(seen map[*Func]bool) bool {
	if seen[f] {
		return true
	}
	seen[f] = true
	return !slices.ContainsFunc(f.acting(), func(n int32) bool {
		if f.Nodes[n].Op == table.Store {
			obj := f.object(f.Nodes[n].Args[0])
			return obj < 0 || f.Nodes[obj].Op != table.Alloc
		}
		if !isCall(f.Nodes[n].Op) {
			return false
		}
		return len(f.calls[n].targets) == 0 && !f.program.standard(f.Nodes[n].Name) ||
			slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && !t.fn.known(seen) })
	})
}

// failsForever tells whether a function returns the failure to decode or check what it was given.
func (f *Func) failsForever(seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	return slices.ContainsFunc(f.acting(), func(n int32) bool {
		if f.Nodes[n].Op != table.Call {
			return false
		}
		res := f.workResult(n)
		if res < 0 {
			return false
		}
		own := f.decodes(n) || slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil && t.fn.failsForever(seen) })
		return own && f.outcomeOf(n, res).returned >= 0
	})
}

// sentBack finds what sends a message back where a call has failed, and whose library delivers it again; -1 if nothing does, or if it depends on more than that failure:
// on the kind of the error, or on how often the message came.
func (h *handling) sentBack(f *Func, n int32, c []bool) (int32, string) {
	for _, b := range f.acting() {
		node := &f.Nodes[b]
		library := ""
		switch node.Op {
		case table.Call:
			library = f.returnsAtOnce(b, map[*Func]bool{})
		case table.Return:
			library = h.handlerReturns(f, b)
		}
		if library != "" && f.becauseOf(n, b, c) {
			return b, library
		}
	}
	return -1, ""
}

// returnsAtOnce is the library that a call, or what it calls in any case, has a message delivered again by at once; "" if it does not, or may not.
func (f *Func) returnsAtOnce(n int32, seen map[*Func]bool) string {
	for _, t := range f.calls[n].targets {
		if t.fn != nil && !seen[t.fn] {
			seen[t.fn] = true
			for _, x := range t.fn.acting() {
				if t.fn.Nodes[x].Op == table.Call && t.fn.always(x, false) {
					if library := t.fn.returnsAtOnce(x, seen); library != "" {
						return library
					}
				}
			}
		}
		if t.model == nil || t.model.Settle == nil || !t.model.Settle.AtOnce {
			continue
		}
		requeue, _, ok := f.argument(n, t.model.Settle.Requeue)
		if ok && !t.model.Settle.Requeue.IsZero() {
			if v := &f.Nodes[strip(f, requeue)]; v.Op != table.Const || v.Name != "true" {
				continue
			}
		}
		return t.model.Library
	}
	return ""
}

// handlerReturns is the library that has a message delivered again at once because its handler returns an error, "" if it does not.
func (h *handling) handlerReturns(f *Func, ret int32) string {
	by, ok := h.within[f]
	if !ok || by.from.Func != nil || len(f.Nodes[ret].Args) == 0 || h.byHand(by.at, f) {
		return ""
	}
	if m := by.at.model(); m != nil && m.Consume.AtOnce && !f.isNil(f.Nodes[ret].Args[len(f.Nodes[ret].Args)-1]) {
		return m.Library
	}
	return ""
}

// becauseOf tells whether control gets to an action because a call has failed, and for no other reason that has to do with the message or the error.
func (f *Func) becauseOf(n, action int32, c []bool) bool {
	failed, other := false, false
	f.enclosing(f.Nodes[action].Block, func(from int32, succ int) bool {
		facts := f.facts(from, succ)
		switch {
		case slices.ContainsFunc(facts, func(x fact) bool { return x.call == n && x.failed }):
			failed = true
		case !f.dominates(f.Nodes[n].Block, from) && !f.lookedAt(f.Blocks[from].Cond, c, 0), f.ofReceive(f.Blocks[from].Cond):
			// before, and about something else
		default:
			other = other || len(facts) == 0
		}
		return false
	})
	if other || !failed && f.Nodes[action].Op != table.Return || failed && f.choosesAfter(n, action, c) {
		return false
	}
	if !failed { // return decode(m)
		last := f.Nodes[action].Args[len(f.Nodes[action].Args)-1]
		call, _, ok := f.errorOf(last)
		return ok && call == n
	}
	return !slices.ContainsFunc(f.acting(), func(x int32) bool { return f.pauses(x) && f.leads(n, x) && f.leads(x, action) })
}

// choosesAfter tells whether, after a call has failed, something about the message decides whether control gets to an action: how often it came.
//
//	if m.DeliveryAttempt != nil && *m.DeliveryAttempt > 5 {
//		m.Ack()
//		return
//	}
//	m.Nack()
func (f *Func) choosesAfter(n, action int32, c []bool) bool {
	chooses := false
	f.whereFailed(n, func(failed int32) {
		for b := range f.Blocks {
			from := int32(b)
			if len(f.Blocks[b].Succs) != 2 || !f.dominates(failed, from) || !f.lookedAt(f.Blocks[b].Cond, c, 0) {
				continue
			}
			to := f.Nodes[action].Block
			gets := func(b int32) bool { return b == to || f.leadsTo(b, to) }
			chooses = chooses || gets(f.Blocks[b].Succs[0]) != gets(f.Blocks[b].Succs[1])
		}
	})
	return chooses
}

// ofReceive tells whether a condition asks whether a message was received.
func (f *Func) ofReceive(cond int32) bool {
	if cond < 0 {
		return false
	}
	c := &f.Nodes[strip(f, cond)]
	return c.Op == table.Unknown || c.Op == table.Compute && c.Name == "ok" && f.Nodes[c.Args[0]].Op == table.Recv
}

// lookedAt tells whether a condition looks at content, or at something that is counted for it.
func (f *Func) lookedAt(n int32, c []bool, depth int) bool {
	if n < 0 || depth > 8 {
		return false
	}
	return c[n] || slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return f.lookedAt(a, c, depth+1) })
}

// limit is where a program limits how often messages of a library are delivered, puts off when they are, or says where failed ones go.
type limit struct {
	f      *Func
	n      int32 // call or store that says it
	family string
	delays bool // it only puts off when a message comes again
}

func (p *Program) limits() []limit {
	settings := []string{"max-deliver", "dead-letter", "backoff"}
	keys := p.models.Limits()
	var out []limit
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for i := range f.Nodes {
			n := int32(i)
			switch node := &f.Nodes[i]; {
			case isCall(node.Op):
				for _, t := range f.calls[n].targets {
					if t.model != nil && t.model.Set != nil && slices.Contains(settings, t.model.Set.Setting) {
						out = append(out, limit{f, n, kin(t.model.Library), t.model.Set.Setting == "backoff"})
					}
				}
			case node.Op == table.Store && keys[node.Name] != "":
				out = append(out, limit{f: f, n: n, family: kin(keys[node.Name])})
			case node.Op == table.Store && slices.ContainsFunc(settings, func(s string) bool { return f.setsOption(n, s) }):
				typ, _ := f.storedOption(n)
				out = append(out, limit{f, n, kin(p.models.LibraryOf(bareType(typ))), f.setsOption(n, "backoff")})
			}
		}
	}
	return out
}

// holdsFor tells whether a limit may be meant for the messages of a library that are received by a call, and handled by a function.
func (l limit) holdsFor(library string, received CallSite, f *Func) bool {
	return l.family == kin(library) && l.near(f, received.Func) && !l.ofOther(received)
}

// ofOther tells whether a limit is surely that of another queue, consumer or router than the one that a call receives from.
func (l limit) ofOther(received CallSite) bool {
	m := received.model()
	if m == nil || m.Consume == nil {
		return false
	}
	p := l.f.program
	for _, n := range l.f.acting() {
		if !isCall(l.f.Nodes[n].Op) {
			continue
		}
		made := map[int32]bool{}
		for _, a := range l.f.Nodes[n].Args {
			l.f.madeWith(a, made)
		}
		if n != l.n && !made[l.target()] {
			continue
		}
		at := CallSite{l.f, n}
		switch to := at.model(); {
		case to == nil:
		case to.Declare != nil:
			return p.otherQueue(at, to.Declare, received, m.Consume)
		case to.Construct != nil:
			makers := p.consumer(received, m, map[CallSite]bool{})
			return len(makers) > 0 && received != at && !slices.ContainsFunc(makers, func(s CallSite) bool {
				by := s.model()
				return s == at || by == nil || by.Construct == nil || by.Construct.Config.IsZero() // by its name, perhaps
			})
		case l.f.Nodes[n].Recv && n != l.n && l.f.Nodes[received.Node].Recv:
			return p.apart(at, received)
		}
	}
	return false
}

// routedElsewhere tells whether a handler is given to a router that nobody is seen to make: whoever does may put a limit there.
func (p *Program) routedElsewhere(received CallSite) bool {
	m := received.model()
	if m == nil || m.Consume == nil || m.Consume.Handler.IsZero() || !received.Func.Nodes[received.Node].Recv {
		return false
	}
	if !slices.ContainsFunc(p.models.Funcs(), func(r *models.Func) bool {
		return r.Library == m.Library && r.Declare != nil && r.Declare.Routes
	}) {
		return false // it has no routers
	}
	made, _ := p.tracer.trace(received.Func, nil, received.Func.Nodes[received.Node].Args[0], nil)
	return !slices.ContainsFunc(made, func(o object) bool { return o.ref.fn != nil })
}

// target is what a limit is put into, or the call that makes it.
func (l limit) target() int32 {
	if l.f.Nodes[l.n].Op == table.Store {
		return l.f.spot(l.f.Nodes[l.n].Args[0]).root
	}
	return l.n
}

// otherQueue tells whether a call declares another queue than the one that is received from.
func (p *Program) otherQueue(declared CallSite, m *models.Declare, received CallSite, c *models.Consume) bool {
	queue, _, ok := declared.Func.argument(declared.Node, m.Queue)
	if !ok {
		return false
	}
	names := append(p.callNames(declared.Func, queue), p.resultName(declared))
	if !strings.HasPrefix(names[0], "constant ") {
		return false // not known
	}
	for _, path := range c.Topic {
		a, _, ok := received.Func.argument(received.Node, path)
		if !ok {
			continue
		}
		from := p.callNames(received.Func, a)
		return slices.ContainsFunc(from, func(n string) bool { return strings.HasPrefix(n, "constant ") || strings.HasPrefix(n, "declared ") }) &&
			!slices.ContainsFunc(from, func(n string) bool { return slices.Contains(names, n) })
	}
	return false
}

// apart tells whether the receivers of two calls are known, and not the same.
func (p *Program) apart(a, b CallSite) bool {
	objects := func(s CallSite) ([]object, bool) {
		return p.tracer.trace(s.Func, nil, s.Func.Nodes[s.Node].Args[0], nil)
	}
	first, known := objects(a)
	second, both := objects(b)
	return known && both && len(first) > 0 && len(second) > 0 && !slices.ContainsFunc(first, func(x object) bool {
		return x.ref == nodeRef{b.Func, b.Node} || slices.ContainsFunc(second, func(y object) bool { return x.ref == y.ref })
	})
}

// near tells whether a limit and one of some functions stand in one file, or one function leads to both.
func (l limit) near(fs ...*Func) bool {
	above := map[*Func]bool{}
	l.f.addAbove(above)
	return slices.ContainsFunc(fs, func(f *Func) bool {
		if f.File == l.f.File && f.Table == l.f.Table {
			return true
		}
		mine := map[*Func]bool{}
		f.addAbove(mine)
		for g := range mine {
			if above[g] {
				return true
			}
		}
		return false
	})
}

// addAbove adds a function, those that call it, and those that make it.
func (f *Func) addAbove(to map[*Func]bool) {
	if to[f] {
		return
	}
	to[f] = true
	for _, c := range slices.Concat(f.Callers, f.made) {
		c.Func.addAbove(to)
	}
}

// kin is the first word of a library's name, which it shares with its parts.
func kin(library string) string {
	name, _, _ := strings.Cut(library, "-")
	return name
}
