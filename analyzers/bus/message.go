package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// evidence is what the way of a message, from where it is published down to the library, says of it.
type evidence struct {
	version, id bool
	known       bool  // nothing on the way was made by a function that nobody looked into
	envelope    *Type // the program's own type around the payload, if there is one
}

// evidence inspects the message that an effect publishes, and lists the types that are encoded on its way. It begins at the library's call and follows parameters up the calls of this effect only, so
// that what others publish through the same wrapper says nothing here.
func (p *Program) evidence(e *Effect, payloads []string) (evidence, []*Type) {
	in := inspector{p: p, ev: evidence{known: true}, payloads: payloads, seen: map[inspected]bool{}}
	type level struct {
		at    CallSite
		stack *frame
	}
	var way []level
	var stack *frame
	for x := e; ; x = x.Next {
		way = append(way, level{x.At, stack})
		if x.Next == nil {
			if x.handler != nil {
				in.handler(x)
			} else {
				in.library(x.At, stack, x.Model.Publish)
			}
			break
		}
		stack = p.tracer.push(x.At, stack)
	}
	for _, l := range way[:len(way)-1] {
		in.handed(l.at, l.stack, !e.Channel)
	}
	if in.spread {
		return in.ev, nil
	}
	return in.ev, in.encoded
}

// inspector visits what a message is made from.
type inspector struct {
	p        *Program
	ev       evidence
	payloads []string        // types that are published at the site
	encoding bool            // what is visited next is encoded as it is
	encoded  []*Type         // types that are
	spread   bool            // what is encoded depends on which of several methods is called
	keys     map[string]bool // fields of the library's message that hold the partition key
	carrying map[string]bool // ... that hold or lead to the payload and the headers
	heads    map[string]bool // ... that hold the headers
	seen     map[inspected]bool
}

// inspected is a value that was visited: as the message (or payload, or its headers), or as a part of which only constants and new ids matter.
type inspected struct {
	nodeRef
	stack *frame
	part  bool
}

// library looks at the library's call: at all that it is given but the partition key.
func (in *inspector) library(at CallSite, stack *frame, m *models.Publish) {
	f, node := at.Func, &at.Func.Nodes[at.Node]
	args := node.Args
	in.fields(m)
	var key []int32
	for _, path := range m.Key {
		if a, _, ok := f.argument(at.Node, path); ok && len(path.Fields) == 0 && !slices.ContainsFunc(m.Topic, func(t models.Path) bool { return t.Index == path.Index }) {
			key = append(key, a)
		}
	}
	in.ev.id = in.ev.id || m.Generates == "id" || in.set(at, stack, m.ID)
	for _, path := range m.Topic {
		in.topic(at, stack, path)
	}
	if node.Op == table.Send || node.Recv || node.Mode == table.Dynamic {
		args = args[1:]
	}
	for _, a := range args {
		if !slices.Contains(key, a) {
			in.value(f, stack, a, node.Op != table.Send && !in.carried(at, a, m))
		}
	}
	// The key is no id of the event, though it may be a new one; from here on it counts as seen.
	before := in.ev
	for _, path := range m.Key {
		if a, fields, ok := f.argument(at.Node, path); ok {
			for _, n := range in.field(f, a, fields) {
				in.value(f, stack, n, true)
			}
		}
	}
	in.ev = before
}

// fields notes which fields of the library's messages hold what.
func (in *inspector) fields(m *models.Publish) {
	in.keys, in.carrying, in.heads = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, path := range append(slices.Clone(m.Payload), m.Headers...) {
		for _, name := range path.Fields {
			in.carrying[name] = true
		}
	}
	for _, path := range m.Headers {
		if len(path.Fields) > 0 {
			in.heads[path.Fields[len(path.Fields)-1]] = true
		}
	}
	for _, path := range m.Key {
		if len(path.Fields) > 0 {
			in.keys[path.Fields[len(path.Fields)-1]] = true
		}
	}
}

// handler looks at what a handler returns for the library to publish.
func (in *inspector) handler(e *Effect) {
	m := e.Model.Publish
	in.fields(m)
	for _, path := range m.Topic {
		in.topic(e.At, nil, path)
	}
	in.returned(e.handler, nil, 0, false)
}

// carried tells whether an argument of the library's call holds the payload or the headers; others are topics, options, contexts.
func (in *inspector) carried(at CallSite, a int32, m *models.Publish) bool {
	return slices.ContainsFunc(append(slices.Clone(m.Payload), m.Headers...), func(path models.Path) bool {
		b, _, ok := at.Func.argument(at.Node, path)
		return ok && a == b
	})
}

// field lists what is stored into a field of local objects: of a message, or of each of a list of messages.
func (in *inspector) field(f *Func, n int32, fields []string) []int32 {
	if len(fields) == 0 {
		return []int32{n}
	}
	obj := strip(f, n)
	if f.Nodes[obj].Op == table.Load {
		obj = strip(f, f.Nodes[obj].Args[0])
	}
	var out []int32
	for _, s := range f.stores[obj] {
		switch {
		case s.key == elemKey || s.key == wholeKey:
			out = append(out, in.field(f, s.value, fields)...)
		case in.p.keys.names[in.p.keys.bare[s.key]] == fields[0]:
			out = append(out, in.field(f, s.value, fields[1:])...)
		}
	}
	return out
}

// handed looks at what is handed to a wrapper: event names, topics, ids.
func (in *inspector) handed(at CallSite, stack *frame, part bool) {
	node := &at.Func.Nodes[at.Node]
	args := node.Args
	if node.Recv || node.Mode == table.Dynamic {
		args = args[1:]
	}
	for _, a := range args {
		in.value(at.Func, stack, a, part)
	}
}

// set tells whether one of a model's paths is given a value at a call.
func (in *inspector) set(at CallSite, stack *frame, paths models.Paths) bool {
	p, f := in.p, at.Func
	for _, path := range paths {
		a, fields, ok := f.argument(at.Node, path)
		if !ok {
			continue
		}
		if slices.ContainsFunc(p.tracer.texts(f, stack, a, p.fieldKeys(fields)), func(o object) bool { return o.ref.fn == nil || !zero(o.ref.fn, o.ref.node) }) {
			return true
		}
		messages, _ := p.tracer.trace(f, stack, a, nil)
		for _, o := range messages {
			if o.model != nil && (o.model.Construct == nil || o.model.Construct.ID.IsZero()) {
				return true // made by a function that may well set it
			}
		}
	}
	return false
}

// zero tells whether a node is the zero value of its type, written down.
func zero(f *Func, n int32) bool {
	node := &f.Nodes[strip(f, n)]
	return node.Op == table.Const && (node.Name == "" || node.Name == "nil" || node.Name == "0" || node.Name == "false")
}

// topic reads the names that a topic may have.
func (in *inspector) topic(at CallSite, stack *frame, path models.Path) {
	a, fields, ok := at.Func.argument(at.Node, path)
	if !ok {
		return
	}
	if path.Root == "arg" {
		if nodes := in.field(at.Func, a, fields); len(nodes) > 0 {
			for _, n := range nodes {
				in.name(at.Func, stack, n)
			}
			return
		}
	}
	in.names(at.Func, stack, a, fields)
}

// name reads the texts that a value may be: of the calls of this effect, and where it is a field or variable, all that is ever stored there.
func (in *inspector) name(f *Func, stack *frame, n int32) {
	n = strip(f, n)
	switch node := &f.Nodes[n]; node.Op {
	case table.Parameter:
		if stack == nil {
			in.names(f, nil, n, nil)
		} else if a, ok := stack.site.Func.argOf(stack.site.Node, f, node.Index); ok {
			in.name(stack.site.Func, stack.up, a)
		}
	case table.FieldOf, table.Global, table.Load, table.Phi:
		in.names(f, stack, n, nil)
	default:
		in.value(f, stack, n, true)
	}
}

// names reads all constants that a field of a value may be, wherever they come from.
func (in *inspector) names(f *Func, stack *frame, n int32, fields []string) {
	objects, _ := in.p.tracer.trace(f, stack, n, in.p.fieldKeys(fields))
	for _, o := range objects {
		switch {
		case o.ref.fn == nil:
		case o.ref.fn.Nodes[o.ref.node].Op == table.Const:
			in.word(o.ref.fn.Nodes[o.ref.node].Name)
		case o.model != nil: // client.Publisher("orders.v1")
			for _, arg := range o.ref.fn.Nodes[o.ref.node].Args {
				in.value(o.ref.fn, o.stack, arg, true)
			}
		}
	}
}

// word reads a constant: a topic, an event name, a header's or map's key, a schema.
func (in *inspector) word(s string) {
	if len(s) > 200 {
		return // a document
	}
	in.ev.version = in.ev.version || versionWord.MatchString(s) || versionName.MatchString(s)
	in.ev.id = in.ev.id || idName.MatchString(s) && !bareID.MatchString(s)
}

// marshalled looks at a value that is encoded, and remembers its type.
func (in *inspector) marshalled(f *Func, stack *frame, n int32, part bool) {
	before := in.encoding
	in.encoding = !part
	in.value(f, stack, n, part)
	in.encoding = before
}

func (in *inspector) value(f *Func, stack *frame, n int32, part bool) {
	k := inspected{nodeRef{f, n}, stack, part}
	if in.seen[k] || part && in.seen[inspected{k.nodeRef, stack, false}] {
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
	if obj := strip(f, node.Args[0]); f.Nodes[obj].Op == table.Alloc {
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
		keys := in.keys
		in.keys = nil // a header's key is not the message's
		in.value(f, stack, value, part)
		in.keys = keys
		return
	case own == nil: // of a library's message, or of a struct without a name
		in.ev.version = in.ev.version || versionName.MatchString(name) && !zero(f, value)
		in.ev.id = in.ev.id || owner == "struct" && idName.MatchString(name) && !zero(f, value)
		part = part || owner != "struct" && !in.carrying[name]
	case !carries(own, name):
		part = true
	case slotName.MatchString(name) && !part:
		in.ev.envelope = own
	}
	in.value(f, stack, value, part)
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
		for _, t := range f.calls[c.node].targets {
			switch {
			case t.fn != nil && stack.depthOf() < maxDepth && !stack.holds(t.fn):
				down := in.p.tracer.push(CallSite{f, c.node}, stack)
				root := t.fn.paramNode(c.arg)
				for _, s := range t.fn.stores[root] {
					in.value(t.fn, down, s.value, part)
				}
				in.passed(t.fn, down, root, part, message)
			case t.model != nil && t.model.Publish == nil && !t.model.Log:
				in.option(t.model, f, stack, c.node)
				for i, a := range call.Args {
					if int32(i) != c.arg {
						in.value(f, stack, a, part || t.model.Marshal == nil)
					}
				}
			}
		}
		if len(f.calls[c.node].targets) > 0 {
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

// handedTo lists the calls that take an object, or a part of it: m.Metadata.Set("version", "1").
func (f *Func) handedTo(obj int32) []passing {
	var out []passing
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Call || c.Mode == table.Dynamic {
			continue
		}
		for i, a := range c.Args {
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

// maxDepth bounds how far functions that make messages are followed.
const maxDepth = 12

func (s *frame) depthOf() int {
	if s == nil {
		return 0
	}
	return s.depth + 1
}

// standard tells whether a function is of the standard library: its packages have no dot in the first part of their path.
func (p *Program) standard(name string) bool {
	pkg := packageOf(name)
	first, _, _ := strings.Cut(pkg, "/")
	return p.tables[pkg] == nil && !strings.Contains(first, ".")
}

// option looks at a library function on the way: it may make an id, or set the message's.
func (in *inspector) option(m *models.Func, f *Func, stack *frame, n int32) {
	in.ev.id = in.ev.id || m.ID || m.Set != nil && m.Set.Setting == "id"
	if m.Construct != nil && !m.Construct.ID.IsZero() {
		if a, _, ok := f.argument(n, m.Construct.ID); ok {
			for stack != nil && f.Nodes[strip(f, a)].Op == table.Parameter {
				site := stack.site
				up, ok := site.Func.argOf(site.Node, f, f.Nodes[strip(f, a)].Index)
				if !ok {
					break
				}
				f, a, stack = site.Func, up, stack.up
			}
			in.ev.id = in.ev.id || !zero(f, a)
		}
	}
}

// argOf is the argument that becomes parameter i of fn.
func (f *Func) argOf(n int32, fn *Func, i int32) (int32, bool) {
	for _, t := range f.calls[n].targets {
		if t.fn == fn {
			return f.arg(n, t, i)
		}
	}
	return 0, false
}

// called looks into the functions that make a value: result i, of a type, of a call.
func (in *inspector) called(f *Func, stack *frame, n, i int32, typ string, part bool) {
	node := &f.Nodes[n]
	if node.Op != table.Call || typ == "error" {
		return
	}
	if !part {
		in.typ(typ, false)
	}
	if node.Recv {
		name := strings.TrimPrefix(methodName(node.Name), "Get")
		in.ev.version = in.ev.version || versionName.MatchString(name)
		in.ev.id = in.ev.id || idName.MatchString(name) && (!bareID.MatchString(name) || eventName.MatchString(Short(node.Name)))
	}
	targets := f.calls[n].targets
	if node.Mode == table.Dynamic && len(targets) == 0 {
		objects, _ := in.p.tracer.trace(f, stack, node.Args[0], nil)
		for _, o := range objects {
			if t, ok := in.p.functionValue(o); ok {
				targets = append(targets, t)
			}
		}
	}
	targets = in.chosen(f, stack, n, targets)
	for _, t := range targets {
		switch {
		case t.model != nil && t.model.Marshal != nil:
			if a, _, ok := f.argument(n, t.model.Marshal.Value); ok {
				in.marshalled(f, stack, a, part)
			}
		case t.model != nil:
			in.option(t.model, f, stack, n)
			for _, a := range node.Args {
				in.value(f, stack, a, part || t.model.Construct == nil || t.model.Construct.Kind != "message")
			}
			if t.model.Construct != nil && t.model.Construct.Kind == "message" {
				in.changed(f, stack, n, part, true)
			}
		case !stack.holds(t.fn) && t.fn != f && stack.depthOf() < maxDepth:
			in.returned(t.fn, in.p.tracer.push(CallSite{f, n}, stack), i, part)
		}
	}
	if len(targets) > 0 {
		return
	}
	if !part && (node.Mode == table.Dynamic || !in.p.standard(node.Name)) {
		in.ev.known = false // it may add anything
	}
	for _, a := range node.Args {
		in.value(f, stack, a, part)
	}
}

// chosen keeps the methods that a call can reach with the receiver that it has on this way, or with a payload of this site.
func (in *inspector) chosen(f *Func, stack *frame, n int32, targets []target) []target {
	if len(targets) < 2 || f.Nodes[n].Mode != table.Invoke {
		return targets
	}
	types := slices.Clone(in.payloads)
	objects, _ := in.p.tracer.trace(f, stack, f.Nodes[n].Args[0], nil)
	for _, o := range objects {
		types = append(types, bareType(o.typ))
	}
	var out []target
	for _, t := range targets {
		if slices.Contains(types, t.typ) {
			out = append(out, t)
		}
	}
	if len(out) > 0 {
		return out
	}
	in.spread = true
	return targets
}

// returned looks at what a function returns as result i.
func (in *inspector) returned(fn *Func, stack *frame, i int32, part bool) {
	for _, n := range fn.returns(i) {
		in.value(fn, stack, n, part)
	}
}

// returns lists the values that a function returns as result i.
func (f *Func) returns(i int32) []int32 {
	var out []int32
	for b := range f.Blocks {
		for _, n := range f.Blocks[b].Nodes {
			if ret := &f.Nodes[n]; ret.Op == table.Return && int(i) < len(ret.Args) {
				out = append(out, ret.Args[i])
			}
		}
	}
	return out
}

// typ looks at the type of a message, an envelope or a payload on the way. A literal has only what is stored into it.
func (in *inspector) typ(text string, literal bool) {
	t := in.p.ownType(text)
	if t == nil {
		return
	}
	if in.encoding && len(t.Fields) > 0 && !slices.Contains(in.encoded, t) {
		in.encoded = append(in.encoded, t)
	}
	in.encoding = false
	if !slices.Contains(in.payloads, t.Name) { // a payload speaks for itself alone
		in.ev.version = in.ev.version || in.p.versioned(t, literal)
		in.ev.id = in.ev.id || in.p.identified(t, literal)
	}
	for _, m := range t.Methods {
		switch m.Name {
		case "MarshalJSON", "MarshalText", "MarshalBinary":
			if fn := in.p.byName[m.Func]; fn != nil {
				in.returned(fn, nil, 0, false)
			} else {
				in.ev.known = false // encoded by somebody else
			}
		}
	}
}

// ownType finds the struct of the program that a type's text names, behind pointers and lists.
func (p *Program) ownType(text string) *Type {
	t := p.types[elemType(text)]
	if t == nil || t.Foreign || t.Interface {
		return nil
	}
	return t
}

// elemType drops pointers, lists and type arguments: "[]*pkg.T[int]" is "pkg.T".
func elemType(s string) string {
	for {
		rest := strings.TrimPrefix(strings.TrimLeft(s, "*"), "[]")
		if rest == s {
			return bareType(s)
		}
		s = rest
	}
}
