package bus

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// receiver finds what received messages are decoded into: the payload types that a consumer expects. It follows a message forward, through calls,
// literals and results.
type receiver struct {
	p      *Program
	seen   map[received]bool
	stacks stacks[received]
	types  map[string]expected
	given  bool // a handler is given a library's message
	theirs bool // what handles was made by the library: its handlers are registered elsewhere
	boxed  bool // what is followed is a part of an envelope that was decoded
	whole  bool // such parts are not followed: only where the message itself goes
	begins []beginning
}

func newReceiver(p *Program) *receiver {
	return &receiver{p: p, seen: map[received]bool{}, stacks: stacks[received]{}, types: map[string]expected{}}
}

// expected is what is known of a payload type that a consumer expects.
type expected struct {
	at     CallSite       // that decodes it, if a call does
	format string         // that it is decoded from, "" if that is not known
	values []decodedValue // where values of it are; an empty list, not nil, if some are not known
	boxed  bool           // it is within an envelope
}

// received is a message in a function: a parameter, captured variable or node.
type received struct {
	fn    *Func
	stack *frame
	root  Root
	index int32
}

func (r *receiver) sorted() []string { return slices.Sorted(maps.Keys(r.types)) }

// add notes a payload type, if it is one of the program's structs, with what is known of it.
func (r *receiver) add(typ string, x expected) {
	t := r.p.ownType(typ)
	if t == nil || t.Double || len(t.Fields) == 0 {
		return
	}
	known, before := r.types[t.Name]
	if known.at.Func == nil {
		known.at = x.at
	}
	known.format = cmp.Or(x.format, known.format)
	known.boxed = known.boxed || x.boxed
	switch {
	case len(x.values) == 0:
		known.values = []decodedValue{}
	case !before || len(known.values) > 0:
		known.values = append(known.values, x.values...)
	}
	r.types[t.Name] = known
}

// handlers looks into the functions that a value may be, or into a method of it. One that is given the event itself says what it is; one that is given a
// message decodes it.
func (r *receiver) handlers(f *Func, stack *frame, value int32, method string) {
	objects, _ := r.p.tracer.trace(f, stack, value, nil)
	listed, _ := r.p.tracer.trace(f, stack, value, []int32{elemKey}) // or several of them
	for _, o := range slices.Concat(objects, listed) {
		t, ok := r.p.functionValue(o)
		if !ok && method != "" {
			r.theirs = r.theirs || o.model != nil
			t, ok = r.p.methodOf(o.typ, method)
		}
		if !ok || t.fn == nil {
			continue
		}
		r.begins = append(r.begins, beginning{t.fn, r.within(o), -1})
		raw := slices.ContainsFunc(t.fn.Params, func(p table.Param) bool { return r.p.isMessage(p.Type) })
		r.given = r.given || slices.ContainsFunc(t.fn.Params, func(p table.Param) bool { return r.p.isTheirs(p.Type) })
		for i, param := range t.fn.Params {
			if t.fn.Recv != "" && i == 0 {
				continue // what handles, not what is handled
			}
			if !raw {
				r.value(param.Type, expected{}, decodedValue{fn: t.fn, stack: r.within(o), root: FromParam, index: int32(i)})
			}
			r.message(t.fn, r.within(o), FromParam, int32(i))
		}
		for n := range t.fn.Nodes {
			if t.fn.Nodes[n].Op == table.Alloc {
				r.handed(t.fn, r.within(o), int32(n), "") // decoded in ways that are not followed
			}
		}
	}
}

// methodOf is the method of a type with a name.
func (p *Program) methodOf(typ, name string) (target, bool) {
	t := p.types[bareType(typ)]
	if t == nil || t.Interface {
		return target{}, false
	}
	for _, m := range t.methods {
		if m.Name == name { // there is only one
			return p.methodTarget(t, m)
		}
	}
	return target{}, false
}

// within is the stack of a function value: it keeps the calls on the way to where a literal is made, since they say what it captured.
func (r *receiver) within(o object) *frame {
	if o.stack == nil {
		return nil
	}
	return r.p.tracer.push(CallSite{o.ref.fn, o.ref.node}, o.stack)
}

// value notes the payload type of a value, or of what it is an envelope around: Event[OrderPlaced].
func (r *receiver) value(typ string, x expected, v decodedValue) {
	x.values = []decodedValue{v}
	if envelope, payload, param := r.p.envelopeOf(typ); payload != "" {
		typ, x.boxed = payload, true
		if x.values[0].inside = r.p.payloadPath(envelope, param, x.format); x.values[0].inside == "" {
			x.values = nil // which of its fields is the event is not known
		}
	}
	r.add(typ, x)
}

// message follows a message from a place of a function.
func (r *receiver) message(f *Func, stack *frame, root Root, index int32) {
	k := received{f, stack, root, index}
	if r.seen[k] || root == Nowhere || root == FromGlobal {
		return
	}
	if all := (received{f, nil, root, index}); stack != nil && r.stacks.many(all) {
		if k, stack = all, nil; r.seen[k] {
			return
		}
	}
	r.seen[k] = true
	if !r.boxed && (root == FromNode || k.isChannel()) {
		for _, n := range k.receives() {
			r.begins = append(r.begins, beginning{f, stack, n})
		}
	}
	from := func(n int32) bool {
		return slices.ContainsFunc(f.Places(n), func(pl Place) bool { return pl.Root == root && pl.Index == index })
	}
	for i := range f.Nodes {
		n, node := int32(i), &f.Nodes[i]
		switch {
		case isCall(node.Op):
			r.passed(f, stack, n, from)
		case node.Op == table.Closure:
			r.captured(f, stack, n, from)
		case node.Op == table.Convert && node.Name != "" && from(n): // asserted to be of a type
			r.add(node.Name, expected{at: CallSite{f, n}, values: []decodedValue{{fn: f, stack: stack, root: FromNode, index: n}}})
		case node.Op == table.Return:
			r.returned(f, stack, n, from)
		}
	}
}

// passed follows a message into a call: a decoder says what it is, a function of the program goes on with it.
func (r *receiver) passed(f *Func, stack *frame, n int32, from func(int32) bool) {
	targets := f.calls[n].targets
	if f.Nodes[n].Mode == table.Dynamic && len(targets) == 0 { // a handler that was given
		objects, _ := r.p.tracer.trace(f, stack, f.Nodes[n].Args[0], nil)
		for _, o := range objects {
			if t, ok := r.p.functionValue(o); ok {
				targets = append(targets, t)
			}
		}
	}
	for _, t := range targets {
		if t.model != nil && t.model.Unmarshal != nil {
			r.decoded(f, stack, n, t, from)
		}
		if m := t.model; m != nil && m.Consume != nil && m.Consume.Message.Root == "result" {
			if a, _, ok := f.argument(n, models.Path{Root: "receiver"}); ok && from(a) { // sarama's claim, of which the messages are asked
				r.message(f, stack, FromNode, f.resultNode(n, int32(m.Consume.Message.Index)))
			}
		}
		if m := t.model; m != nil && m.Callback != nil && f.Nodes[n].Recv && from(f.Nodes[n].Args[0]) { // fetches.EachRecord(func(r *kgo.Record) { ... })
			r.each(f, stack, n, m.Callback.Arg)
		}
		if t.fn == nil || stack.holds(t.fn) || stack.holds(f) {
			continue // it calls itself, perhaps through a literal that it makes
		}
		for i := range t.fn.Params {
			if a, ok := f.arg(n, t, int32(i)); ok && from(a) {
				r.message(t.fn, r.p.tracer.push(CallSite{f, n}, stack), FromParam, int32(i))
			}
		}
	}
}

// each follows the messages of a batch into the function that is called for each.
func (r *receiver) each(f *Func, stack *frame, n int32, arg int) {
	value, _, ok := f.argument(n, models.Path{Root: "arg", Index: arg})
	if !ok {
		return
	}
	objects, _ := r.p.tracer.trace(f, stack, value, nil)
	for _, o := range objects {
		t, ok := r.p.functionValue(o)
		if !ok || t.fn == nil {
			continue
		}
		for i := range t.fn.Params {
			if t.fn.Recv == "" || i > 0 {
				r.message(t.fn, r.within(o), FromParam, int32(i))
			}
		}
	}
}

func (r *receiver) decoded(f *Func, stack *frame, n int32, t target, from func(int32) bool) {
	u := t.model.Unmarshal
	bytes, _, ok := f.argument(n, u.Bytes)
	if !ok || !from(bytes) {
		return
	}
	value, fields, ok := f.argument(n, u.Value)
	if !ok {
		return
	}
	if !r.handed(f, stack, value, u.Format) {
		r.pointed(expected{at: CallSite{f, n}, format: u.Format, boxed: r.boxed}, stack, value, r.p.fieldKeys(fields))
		objects, _ := r.p.tracer.trace(f, stack, value, r.p.fieldKeys(fields))
		for _, o := range objects {
			r.p.writtenBy(elemType(o.typ), f, stack, n, u.Schema)
		}
	}
	if !r.whole {
		r.unboxed(f, stack, value)
	}
}

// unboxed follows what was decoded on to where a part of it is decoded, if it is an envelope around bytes or text.
func (r *receiver) unboxed(f *Func, stack *frame, value int32) {
	objects, _ := r.p.tracer.trace(f, stack, value, nil)
	for _, o := range objects {
		t := r.p.ownType(o.typ)
		if o.ref.fn == nil || t == nil || !slices.ContainsFunc(t.Fields, func(f table.Field) bool {
			return slices.Contains([]string{"[]byte", rawJSON, "*" + rawJSON, "string"}, f.Type)
		}) {
			continue
		}
		before := r.boxed
		r.boxed = true
		r.message(o.ref.fn, o.stack, FromNode, o.ref.node)
		r.boxed = before
	}
}

// handed looks into the handlers that are given what a message was decoded into, where that is of a type parameter: they say of which type it is. It tells
// whether one does.
func (r *receiver) handed(f *Func, stack *frame, value int32, format string) bool {
	cell := f.object(value)
	if cell < 0 || f.Nodes[cell].Op != table.Alloc || !strings.Contains(f.Nodes[cell].Type, "$") {
		return false
	}
	found := false
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if !isCall(node.Op) || node.Mode != table.Dynamic {
			continue
		}
		for i, a := range node.Args[1:] {
			if strip(f, a) != cell && !(f.Nodes[a].Op == table.Load && f.object(f.Nodes[a].Args[0]) == cell) {
				continue
			}
			objects, _ := r.p.tracer.trace(f, stack, node.Args[0], nil)
			for _, o := range objects {
				t, ok := r.p.functionValue(o)
				if !ok || t.fn == nil {
					continue
				}
				param := i
				if t.fn.Recv != "" {
					param++ // after the receiver
				}
				if param < len(t.fn.Params) && r.p.ownType(t.fn.Params[param].Type) != nil {
					found = true
					r.value(t.fn.Params[param].Type, expected{at: CallSite{f, int32(n)}, format: format}, decodedValue{fn: f, stack: stack, root: FromNode, index: cell})
				}
			}
		}
	}
	return found
}

// pointed notes the types that a pointer that a decoder's call is given leads to, also through a variable that holds a pointer: any, say.
func (r *receiver) pointed(x expected, stack *frame, n int32, path []int32) {
	objects, _ := r.p.tracer.trace(x.at.Func, stack, n, path)
	for i, o := range r.p.held(objects) {
		if o.ref.fn != nil && i < len(objects) {
			r.value(o.typ, x, decodedValue{fn: o.ref.fn, stack: o.stack, root: FromNode, index: o.ref.node})
		} else {
			r.add(o.typ, x) // what is read of a value in a variable of an interface is not known
		}
	}
}

// held adds to objects what those among them hold that are variables of an interface.
func (p *Program) held(objects []object) []object {
	out := slices.Clone(objects)
	for _, o := range objects {
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc || p.ownType(o.typ) != nil {
			continue // it is no variable
		}
		for _, st := range o.ref.fn.stores[o.ref.node] {
			if st.key == wholeKey {
				held, _ := p.tracer.trace(o.ref.fn, o.stack, st.value, nil)
				out = append(out, held...)
			}
		}
	}
	return out
}

// handlersOf lists the function values that a function hands a message to, as places: which handlers those are, its callers may decide.
func (f *Func) handlersOf(message int32) []Place {
	var out []Place
	for i := range f.Nodes {
		node := &f.Nodes[i]
		if !isCall(node.Op) || node.Mode != table.Dynamic {
			continue
		}
		for _, a := range node.Args[1:] {
			if slices.ContainsFunc(f.Places(a), func(pl Place) bool { return pl.Root == FromNode && pl.Index == message }) {
				out = append(out, f.Places(node.Args[0])...)
			}
		}
	}
	return out
}

// captured follows a message into a function literal.
func (r *receiver) captured(f *Func, stack *frame, n int32, from func(int32) bool) {
	literal := f.ours(n)
	if literal == nil || literal.Parent == "" {
		return
	}
	for i, a := range f.Nodes[n].Args {
		if from(a) {
			r.message(literal, stack, FromFree, int32(i))
		}
	}
}

// returned follows a message to those who called for it.
func (r *receiver) returned(f *Func, stack *frame, n int32, from func(int32) bool) {
	for i, a := range f.Nodes[n].Args {
		if !from(a) {
			continue
		}
		if stack != nil && isCall(stack.site.Func.Nodes[stack.site.Node].Op) {
			r.message(stack.site.Func, stack.up, FromNode, stack.site.Func.resultNode(stack.site.Node, int32(i)))
			continue
		}
		for _, c := range f.Callers {
			r.message(c.Func, nil, FromNode, c.Func.resultNode(c.Node, int32(i)))
		}
	}
}
