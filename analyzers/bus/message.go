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
	trace       bool  // it says which trace it is part of, or its headers come from elsewhere
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
	if len(m.Topic) == 0 && m.TopicOf == "" {
		for _, t := range in.p.topics(at, stack, nil, m.Through, nil, "topic") { // what the publisher was made with
			in.word(t.Name)
		}
	}
	for _, payload := range in.payloads {
		for _, t := range in.p.topicsBy(m.TopicOf, payload, nil) {
			in.word(t.Name)
		}
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
	in.ev.trace = in.ev.trace || traceName.MatchString(s)
}

// marshalled looks at a value that is encoded, and remembers its type.
func (in *inspector) marshalled(f *Func, stack *frame, n int32, part bool) {
	before := in.encoding
	in.encoding = !part
	in.value(f, stack, n, part)
	in.encoding = before
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
		in.ev.trace = in.ev.trace || in.p.tracing(t, literal)
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
