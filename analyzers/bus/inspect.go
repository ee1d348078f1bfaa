package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

func (in *inspector) value(f *Func, stack *frame, n int32, part bool) {
	k := inspected{nodeRef{f, n}, stack, part}
	if in.seen[k] || part && in.seen[inspected{k.nodeRef, stack, false}] {
		return
	}
	if len(in.seen) == manyQuestions {
		in.ev.known = false // made from so much that it may hold anything
		return
	}
	in.seen[k] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Const:
		in.word(node.Name)
	case table.Alloc:
		in.object(f, stack, n, part)
	case table.Load:
		obj := f.object(node.Args[0])
		if obj < 0 || f.Nodes[obj].Op != table.Alloc {
			in.value(f, stack, node.Args[0], part)
			return
		}
		in.content(f, stack, obj, part)
	case table.FieldOf:
		in.fieldOf(f, stack, node, part)
	case table.Parameter:
		in.param(f, stack, node.Index, part)
	case table.FreeVar:
		for _, m := range f.made {
			if args := m.Func.Nodes[m.Node].Args; int(node.Index) < len(args) {
				in.content(m.Func, nil, args[node.Index], part)
			}
		}
	case table.Global:
		for _, r := range in.p.globs[node.Name] {
			in.value(r.fn, nil, r.node, part)
		}
	case table.Extract:
		in.called(f, stack, node.Args[0], node.Index, node.Type, part)
	case table.Call:
		in.called(f, stack, n, 0, node.Out, part)
	default:
		if !part && f.Nodes[strip(f, n)].Op != table.Alloc {
			in.typ(node.Type, false)
			in.typ(node.Name, false) // of a type assertion
		}
		for _, a := range node.Args {
			in.value(f, stack, a, part)
		}
	}
}

// content is what a variable holds.
func (in *inspector) content(f *Func, stack *frame, cell int32, part bool) {
	cell = strip(f, cell)
	whole := false
	for _, s := range f.stores[cell] {
		if s.key == wholeKey {
			whole = true
			in.value(f, stack, s.value, part)
		}
	}
	if !whole || f.Nodes[cell].Op == table.Alloc {
		in.value(f, stack, cell, part)
	}
}

// fieldOf is a field of something. What a local object's field holds is known; of lists, maps and messages of the program's own, such as default
// headers, all that is ever stored there counts.
func (in *inspector) fieldOf(f *Func, stack *frame, node *table.Node, part bool) {
	if !part {
		in.typ(node.Type, false)
	}
	key := in.p.keys.id(node.Name)
	obj := strip(f, node.Args[0])
	for stack != nil && f.Nodes[obj].Op == table.Parameter { // of what the caller made: m.Headers = append(m.Headers, h)
		a, ok := stack.given(f, f.Nodes[obj].Index)
		if !ok {
			break // nobody says what
		}
		f, stack = stack.site.Func, stack.up
		obj = strip(f, a)
	}
	if f.Nodes[obj].Op == table.Alloc {
		for _, s := range f.stores[obj] {
			if s.key == key {
				in.value(f, stack, s.value, part)
			}
		}
		return
	}
	if part || !container(node.Type) {
		return // of a thing that the event tells of
	}
	for _, r := range append(slices.Clone(in.p.stores[key]), in.p.stores[in.p.keys.id(node.Name+"[]")]...) {
		in.value(r.fn, nil, r.node, part)
	}
}

// container tells whether a type is a list or map.
func container(typ string) bool {
	return strings.HasPrefix(typ, "[]") || strings.HasPrefix(typ, "map[")
}

// param is what the calls of this effect hand over; above the site, only a parameter's type says something, and headers that come from all callers.
func (in *inspector) param(f *Func, stack *frame, i int32, part bool) {
	if stack != nil {
		site := stack.site
		for _, t := range site.Func.calls[site.Node].targets {
			if t.fn != f {
				continue
			}
			if a, ok := site.Func.arg(site.Node, t, i); ok {
				in.value(site.Func, stack.up, a, part)
			}
		}
	}
	typ := f.Params[i].Type
	if !part {
		in.typ(typ, false)
	}
	if stack != nil || part || typ == "[]byte" || !container(typ) {
		return
	}
	for _, site := range f.Callers {
		for _, t := range site.Func.calls[site.Node].targets {
			if a, ok := site.Func.arg(site.Node, t, i); ok && t.fn == f {
				in.value(site.Func, nil, a, part)
			}
		}
	}
}

// object is something made here: a message, an envelope, a payload, headers, a buffer.
func (in *inspector) object(f *Func, stack *frame, n int32, part bool) {
	p := in.p
	typ := f.Nodes[n].Type
	own := p.ownType(typ)
	if !part {
		in.typ(typ, f.literal(n))
	}
	for _, st := range f.stores[n] {
		in.stored(f, stack, st.key, st.value, part)
	}
	in.changed(f, stack, n, part, own == nil)
}

// changed looks at what is done to an object after it was made: fields and keys that are set, functions that it is given to.
func (in *inspector) changed(f *Func, stack *frame, n int32, part, message bool) {
	for i := range f.Nodes {
		st := &f.Nodes[i]
		if st.Op != table.Store {
			continue
		}
		target := &f.Nodes[st.Args[0]]
		if root, depth := f.rootOf(st.Args[0]); root != n || depth == 0 {
			continue
		} else if target.Op == table.Elem && st.Name != "" { // a map's key
			in.word(st.Name)
			in.ev.id = in.ev.id || bareID.MatchString(st.Name)
		} else if target.Op == table.FieldOf && (depth > 1 || f.Nodes[n].Op != table.Alloc) { // of an element, or of what a library made
			in.stored(f, stack, in.p.keys.id(target.Name), st.Args[1], part)
		}
	}
	in.passed(f, stack, n, part, message)
}

// rootOf follows elements and fields down to what they are of.
func (f *Func) rootOf(n int32) (root int32, depth int) {
	for {
		n = strip(f, n)
		if op := f.Nodes[n].Op; op != table.Elem && op != table.FieldOf {
			return n, depth
		}
		n, depth = f.Nodes[n].Args[0], depth+1
	}
}

// stored looks at what is stored into an object under a key.
func (in *inspector) stored(f *Func, stack *frame, key, value int32, part bool) {
	p := in.p
	full, name := p.keys.names[key], p.keys.names[p.keys.bare[key]]
	owner, _ := strings.CutSuffix(full, "."+name)
	own := p.ownType(owner)
	switch {
	case key <= recvKey:
	case own == nil && in.keys[name]:
		return // the partition key is no id
	case own == nil && in.heads[name] && !part:
		in.ev.trace = in.ev.trace || f.fromElsewhere(value)
		keys := in.keys
		in.keys = nil // a header's key is not the message's
		in.value(f, stack, value, part)
		in.keys = keys
		return
	case own == nil: // of a library's message, or of a struct without a name
		in.ev.version = in.ev.version || versionName.MatchString(name) && !zero(f, value)
		in.ev.id = in.ev.id || owner == "struct" && idName.MatchString(name) && !zero(f, value)
		in.ev.trace = in.ev.trace || traceName.MatchString(name) && !zero(f, value)
		part = part || owner != "struct" && !in.carrying[name]
	case !carries(own, name):
		part = true
	case slotName.MatchString(name) && !part:
		in.ev.envelope = own
	}
	in.value(f, stack, value, part)
}

// fromElsewhere tells whether headers were not made where they are set: a received message's, what a function returned or was given.
func (f *Func) fromElsewhere(n int32) bool {
	switch f.Nodes[f.plainly(n)].Op {
	case table.FieldOf, table.Call, table.Extract, table.Parameter, table.Global:
		return true
	}
	return false
}

// carries tells whether a field of a program's type holds the event, or what is said of it, rather than what the event tells.
func carries(t *Type, field string) bool {
	for _, f := range t.Fields {
		if f.Name == field {
			return f.Embedded || headName.MatchString(field) || slotName.MatchString(field) || typeParam(f.Type)
		}
	}
	return false
}

// typeParam tells whether a type is a type parameter, or a pointer to one.
func typeParam(typ string) bool { return strings.HasPrefix(strings.TrimLeft(typ, "*"), "$") }

// opaqueType tells whether a type says nothing of what it holds.
func opaqueType(typ string) bool {
	return typ == "any" || typ == "[]byte" || typ == "encoding/json.RawMessage" || strings.HasPrefix(typ, "interface") || typeParam(typ)
}

// passed follows the functions that a local object is given to: setters, encoders that write into it, and those that nobody looked into.
func (in *inspector) passed(f *Func, stack *frame, n int32, part, message bool) {
	for _, c := range f.handedTo(n) {
		call := &f.Nodes[c.node]
		targets, nobody := in.reached(f, stack, c.node)
		if nobody {
			continue // options that are not given
		}
		for _, t := range targets {
			switch {
			case t.fn != nil && !stack.holds(t.fn):
				down := in.p.tracer.push(CallSite{f, c.node}, stack)
				root := t.fn.paramNode(f.param(c, t))
				for _, s := range t.fn.stores[root] {
					in.stored(t.fn, down, s.key, s.value, part)
				}
				in.passed(t.fn, down, root, part, message)
			case t.model != nil && t.model.Add != nil:
				in.added(CallSite{f, c.node}, stack, t.model.Add)
			case t.model != nil && t.model.Publish == nil && !t.model.Log:
				in.option(t.model, f, stack, c.node)
				for i, a := range call.Args {
					if int32(i) != c.arg {
						in.value(f, stack, a, part || t.model.Marshal == nil)
					}
				}
			}
		}
		if len(targets) > 0 {
			continue
		}
		if call.Mode == table.Dynamic || !in.p.standard(call.Name) {
			in.ev.known = in.ev.known && (part || !message)
			continue
		}
		for _, u := range f.usersOf(c.node) { // json.NewEncoder(buf).Encode(v)
			if un := &f.Nodes[u]; un.Op == table.Call && un.Recv && un.Args[0] == c.node {
				for _, a := range un.Args[1:] {
					in.marshalled(f, stack, a, part)
				}
			}
		}
	}
}

// reached lists what a call may reach on this way: of the functions that are given as options, those of this event. Nobody tells that there are none.
func (in *inspector) reached(f *Func, stack *frame, n int32) (targets []target, nobody bool) {
	node := &f.Nodes[n]
	if node.Mode != table.Dynamic {
		return f.calls[n].targets, false
	}
	objects, complete := in.p.tracer.trace(f, stack, node.Args[0], nil)
	for _, o := range objects {
		t, ok := in.p.functionValue(o)
		if !ok {
			complete = false
			continue
		}
		targets = append(targets, t)
	}
	if !complete && len(targets) == 0 {
		return f.calls[n].targets, false
	}
	return targets, len(targets) == 0
}

// given is the argument that becomes parameter i of fn in the call at the top of a stack, which may be of a function value that was only found on this way.
func (s *frame) given(fn *Func, i int32) (int32, bool) {
	if a, ok := s.site.Func.argOf(s.site.Node, fn, i); ok {
		return a, true
	}
	c := &s.site.Func.Nodes[s.site.Node]
	if fn.Recv == "" {
		i++
	}
	if c.Mode != table.Dynamic || i == 0 || int(i) >= len(c.Args) {
		return 0, false
	}
	return c.Args[i], true
}

// param is the parameter of a target that an argument of a call becomes.
func (f *Func) param(c passing, t target) int32 {
	if f.Nodes[c.node].Mode == table.Dynamic && !t.bound {
		return c.arg - 1 // the first is the function itself
	}
	return c.arg
}

// added looks at what is put into a message or batch.
func (in *inspector) added(at CallSite, stack *frame, a *models.Add) {
	keys, carrying, heads := in.keys, in.carrying, in.heads
	m := &models.Publish{Payload: a.Payload, Headers: a.Headers, ID: a.ID}
	in.fields(m)
	in.ev.id = in.ev.id || in.set(at, stack, m.ID)
	for _, arg := range at.Func.Nodes[at.Node].Args[1:] {
		in.value(at.Func, stack, arg, !in.carried(at, arg, m))
	}
	in.keys, in.carrying, in.heads = keys, carrying, heads
}

// handedTo lists the calls that take an object, or a part of it: m.Metadata.Set("version", "1").
func (f *Func) handedTo(obj int32) []passing {
	var out []passing
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Call {
			continue
		}
		for i, a := range c.Args {
			if i == 0 && c.Mode == table.Dynamic {
				continue // the function itself
			}
			if root, _ := f.rootOf(a); root == obj && !f.plain(a) {
				out = append(out, passing{int32(n), int32(i)})
			}
		}
	}
	return out
}

// plain tells whether a node is a field with a number or text: a function that is given it changes nothing.
func (f *Func) plain(n int32) bool {
	node := &f.Nodes[strip(f, n)]
	return node.Op == table.FieldOf && node.Type != "any" && !strings.ContainsAny(node.Type, ".[*{$")
}
