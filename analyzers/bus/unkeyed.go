package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Unkeyed is a publish of a message without a key, where the key decides on the partition and the event tells of a thing.
type Unkeyed struct {
	Effect  *Effect
	Message CallSite // where the message is made
}

// Unkeyed lists the publishes of messages that surely have no partition key, each place that makes such a message once.
func (p *Program) Unkeyed() []Unkeyed {
	var out []Unkeyed
	told := map[CallSite]bool{}
	chosen := p.choosers()
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, e := range surest(f.flow.Sites, func(e *Effect) *Effect { return e }) {
			if e.unsure() || chosen[e.Publisher()] || !p.feasibleConds(f, e) {
				continue // or not known
			}
			at, ok := p.withoutKey(e)
			if ok && !told[at] && p.tellsOfSomething(e) {
				told[at] = true
				out = append(out, Unkeyed{e, at})
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
			return !slices.Contains([]string{"key", "round-robin", "random", "least-bytes", "sticky"}, v.Word)
		}) {
			for _, u := range p.handles().of[handle{made: nodeRef{s.At.Func, s.At.Node}}] {
				out[u.at] = true
			}
		}
	}
	return out
}

// withoutKey finds the message that an effect publishes, if it is made in sight and nothing gives it a key or names its partition.
func (p *Program) withoutKey(e *Effect) (CallSite, bool) {
	var stack *frame
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	if x.handler != nil || x.Model == nil || x.Model.Publish == nil || x.Model.Publish.Partition == "" {
		return CallSite{}, false
	}
	f, m := x.At.Func, x.Model.Publish
	var messages []object
	for _, path := range m.Key {
		a, ok := f.message(x.At.Node, path)
		if !ok || len(path.Fields) != 1 {
			return CallSite{}, false
		}
		key := p.keys.id(path.Fields[0])
		if messages, ok = p.messages(f, stack, a, 0); !ok || e.assigns(key) {
			return CallSite{}, false
		}
		for _, o := range messages {
			if !o.lacks(key) {
				return CallSite{}, false
			}
		}
	}
	if len(messages) == 0 || p.namesPartition(messages, m) {
		return CallSite{}, false
	}
	return CallSite{messages[0].ref.fn, messages[0].ref.node}, true
}

// message is the value that holds what a path of a publish leads to: an argument, or what is sent on a channel.
func (f *Func) message(n int32, path models.Path) (int32, bool) {
	if sent := &f.Nodes[n]; sent.Op == table.Send && path.Root == "param" {
		return sent.Args[1], true
	}
	a, _, ok := f.argument(n, path)
	return a, ok
}

// messages lists the messages that a value is, or that a list holds; not ok if not all of them are made in sight.
func (p *Program) messages(f *Func, stack *frame, n int32, depth int) ([]object, bool) {
	objects, complete := p.tracer.near(f, stack, n, nil)
	if !complete || depth > 3 {
		return nil, false
	}
	var out []object
	for _, o := range objects {
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc {
			return nil, false
		}
		held := false
		for _, s := range o.ref.fn.stores[o.ref.node] {
			if s.key != wholeKey && s.key != elemKey {
				continue
			}
			held = true
			more, ok := p.messages(o.ref.fn, o.stack, s.value, depth+1)
			if !ok {
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

// lacks tells whether a message that is made in sight has no key: none is set where it is made, nor by what it is handed to.
func (o object) lacks(key int32) bool {
	f := o.ref.fn
	if !f.literal(o.ref.node) {
		return false
	}
	for _, s := range f.stores[o.ref.node] {
		if f.program.keys.same(s.key, key) && !(f.Nodes[strip(f, s.value)].Op == table.Const && zero(f, s.value)) {
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
