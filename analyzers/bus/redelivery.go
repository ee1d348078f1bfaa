package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// redelivery is what a program does for received messages: for those that the broker may deliver again, say.
type redelivery struct {
	p      *Program
	within map[*Func]arrival    // functions that run for a message
	handed map[*Func][]CallSite // ... and all calls that hand one on to them, but for the library's
	after  map[*Func][]received // in a function that receives: the messages
	gets   map[*Func]bool       // functions that are given messages, or receive them
	called map[*Func]bool       // functions that a library calls for each message
	origin map[received]CallSite
	work   []*Func
	given  bool // handlers that any of these functions was given count, not only those that are called where messages are received
}

// arrival is how a message gets to a function.
type arrival struct {
	at   CallSite // where it is received
	from CallSite // call that hands it on; Func nil for the library itself
}

// redelivered finds it, once.
func (p *Program) redelivered() *redelivery {
	if p.again == nil {
		p.again = newRedelivery(p)
		p.again.consumers(func(at CallSite, m *models.Consume) bool { return at.Func.redelivers(at.Node, m) })
		p.again.run()
	}
	return p.again
}

func newRedelivery(p *Program) *redelivery {
	return &redelivery{p: p, within: map[*Func]arrival{}, handed: map[*Func][]CallSite{}, after: map[*Func][]received{}, gets: map[*Func]bool{}, called: map[*Func]bool{}, origin: map[received]CallSite{}}
}

// consumers begins with the messages that are received by the wanted ones of the library's calls.
func (r *redelivery) consumers(wanted func(at CallSite, m *models.Consume) bool) {
	for _, f := range r.p.Funcs {
		if f.tests() {
			continue
		}
		for _, n := range f.callNodes {
			for _, t := range f.calls[n].targets {
				if t.model != nil && t.model.Consume != nil && wanted(CallSite{f, n}, t.model.Consume) {
					r.consumer(CallSite{f, n}, t.model.Consume)
				}
			}
		}
	}
}

// run goes on to all that is called for these messages.
func (r *redelivery) run() {
	for len(r.work) > 0 {
		f := r.work[0]
		r.work = r.work[1:]
		r.calls(f, r.within[f].at, func(int32) bool { return true })
	}
}

// redelivers tells whether a message that is received by a call comes again if it is not handled.
func (f *Func) redelivers(n int32, m *models.Consume) bool {
	if f.atMostOnce(n, m) {
		return false
	}
	if !m.Handler.IsZero() {
		return true
	}
	switch m.AutoAck {
	case "", "true":
		return false // acked before it is handled, or nobody knows
	case "false":
		return true
	}
	path, err := models.ParsePath(m.AutoAck)
	if err != nil {
		return false
	}
	a, fields, ok := f.argument(n, path)
	if !ok {
		return false
	}
	if len(fields) == 0 {
		if node := &f.Nodes[strip(f, a)]; node.Op == table.Const {
			return node.Name == "false"
		}
		return f.program.acks(f.libraryOf(n)) // it depends; but who acks has it off
	}
	return len(f.program.fieldStores(f, a, fields)) == 0 // not set: the zero value
}

// atMostOnce tells whether a message that is received by a call never comes again: client.Subscribe(topic, 0, handle).
func (f *Func) atMostOnce(n int32, m *models.Consume) bool {
	if m.QoS.IsZero() {
		return m.Delivery == "at-most-once"
	}
	a, fields, ok := f.argument(n, m.QoS)
	if !ok || len(fields) > 0 {
		return false
	}
	node := &f.Nodes[strip(f, a)]
	return node.Op == table.Const && node.Name == "0"
}

// libraryOf is the library that a call is one of.
func (f *Func) libraryOf(n int32) string {
	for _, t := range f.calls[n].targets {
		if t.model != nil {
			return t.model.Library
		}
	}
	return ""
}

// acks tells whether the program itself acks messages of a library.
func (p *Program) acks(library string) bool {
	for _, f := range p.Funcs {
		for n := range f.Nodes {
			if isCall(f.Nodes[n].Op) && !f.tests() && slices.ContainsFunc(f.calls[n].targets, func(t target) bool {
				return t.model != nil && t.model.Library == library && t.model.Settle != nil && t.model.Settle.How == "ack"
			}) {
				return true
			}
		}
	}
	return false
}

// fieldStores lists what is stored into a field of a local object.
func (p *Program) fieldStores(f *Func, n int32, fields []string) []int32 {
	var out []int32
	key := p.keys.id(strings.Join(fields, "."))
	for _, s := range f.stores[strip(f, n)] {
		if p.keys.same(s.key, key) && !zero(f, s.value) {
			out = append(out, s.value)
		}
	}
	return out
}

// consumer adds what is done with the messages of a library's call.
func (r *redelivery) consumer(at CallSite, m *models.Consume) {
	f := at.Func
	if a, _, ok := f.argument(at.Node, m.Handler); ok && !m.Handler.IsZero() {
		objects, _ := r.p.tracer.trace(f, nil, a, nil)
		for _, o := range objects {
			t, ok := r.p.functionValue(o)
			if !ok && m.Method != "" {
				t, ok = r.p.methodOf(o.typ, m.Method)
			}
			if ok && t.fn != nil && (m.Takes != "message" || slices.ContainsFunc(t.fn.Params, func(p table.Param) bool { return r.p.isTheirs(p.Type) })) {
				r.called[t.fn] = true
				r.add(t.fn, arrival{at: at})
			}
		}
		return
	}
	seen := newReceiver(r.p)
	seen.whole = true
	if m.Message.Root == "result" {
		seen.message(f, nil, FromNode, f.resultNode(at.Node, int32(m.Message.Index)))
	} else if a, _, ok := f.argument(at.Node, m.Message); ok { // a channel that the library sends on
		for _, pl := range f.placesAt(a, nil) {
			seen.message(f, nil, pl.Root, pl.Index)
		}
	}
	all := sortedReceived(seen.seen)
	for _, got := range all {
		r.gets[got.fn] = true
	}
	for _, got := range all {
		if got.root != FromNode && !got.isChannel() {
			r.add(got.fn, arrival{at, passedBy(seen.seen, got.fn)})
			continue
		}
		for _, n := range got.receives() {
			r.from(received{fn: got.fn, root: FromNode, index: n}, at)
		}
	}
}

// passedBy is the first of the calls that hand a message to a function, of those that were seen; its Func is nil if there is none.
func passedBy(seen map[received]bool, f *Func) CallSite {
	var out CallSite
	for got := range seen {
		if got.fn == f && got.root == FromParam && got.stack != nil && (out.Func == nil || compareSites(got.stack.site, out) < 0) {
			out = got.stack.site
		}
	}
	return out
}

// from adds what a function does after it has received a message at a node.
func (r *redelivery) from(got received, at CallSite) {
	if _, again := r.origin[got]; again {
		return
	}
	r.origin[got] = at
	r.after[got.fn] = append(r.after[got.fn], got)
	r.calls(got.fn, at, func(n int32) bool { return got.fn.handles(got.index, n) })
	r.queued(got, at)
}

// queued goes on where a message is taken from a channel in a field that a function puts it into after it has received it.
//
//	c.queue <- message{id: m.ID, values: m.Values}
//	...
//	m := <-c.queue
func (r *redelivery) queued(got received, at CallSite) {
	f := got.fn
	for i := range f.Nodes {
		send := &f.Nodes[i]
		if send.Op != table.Send || !f.handles(got.index, int32(i)) {
			continue
		}
		ch := &f.Nodes[f.field(send.Args[0])]
		if ch.Op != table.FieldOf || !slices.ContainsFunc(f.wholes(send.Args[1]), func(pl Place) bool { return f.partOf(pl, got) }) {
			continue // of something else
		}
		for _, s := range r.p.taken(ch.Name) {
			r.gets[s.Func] = true
			r.from(received{fn: s.Func, root: FromNode, index: s.Node}, at)
		}
	}
}

// partOf tells whether a place is a message, one of several that were received together, or a part of one.
func (f *Func) partOf(pl Place, got received) bool {
	if pl.Root != FromNode {
		return false
	}
	for n := pl.Index; ; {
		if n == got.index {
			return true
		}
		switch node := &f.Nodes[n]; {
		case node.Op == table.Elem || node.Op == table.FieldOf || node.Op == table.Load || node.Op == table.Convert || node.Op == table.Extract:
			n = node.Args[0]
		case isCall(node.Op) && node.Recv && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.ErrorOf != nil }):
			n = node.Args[0] // taken out of a result
		default:
			return false
		}
	}
}

// field is the field that a value is read from, or the value itself.
func (f *Func) field(n int32) int32 {
	n = strip(f, n)
	if f.Nodes[n].Op == table.Load {
		n = strip(f, f.Nodes[n].Args[0])
	}
	return n
}

// taken lists where something is taken from the channel that a field holds.
func (p *Program) taken(field string) []CallSite {
	var out []CallSite
	for _, f := range p.Funcs {
		for i := range f.Nodes {
			if n := &f.Nodes[i]; n.Op == table.Recv && f.Nodes[f.field(n.Args[0])].Name == field && f.Nodes[f.field(n.Args[0])].Op == table.FieldOf {
				for _, m := range f.begins(int32(i)) {
					out = append(out, CallSite{f, m})
				}
			}
		}
	}
	return out
}

// add adds a function that runs for a message.
func (r *redelivery) add(f *Func, by arrival) {
	if by.from.Func != nil && !slices.Contains(r.handed[f], by.from) {
		r.handed[f] = append(r.handed[f], by.from)
	}
	if _, again := r.within[f]; !again {
		r.within[f] = by
		r.work = append(r.work, f)
	}
}

// calls adds what the calls of a function reach, and the literals that it makes there.
func (r *redelivery) calls(f *Func, at CallSite, wanted func(n int32) bool) {
	for i := range f.Nodes {
		n := int32(i)
		if !isCall(f.Nodes[n].Op) || !wanted(n) {
			continue
		}
		for _, g := range r.reached(f, n) {
			r.add(g, arrival{at, CallSite{f, n}})
		}
	}
}

// reached lists the functions that a call runs, or hands on to a helper that calls them.
func (r *redelivery) reached(f *Func, n int32) []*Func {
	node := &f.Nodes[n]
	targets := f.calls[n].targets
	if f.calls[n].unsure {
		targets = nil // nobody was seen to use them
	}
	if node.Mode == table.Dynamic && len(targets) == 0 && (r.given || r.dispatches(f, n)) { // a handler that was given
		objects, _ := r.p.tracer.trace(f, nil, node.Args[0], nil)
		for _, o := range objects {
			if t, ok := r.p.functionValue(o); ok {
				targets = append(targets, t)
				if t.fn != nil {
					r.gets[t.fn] = true
				}
			}
		}
	}
	var out []*Func
	for _, t := range targets {
		if t.fn != nil {
			out = append(out, t.fn)
		}
	}
	for _, a := range node.Args { // what is given to a helper, that calls it
		if g := f.functionAt(a); g != nil {
			out = append(out, g)
		}
	}
	return out
}

// dispatches tells whether a function value that a call goes through may be a handler: one that a function has which is given messages, or that a literal
// captured where it was registered, or a function that has a method to call it. What a helper is given is looked at where it is given.
func (r *redelivery) dispatches(f *Func, n int32) bool {
	if c := &f.Nodes[strip(f, f.Nodes[n].Args[0])]; r.takes(f) || f.Recv != "" && c.Op == table.Parameter && c.Index == 0 {
		return true
	}
	around := r.p.byName[f.Parent]
	_, again := r.within[around]
	return around != nil && !again && !slices.ContainsFunc(f.Places(f.Nodes[n].Args[0]), func(pl Place) bool { return pl.Root != FromFree })
}

// takes tells whether a function, or one around it, is given messages, or receives them.
func (r *redelivery) takes(f *Func) bool {
	for g := f; g != nil; g = r.p.byName[g.Parent] {
		if r.gets[g] {
			return true
		}
	}
	return false
}

// functionAt is the program's function that a node is, as a value.
func (f *Func) functionAt(n int32) *Func {
	if node := &f.Nodes[strip(f, n)]; node.Op == table.Closure || node.Op == table.FuncRef {
		return f.program.byName[node.Name]
	}
	return nil
}

// at tells where the message is received that a call is made for, if there is one that may come again.
func (r *redelivery) at(s CallSite) (CallSite, bool) {
	if a, ok := r.within[s.Func]; ok {
		return a.at, true
	}
	for _, got := range r.after[s.Func] {
		if s.Func.handles(got.index, s.Node) {
			return r.origin[got], true
		}
	}
	return CallSite{}, false
}

// deduplicated tells whether some function between where a message is received and a call leaves out what has been done for the message before.
func (r *redelivery) deduplicated(s CallSite) bool {
	for seen := map[*Func]bool{}; s.Func != nil && !seen[s.Func]; s = r.within[s.Func].from {
		seen[s.Func] = true
		if s.Func.inserts(s.Node) || s.Func.checks(s.Node) {
			return true
		}
	}
	return false
}

// handles tells whether a call is made for what was received at another node: after it, and in the same loop.
func (f *Func) handles(receive, n int32) bool {
	if f.Nodes[n].Block < 0 || receive != n && !f.precedes(receive, n) {
		return false
	}
	loop := f.loop(f.Nodes[receive].Block)
	return loop == nil || loop[f.Nodes[n].Block]
}

// isChannel tells whether what was received is the channel on which messages come.
func (r received) isChannel() bool {
	switch r.root {
	case FromParam:
		return isChannel(r.fn.paramType(r.index))
	case FromFree:
		return r.fn.receivesFrom(r) != nil
	}
	return isChannel(r.fn.valueType(r.index))
}

func isChannel(typ string) bool {
	return strings.HasPrefix(typ, "<-chan ") || strings.HasPrefix(typ, "chan ")
}

// receives lists the nodes at which messages come: calls that return them, and receives from their channel.
func (r received) receives() []int32 {
	if r.isChannel() {
		return r.fn.receivesFrom(r)
	}
	node := &r.fn.Nodes[r.index]
	n := r.index
	if node.Op == table.Extract {
		n = node.Args[0]
	}
	if isCall(r.fn.Nodes[n].Op) {
		return []int32{n}
	}
	return nil
}

// receivesFrom lists the receives from a channel.
func (f *Func) receivesFrom(ch received) []int32 {
	var out []int32
	for i := range f.Nodes {
		n := &f.Nodes[i]
		if n.Op != table.Recv || !slices.ContainsFunc(f.Places(n.Args[0]), func(pl Place) bool { return pl.Root == ch.root && pl.Index == ch.index }) {
			continue
		}
		out = append(out, f.begins(int32(i))...)
	}
	return out
}

// begins lists where the work on what a receive yields begins: there, or in a case of a select where it is used first.
func (f *Func) begins(recv int32) []int32 {
	switch {
	case f.Nodes[recv].Block < 0:
		return f.firstUses(recv, map[int32]bool{})
	case len(f.usersOf(recv)) > 0:
		return []int32{recv}
	}
	return nil
}

// firstUses lists the actions that a value, or a part of it, is used in.
func (f *Func) firstUses(n int32, seen map[int32]bool) []int32 {
	var out []int32
	for _, u := range f.usersOf(n) {
		switch {
		case seen[u]:
		case f.Nodes[u].Block >= 0 && f.Nodes[u].Op != table.Phi:
			out = append(out, u)
		default:
			seen[u] = true
			out = append(out, f.firstUses(u, seen)...)
		}
	}
	return out
}

func sortedReceived(seen map[received]bool) []received {
	var out []received
	for r := range seen {
		r.stack = nil
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b received) int {
		if c := strings.Compare(a.fn.Name, b.fn.Name); c != 0 {
			return c
		}
		return comparePlaces(Place{Root: a.root, Index: a.index}, Place{Root: b.root, Index: b.index})
	})
	return slices.Compact(out)
}
