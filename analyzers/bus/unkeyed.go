package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Unkeyed is a publish of a message without a key, where the key decides on the partition and the event tells of a thing.
type Unkeyed struct {
	Effect *Effect
	Made   CallSite // where the message is made, or the publisher that gives none of its messages a key
	Option string   // of the publisher, that says so
	Given  bool     // Made gives the function that makes the message an empty key
}

// Unkeyed lists the publishes of messages that surely have no partition key, each place that makes such a message or publisher once.
func (p *Program) Unkeyed() []Unkeyed {
	var out []Unkeyed
	told := map[CallSite]bool{}
	chosen, keyless := p.choosers(), p.keyless()
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, e := range surest(f.flow.Sites, func(e *Effect) *Effect { return e }) {
			if e.unsure() || chosen[e.Publisher()] || !p.feasibleConds(f, e) {
				continue // or not known
			}
			u := Unkeyed{Effect: e}
			var ok bool
			if u.Made, u.Given, ok = p.withoutKey(e); !ok {
				var v Value
				v, ok = p.throughKeyless(e, keyless)
				u.Made, u.Option = v.At, v.Option
			}
			if ok && !told[u.Made] && p.tellsOfSomething(e) {
				told[u.Made] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// choosers are the publishes through producers whose partitioner does not go by the key alone, or is not known: the program may choose the partition.
func (p *Program) choosers() map[CallSite]bool {
	out := map[CallSite]bool{}
	for _, s := range p.Setups() {
		if slices.ContainsFunc(s.Settings["partitioner"], func(v Value) bool {
			return !slices.Contains([]string{"key", "keyless", "round-robin", "random", "least-bytes", "sticky"}, v.Word)
		}) {
			for _, u := range p.handles().of[handle{made: nodeRef{s.At.Func, s.At.Node}}] {
				out[u.at] = true
			}
		}
	}
	return out
}

// withoutKey finds the message that an effect publishes, if it is made in sight and nothing gives it a key or names its partition; or the call that gives an
// empty key to the function that makes it.
func (p *Program) withoutKey(e *Effect) (made CallSite, given, ok bool) {
	var stack *frame
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	if x.handler != nil || x.Model == nil || x.Model.Publish == nil || x.Model.Publish.Partition == "" {
		return made, false, false
	}
	f, m := x.At.Func, x.Model.Publish
	if len(m.Key) == 0 {
		made, ok = p.batchWithoutKey(x.At, stack, m)
		return made, false, ok
	}
	var messages []object
	for _, path := range m.Key {
		a, ok := f.message(x.At.Node, path)
		if !ok || len(path.Fields) != 1 {
			return made, false, false
		}
		key := p.keys.id(path.Fields[0])
		if messages, ok = p.messages(f, stack, a, nil, key, 0); !ok || e.assigns(key) {
			return made, false, false
		}
		for _, o := range messages {
			by, ok := o.lacks(key)
			if !ok {
				return made, false, false
			}
			if by.Func != nil {
				made = by
			}
		}
	}
	if len(messages) == 0 || p.namesPartition(messages, m) || slices.ContainsFunc(messages, object.deadLetter) {
		return made, false, false
	}
	if made.Func != nil {
		return made, true, true
	}
	return CallSite{messages[0].ref.fn, messages[0].ref.node}, false, true
}

// keyless are the publishers that give none of their messages a key: by their marshalers, say.
func (p *Program) keyless() map[nodeRef]Value {
	out := map[nodeRef]Value{}
	for _, s := range p.Setups() {
		made := nodeRef{s.At.Func, s.At.Node}
		if s.Is("partitioner", "keyless") {
			out[made] = s.Settings["partitioner"][0]
		}
	}
	for _, s := range p.Setups() {
		if made := (nodeRef{s.At.Func, s.At.Node}); !s.Is("partitioner", "keyless") {
			delete(out, made) // not with each configuration that it is given
		}
	}
	return out
}

// throughKeyless finds the option by which the publisher of an effect gives no message a key, if all that it may be are such publishers.
func (p *Program) throughKeyless(e *Effect, keyless map[nodeRef]Value) (Value, bool) {
	at := e.Publisher()
	i := slices.IndexFunc(at.Func.calls[at.Node].targets, func(t target) bool { return t.model != nil && t.model.Publish != nil })
	if len(keyless) == 0 || i < 0 {
		return Value{}, false
	}
	var out Value
	for _, o := range p.undecorated(p.publisher(at, at.Func.calls[at.Node].targets[i])) {
		v, ok := keyless[o.ref]
		if !ok {
			return Value{}, false
		}
		if out.At.Func == nil {
			out = v
		}
	}
	return out, out.At.Func != nil
}

// undecorated lists the publishers that others were made around.
func (p *Program) undecorated(publishers []object) []object {
	var out []object
	for _, o := range publishers {
		if o.model == nil || o.model.Construct == nil || o.model.Construct.Decorates.IsZero() {
			out = append(out, o)
			continue
		}
		a, fields, ok := o.ref.fn.argument(o.ref.node, o.model.Construct.Decorates)
		if !ok {
			return append(out, o)
		}
		inner, _ := p.tracer.trace(o.ref.fn, o.stack, a, p.fieldKeys(fields))
		out = append(out, p.undecorated(inner)...)
	}
	return out
}

// batchWithoutKey finds where the batch is made that a call publishes, if the options that it is made with surely name neither a key nor a partition.
func (p *Program) batchWithoutKey(at CallSite, stack *frame, m *models.Publish) (CallSite, bool) {
	a, _, ok := first(at.Func, at.Node, m.Payload)
	if !ok {
		return CallSite{}, false
	}
	batches, complete := p.tracer.near(at.Func, stack, a, nil)
	for _, b := range batches {
		if b.model == nil || b.model.Construct == nil || len(b.model.Construct.Key) == 0 {
			return CallSite{}, false
		}
		for _, path := range b.model.Construct.Key {
			given, fields, ok := b.ref.fn.argument(b.ref.node, path)
			if !ok || len(fields) != 1 {
				return CallSite{}, false
			}
			options, complete := p.tracer.near(b.ref.fn, b.stack, given, nil)
			if !complete || slices.ContainsFunc(options, func(o object) bool { return o.ref.fn == nil || !o.without(p.keys.id(fields[0])) }) {
				return CallSite{}, false
			}
		}
	}
	if !complete || len(batches) == 0 {
		return CallSite{}, false
	}
	return CallSite{batches[0].ref.fn, batches[0].ref.node}, true
}

// message is the value that holds what a path of a publish leads to: an argument, or what is sent on a channel.
func (f *Func) message(n int32, path models.Path) (int32, bool) {
	if sent := &f.Nodes[n]; sent.Op == table.Send && path.Root == "param" {
		return sent.Args[1], true
	}
	a, _, ok := f.argument(n, path)
	return a, ok
}

// messages lists the messages that the value at a field path of a node is, or that a list there holds; not ok if not all of them are made in sight, or one gets
// a key after it was copied.
func (p *Program) messages(f *Func, stack *frame, n int32, path []int32, key int32, depth int) ([]object, bool) {
	objects, complete := p.tracer.near(f, stack, n, path)
	if !complete || depth > 3 {
		return nil, false
	}
	var out []object
	for _, o := range objects {
		made := o.model != nil && o.model.Construct != nil && o.model.Construct.Kind == "message"
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc && !made {
			return nil, false
		}
		held := false
		for _, s := range o.ref.fn.stores[o.ref.node] {
			if s.key != wholeKey && s.key != elemKey {
				continue
			}
			held = true
			more, ok := p.messages(o.ref.fn, o.stack, s.value, nil, key, depth+1)
			if !ok || !o.unset(key) {
				return nil, false
			}
			out = append(out, more...)
		}
		if !held {
			out = append(out, o)
		}
	}
	return out, true
}

// assigns tells whether a function on the way of an effect assigns to a field of a message that it has from elsewhere: of a list, say.
func (e *Effect) assigns(key int32) bool {
	for x := e; x != nil; x = x.Next {
		f := x.At.Func
		if slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
			if n.Op != table.Store || f.Nodes[n.Args[0]].Op != table.FieldOf {
				return false
			}
			field := &f.Nodes[n.Args[0]]
			return f.program.keys.same(f.program.keys.id(field.Name), key) && f.object(field.Args[0]) < 0
		}) {
			return true
		}
	}
	return false
}

// without tells whether what is made in sight has no key: none is set where it is made, nor by what it is handed to.
func (o object) without(key int32) bool { return o.ref.fn.literal(o.ref.node) && o.unset(key) }

// lacks tells whether a message that is made in sight has no key. Where it is made with the one that its function is given, it is the call that gives an empty one.
func (o object) lacks(key int32) (by CallSite, ok bool) {
	f, n := o.ref.fn, o.ref.node
	if o.model != nil {
		if c := o.model.Construct; c == nil || c.Payload.IsZero() {
			return by, false // nobody has described what it is made with
		} else if a, _, ok := first(f, n, c.Key); ok && !zero(f, a) {
			if by = f.givesNothing(o.stack, a); by.Func == nil {
				return by, false
			}
		}
		return by, o.unset(key)
	}
	if !f.literal(n) || f.mayFill(n, key, map[nodeRef]bool{}) {
		return by, false
	}
	for _, s := range f.stores[n] {
		if f.program.keys.same(s.key, key) && !zero(f, s.value) {
			if by = f.givesNothing(o.stack, s.value); by.Func == nil {
				return by, false
			}
		}
	}
	return by, true
}

// givesNothing finds the call, on a stack, that gives the zero value for a parameter that a node is.
func (f *Func) givesNothing(stack *frame, n int32) CallSite {
	for ; stack != nil && stack.gives(f); stack = stack.up {
		root := &f.Nodes[strip(f, n)]
		if root.Op != table.Parameter {
			break
		}
		site := stack.site
		i := slices.IndexFunc(site.Func.calls[site.Node].targets, func(t target) bool { return t.fn == f })
		a, ok := site.Func.arg(site.Node, site.Func.calls[site.Node].targets[i], root.Index)
		if !ok {
			break
		}
		if zero(site.Func, a) {
			return site
		}
		f, n = site.Func, a
	}
	return CallSite{}
}

// unset tells whether nothing but the zero value is stored into a field of what is made in sight, nor by what it is handed to.
func (o object) unset(key int32) bool {
	f := o.ref.fn
	for _, s := range f.stores[o.ref.node] {
		if f.program.keys.same(s.key, key) && !zero(f, s.value) {
			return false
		}
	}
	return !f.mayFill(o.ref.node, key, map[nodeRef]bool{})
}

// mayFill tells whether something that an object is handed to may set its field: a function that does, one that nobody looked into, or a literal.
func (f *Func) mayFill(obj, key int32, seen map[nodeRef]bool) bool {
	if seen[nodeRef{f, obj}] {
		return false
	}
	seen[nodeRef{f, obj}] = true
	for n := range f.Nodes {
		node := &f.Nodes[n]
		given := slices.ContainsFunc(node.Args, func(a int32) bool { return strip(f, a) == obj })
		if given && (node.Op == table.Closure || isCall(node.Op) && node.Mode == table.Dynamic) {
			return true
		}
	}
	for _, c := range f.passed(obj) {
		targets := f.calls[c.node].targets
		if len(targets) == 0 {
			return true
		}
		for _, t := range targets {
			if t.fn == nil {
				continue // a library's: those that are known to make messages set more than the payload
			}
			param := t.fn.paramNode(c.arg)
			if slices.ContainsFunc(t.fn.stores[param], func(s store) bool { return s.key == wholeKey || f.program.keys.same(s.key, key) }) || t.fn.mayFill(param, key, seen) {
				return true
			}
		}
	}
	return false
}

// namesPartition tells whether messages may say which partition they go to. -1 leaves that to the key.
func (p *Program) namesPartition(messages []object, m *models.Publish) bool {
	path, err := models.ParsePath(m.Partition)
	if m.Partition == "key" || err != nil {
		return false
	}
	for _, o := range messages {
		f := o.ref.fn
		places := f.placesAt(o.ref.node, p.fieldKeys(path.Fields))
		if len(places) == 0 || slices.ContainsFunc(places, func(pl Place) bool {
			return pl.Root != FromNode || f.Nodes[pl.Index].Op != table.Const || f.Nodes[pl.Index].Name != "-1"
		}) {
			return true
		}
	}
	return false
}

// deadLetter tells whether a message is made of an error and of a message that was received: it is put aside, and its order is lost already.
func (o object) deadLetter() bool {
	var failure, received bool
	f, seen := o.ref.fn, map[int32]bool{}
	var visit func(n int32)
	visit = func(n int32) {
		if seen[n] {
			return
		}
		seen[n] = true
		typ := f.valueType(n)
		failure = failure || typ == "error"
		if t := f.program.models.Type(bareType(typ)); t != nil && t.Is == "message" && f.Nodes[n].Op != table.Alloc {
			received = true
		}
		for _, a := range f.Nodes[n].Args {
			visit(a)
		}
		for _, s := range f.stores[n] {
			visit(s.value)
		}
	}
	visit(o.ref.node)
	return failure && received
}
