package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// identity is the ids that a message carries: the library's message id, header, fields of payload and envelope.
type identity struct {
	ids    []part
	things []part // ids of what the event tells of, not of the event
	open   bool   // there may be others: a part of the message is not known
}

// part is a value on the way to a library's call: a field path of a node.
type part struct {
	f     *Func
	stack *frame
	node  int32
	path  []int32
	once  bool // of an id: it is only set where the message has none yet
}

// identity finds the ids of the message that an effect publishes. Unlike evidence, it counts only what is stored into this very message.
func (p *Program) identity(e *Effect) identity {
	s := identities{p: p, seen: map[traceKey]bool{}}
	var stack *frame
	for ; e.Next != nil; e = e.Next {
		stack = p.tracer.push(e.At, stack)
	}
	if e.handler != nil {
		for _, n := range e.handler.returns(0) {
			s.payload(part{f: e.handler, node: n})
			s.payload(part{f: e.handler, node: n, path: []int32{elemKey}})
		}
		return s.out
	}
	if e.Model != nil && e.Model.Publish != nil {
		s.library(e.At, stack, e.Model.Publish)
	}
	return s.out
}

type identities struct {
	p    *Program
	seen map[traceKey]bool
	out  identity
}

// library looks at what a library's call is given.
func (s *identities) library(at CallSite, stack *frame, m *models.Publish) {
	f := at.Func
	argument := func(path models.Path) (part, bool) {
		a, fields, ok := f.argument(at.Node, path)
		return part{f: f, stack: stack, node: a, path: s.p.fieldKeys(fields)}, ok
	}
	for _, path := range m.Payload {
		v, ok := argument(path)
		if !ok {
			continue
		}
		if !s.made(v) {
			s.payload(v)
			for _, path := range m.ID {
				if v, ok := argument(path); ok {
					s.id(v)
				}
			}
			for _, path := range m.Headers {
				if v, ok := argument(path); ok {
					s.headers(v)
				}
			}
		}
		break // other payloads are other ways to give it
	}
	for _, a := range f.Nodes[at.Node].Args {
		s.options(part{f: f, stack: stack, node: a, path: []int32{elemKey}})
	}
}

// made looks at messages that a library's constructor makes, and tells whether there are any.
func (s *identities) made(v part) bool {
	found := false
	for _, path := range [][]int32{nil, {elemKey}} {
		objects, _ := s.p.tracer.near(v.f, v.stack, v.node, path)
		for _, o := range objects {
			if o.model != nil && o.model.Construct != nil && o.model.Construct.Kind == "message" {
				found = true
				s.object(o)
			}
		}
	}
	return found
}

// id notes a value that is an id, if it is set at all.
func (s *identities) id(v part) {
	if _, k := s.p.fresh(v.f, v.stack, v.node, v.path); k != unset {
		s.out.ids = append(s.out.ids, v)
	}
}

// options looks at what the library's options set: jetstream.WithMsgID(id).
func (s *identities) options(v part) {
	objects, _ := s.p.tracer.near(v.f, v.stack, v.node, v.path)
	for _, o := range objects {
		if o.model == nil || o.model.Set == nil || o.model.Set.Setting != "id" {
			continue
		}
		path, err := models.ParsePath(o.model.Set.Value)
		if err != nil {
			continue // no value
		}
		if a, fields, ok := o.ref.fn.argument(o.ref.node, path); ok {
			s.id(part{f: o.ref.fn, stack: o.stack, node: a, path: s.p.fieldKeys(fields)})
		}
	}
}

// payload looks at a payload, an envelope or a part of one that says something of the event.
func (s *identities) payload(v part) {
	k := traceKey{v.f, v.node, s.p.paths.id(v.path), v.stack}
	if s.seen[k] {
		return
	}
	s.seen[k] = true
	objects, complete := s.p.tracer.near(v.f, v.stack, v.node, v.path)
	if !complete && s.anonymous(v) {
		return
	}
	s.out.open = s.out.open || !complete
	for _, o := range objects {
		s.object(o)
	}
}

// anonymous tells whether all types that a value is known to be of, wherever it comes from, have no place for an id.
func (s *identities) anonymous(v part) bool {
	objects, _ := s.p.tracer.trace(v.f, v.stack, v.node, v.path)
	return len(objects) > 0 && !slices.ContainsFunc(objects, func(o object) bool {
		t := s.p.ownType(o.typ)
		return t == nil || len(t.Fields) == 0 || s.p.identified(t, false) || slices.ContainsFunc(t.Fields, func(f table.Field) bool { return carries(t, f.Name) && (opaqueType(f.Type) || container(f.Type)) })
	})
}

func (s *identities) object(o object) {
	f, n := o.ref.fn, o.ref.node
	if f == nil {
		s.out.open = true
		return
	}
	node := &f.Nodes[n]
	own := s.p.ownType(o.typ)
	switch {
	case o.model != nil && o.model.Marshal != nil:
		if a, fields, ok := f.argument(n, o.model.Marshal.Value); ok {
			s.payload(part{f: f, stack: o.stack, node: a, path: s.p.fieldKeys(fields)})
		}
	case o.model != nil && o.model.Construct != nil && o.model.Construct.Kind == "message":
		s.message(o)
	case node.Op == table.Const:
	case node.Op == table.Alloc && own != nil && len(own.Fields) > 0:
		s.fields(o, own)
	case node.Op == table.Alloc && (strings.HasPrefix(node.Type, "[") || strings.HasPrefix(node.Type, "map[")):
		s.entries(o)
	default:
		s.out.open = true
	}
}

// message is one that a library's constructor makes: of an id and a payload, and of what is set later.
func (s *identities) message(o object) {
	f, c := o.ref.fn, o.model.Construct
	id := int32(-1)
	if a, fields, ok := f.argument(o.ref.node, c.ID); ok && !c.ID.IsZero() {
		id = a
		s.id(part{f: f, stack: o.stack, node: a, path: s.p.fieldKeys(fields)})
	}
	for _, a := range f.Nodes[o.ref.node].Args {
		if a != id {
			s.payload(part{f: f, stack: o.stack, node: a})
		}
	}
	s.entries(o)
}

// fields looks at what is stored into a struct: its ids, and the parts that hold the event or what is said of it.
func (s *identities) fields(o object, t *Type) {
	f, n := o.ref.fn, o.ref.node
	s.out.open = s.out.open || placed(t) // what stands where in a history is an id too
	s.stored(f, o.stack, f.stores[n], t)
	for _, c := range f.passed(n) {
		for _, g := range f.calls[c.node].targets {
			switch {
			case g.fn != nil && !o.stack.holds(g.fn):
				s.stored(g.fn, s.p.tracer.push(CallSite{f, c.node}, o.stack), g.fn.stores[g.fn.paramNode(c.arg)], t)
			case g.model != nil && g.model.Unmarshal != nil:
				s.out.open = true
			}
		}
	}
}

func (s *identities) stored(f *Func, stack *frame, stores []store, t *Type) {
	for _, st := range stores {
		v := part{f: f, stack: stack, node: st.value}
		if st.key == wholeKey {
			s.payload(v)
			continue
		}
		name := s.p.keys.names[s.p.keys.bare[st.key]]
		i := slices.IndexFunc(t.Fields, func(field table.Field) bool { return field.Name == name })
		if i < 0 {
			continue
		}
		if s.p.ofThing(t, t.Fields[i]) {
			s.out.things = append(s.out.things, v)
		}
		switch field := t.Fields[i]; {
		case s.p.idField(t, field):
			v.once = f.onlyIfUnset(st)
			s.id(v)
		case carries(t, name) && container(field.Type):
			s.headers(v)
		case carries(t, name) && (opaqueType(field.Type) || s.p.ownType(field.Type) != nil):
			s.payload(v)
		}
	}
}

// headers looks at a list or map of what is said of a message.
func (s *identities) headers(v part) {
	objects, complete := s.p.tracer.near(v.f, v.stack, v.node, v.path)
	s.out.open = s.out.open || !complete
	for _, o := range objects {
		if o.ref.fn != nil && (o.ref.fn.Nodes[o.ref.node].Op == table.Alloc) {
			s.entries(o)
		} else {
			s.out.open = true
		}
	}
}

// entries looks for ids under their names:
//
//	map[string]string{"event-id": id}
//	h["event-id"] = id
//	[]kafka.Header{{Key: "event-id", Value: id}}
//	msg.Metadata.Set("event-id", id)
func (s *identities) entries(o object) {
	f, root := o.ref.fn, o.ref.node
	inside := func(n int32) bool {
		r, depth := f.rootOf(n)
		return r == root && depth > 0
	}
	named := map[int32]bool{} // elements of which a field holds the name of an id
	for i := range f.Nodes {
		n := &f.Nodes[i]
		if n.Op != table.Store || !inside(n.Args[0]) {
			continue
		}
		switch target := &f.Nodes[n.Args[0]]; {
		case target.Op == table.Elem && idHeader(n.Name):
			s.id(part{f: f, stack: o.stack, node: n.Args[1]})
		case target.Op == table.Elem && n.Name == "":
			s.entry(part{f: f, stack: o.stack, node: n.Args[1]})
		case target.Op == table.FieldOf && s.isIDName(f, n.Args[1]):
			named[target.Args[0]] = true
		}
	}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		if n.Op == table.Store && f.Nodes[n.Args[0]].Op == table.FieldOf && named[f.Nodes[n.Args[0]].Args[0]] && !s.isIDName(f, n.Args[1]) {
			s.id(part{f: f, stack: o.stack, node: n.Args[1]})
		}
	}
	for _, c := range f.handedTo(root) {
		s.call(f, o.stack, c.node)
	}
}

// entry is an element of a list of headers that was made by itself: a struct with a name and a value.
func (s *identities) entry(v part) {
	objects, _ := s.p.tracer.near(v.f, v.stack, v.node, v.path)
	for _, o := range objects {
		if o.ref.fn == nil || o.ref.fn.Nodes[o.ref.node].Op != table.Alloc {
			continue
		}
		stores := o.ref.fn.stores[o.ref.node]
		if !slices.ContainsFunc(stores, func(st store) bool { return s.isIDName(o.ref.fn, st.value) }) {
			continue
		}
		for _, st := range stores {
			if !s.isIDName(o.ref.fn, st.value) {
				s.id(part{f: o.ref.fn, stack: o.stack, node: st.value})
			}
		}
	}
}

// call is one that is given headers, a name and a value.
func (s *identities) call(f *Func, stack *frame, n int32) {
	args := f.Nodes[n].Args
	for i, a := range args {
		if s.isIDName(f, a) && i+1 < len(args) {
			s.id(part{f: f, stack: stack, node: args[i+1]})
		}
	}
}

func (s *identities) isIDName(f *Func, n int32) bool {
	node := &f.Nodes[strip(f, n)]
	return node.Op == table.Const && idHeader(node.Name)
}

// idHeader tells whether a header's name says that it holds the id of the message.
func idHeader(name string) bool { return name != "" && idName.MatchString(name) }

// idField tells whether a field of a payload or envelope holds the id of the event.
func (p *Program) idField(t *Type, f table.Field) bool {
	named := idName.MatchString(f.Name) || idName.MatchString(tagName(f.Tag)) || strings.EqualFold(f.Name, localName(t.Name)+"ID") && eventName.MatchString(t.Name)
	return named && !p.rowID(t, f)
}

// ofThing tells whether a field of a payload holds the id of what the event tells of. One that is just called id does, unless the type is named after an event
// or has another one that its name begins with: the OrderID of an OrderPaid.
func (p *Program) ofThing(t *Type, f table.Field) bool {
	if !thingName.MatchString(f.Name) {
		return false
	}
	if !p.idField(t, f) {
		return true
	}
	name := strings.ToLower(localName(t.Name))
	return bareID.MatchString(f.Name) && !eventName.MatchString(name) && !slices.ContainsFunc(t.Fields, func(o table.Field) bool {
		thing := strings.TrimSuffix(strings.ToLower(o.Name), "id")
		return thing != "" && thingName.MatchString(o.Name) && strings.HasPrefix(name, thing)
	})
}

// onlyIfUnset tells whether a field is only filled where it is empty: if e.ID == "" { e.ID = uuid.NewString() }.
func (f *Func) onlyIfUnset(st store) bool {
	name := f.program.keys.names[st.key]
	ofField := func(n int32) bool {
		n = strip(f, n)
		if f.Nodes[n].Op == table.Load {
			n = strip(f, f.Nodes[n].Args[0])
		}
		return f.Nodes[n].Op == table.FieldOf && f.Nodes[n].Name == name
	}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		if n.Op != table.Store || n.Args[1] != st.value || !ofField(n.Args[0]) {
			continue
		}
		for _, p := range f.Blocks[n.Block].Preds {
			if c := f.Blocks[p].Cond; c >= 0 && f.Nodes[c].Op == table.Compare && slices.ContainsFunc(f.Nodes[c].Args, ofField) {
				return true
			}
		}
	}
	return false
}
