package bus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
)

// Payload is a type of the program that is published as an event's payload.
type Payload struct {
	Type       *Type
	Sites      []*Effect // where it is published, in order of files: those where everything down to the library was analysed
	Versioned  bool      // its name, topic, event name, fields, headers or envelope say which version it is, at one of the sites at least
	Identified bool      // its messages carry an id that a consumer can use to recognise a second delivery
	Envelope   *Type     // the program's own type around it at its first site, if there is one
}

// Payloads lists the payload types of the program, sorted by name.
func (p *Program) Payloads() []Payload {
	if p.payloads == nil {
		p.payloads = p.findPayloads()
	}
	return slices.Clone(p.payloads)
}

func (p *Program) findPayloads() []Payload {
	byType := map[string]*Payload{}
	for _, f := range p.Funcs {
		for _, e := range f.flow.Sites {
			if !p.feasibleConds(f, e) {
				continue
			}
			found := p.payloadTypes(e)
			ev, encoded := p.evidence(e, found.names())
			if len(found) == 0 && len(encoded) == 1 { // through a buffer, say
				found = publishedTypes{{typ: encoded[0]}}
				ev, _ = p.evidence(e, found.names())
			}
			for _, x := range found {
				pl := byType[x.typ.Name]
				if pl == nil {
					pl = &Payload{Type: x.typ, Envelope: cmp.Or(x.envelope, ev.envelope)}
					byType[x.typ.Name] = pl
				}
				if ev.known {
					pl.Sites = append(pl.Sites, e)
				}
				pl.Versioned = pl.Versioned || ev.version || p.versioned(x.typ, x.literal)
				pl.Identified = pl.Identified || ev.id || p.identified(x.typ, x.literal)
			}
		}
	}
	out := make([]Payload, 0, len(byType))
	for _, pl := range byType {
		slices.SortStableFunc(pl.Sites, func(a, b *Effect) int {
			x, _ := a.At.At()
			y, _ := b.At.At()
			return x.Compare(y)
		})
		if pl.Envelope == pl.Type {
			pl.Envelope = nil
		}
		out = append(out, *pl)
	}
	slices.SortFunc(out, func(a, b Payload) int { return cmp.Compare(a.Type.Name, b.Type.Name) })
	return out
}

// feasibleConds tells whether an effect can happen, wherever it goes: an outbox's events have a contract too.
func (p *Program) feasibleConds(f *Func, e *Effect) bool {
	return !slices.ContainsFunc(e.Conds, func(c Cond) bool { return !p.mayBe(f, c) })
}

// At returns where a type is declared.
func (t *Type) At() finding.Position {
	module := ""
	if t.Table.Outside {
		module = t.Table.Module
	}
	return finding.Position{Module: module, File: t.Table.Files[t.File], Line: int(t.Line), Column: int(t.Col)}
}

// Publisher is the call of the library at the end of an effect.
func (e *Effect) Publisher() CallSite {
	for e.Next != nil {
		e = e.Next
	}
	return e.At
}

// published is a type that a publish sends.
type published struct {
	typ      *Type
	envelope *Type  // the program's own type around it, made at the same place
	literal  bool   // every value of it is made by storing its fields one by one
	format   string // that it is encoded in, as models say it; "" if that is not known
}

type publishedTypes []published

func (ps publishedTypes) names() []string {
	out := make([]string, len(ps))
	for i, x := range ps {
		out[i] = x.typ.Name
	}
	return out
}

// payloadTypes finds the types that a published value was made from, sorted by name. Only structs of the program's own have a contract to look at.
func (p *Program) payloadTypes(e *Effect) publishedTypes { return p.payloadTypesBy(e, nil) }

// payloadTypesBy finds them for one way to the effect's function.
func (p *Program) payloadTypesBy(e *Effect, stack *frame) publishedTypes {
	s := typeSearch{p: p, seen: map[traceKey]bool{}, stacks: stacks[traceKey]{}}
	s.published(e, stack)
	slices.SortStableFunc(s.out, func(a, b published) int {
		return cmp.Or(cmp.Compare(a.typ.Name, b.typ.Name), cmp.Compare(btoi(a.literal), btoi(b.literal)), cmp.Compare(a.format, b.format))
	})
	return slices.CompactFunc(s.out, func(a, b published) bool { return a.typ == b.typ })
}

type typeSearch struct {
	p        *Program
	seen     map[traceKey]bool
	stacks   stacks[traceKey]
	envelope *Type
	encoded  bool   // below an encoder: what is found is what it encodes, a map is a payload without a type
	format   string // ... of which form
	out      publishedTypes
	loose    *[]looseValue // values without a type, if they are asked for
}

// published begins at what an effect publishes, if the calls of stack lead to its function.
func (s *typeSearch) published(e *Effect, stack *frame) {
	if e.handler == nil {
		if e.Body >= 0 {
			s.find(e.At.Func, stack, e.Body, s.p.paths.list[e.bodyPath])
		}
		return
	}
	for _, n := range e.handler.returns(0) {
		for _, path := range e.Model.Publish.Payload {
			s.find(e.handler, nil, n, s.p.fieldKeys(path.Fields))
		}
	}
}

func (s *typeSearch) find(f *Func, stack *frame, n int32, path []int32) {
	k := traceKey{f, n, s.p.paths.id(path), stack}
	if s.seen[k] {
		return
	}
	if stack != nil {
		all := k
		all.stack = nil
		if s.stacks.many(all) {
			if k, stack = all, nil; s.seen[k] {
				return
			}
		}
	}
	s.seen[k] = true
	if i := slices.IndexFunc(path, s.p.keys.method); i >= 0 {
		s.made(f, stack, n, path[:i], path[i], path[i+1:])
		return
	}
	if (s.loose == nil || stack == nil) && f.relayed(n, path) {
		return
	}
	if s.loose != nil {
		s.unformed(f, stack, n, path)
	}
	objects, _ := s.p.tracer.trace(f, stack, n, path)
	if len(path) > 0 {
		messages, _ := s.p.tracer.trace(f, stack, n, nil)
		listed, _ := s.p.tracer.trace(f, stack, n, []int32{elemKey})
		messages = append(slices.Clone(messages), listed...)
		objects = append(slices.Clone(objects), slices.DeleteFunc(slices.Clone(messages), func(o object) bool { return o.model == nil })...) // made by a library
	}
	for _, o := range objects {
		switch {
		case o.model != nil && o.model.Marshal != nil:
			if a, _, ok := o.ref.fn.argument(o.ref.node, o.model.Marshal.Value); ok {
				inside := typeSearch{p: s.p, seen: s.seen, stacks: s.stacks, envelope: s.envelope, encoded: true, format: o.model.Marshal.Format, loose: s.loose}
				inside.find(o.ref.fn, o.stack, a, nil)
				s.out = append(s.out, inside.out...)
				for _, x := range inside.out {
					s.p.writtenBy(x.typ.Name, o.ref.fn, o.stack, o.ref.node, o.model.Marshal.Schema)
				}
			}
		case (target{model: o.model}).makesMessage():
			for _, a := range s.carried(o, path) {
				s.find(o.ref.fn, o.stack, a, nil)
			}
			for _, a := range o.ref.fn.added(o.ref.node) {
				s.find(o.ref.fn, o.stack, a.node, a.path)
			}
		case o.typ != "" && s.p.ownType(o.typ) != nil:
			s.object(o)
		case s.loose != nil && o.ref.fn != nil && len(o.ref.fn.keyed(o.ref.node)) > 0:
			s.mapped(o)
		case o.ref.fn != nil && (!s.encoded || s.loose != nil && o.ref.fn.listsMaps(o.ref.node)): // a pointer to bytes, or a list or map of the library's
			for _, st := range o.ref.fn.stores[o.ref.node] {
				if st.key == wholeKey || st.key == elemKey {
					s.find(o.ref.fn, o.stack, st.value, nil)
				}
			}
		}
	}
}

// carried lists what a message that a library made carries: what it was made with, or what is stored into the field at a path afterwards. Where the library
// does not say what is the payload, that may be all that it was made with.
func (s *typeSearch) carried(o object, path []int32) []int32 {
	f := o.ref.fn
	if a, _, ok := f.argument(o.ref.node, o.model.Construct.Payload); ok {
		return []int32{a}
	}
	var out []int32
	for i := range f.Nodes {
		if st := &f.Nodes[i]; st.Op == table.Store && len(path) > 0 {
			to := &f.Nodes[st.Args[0]]
			if to.Op == table.FieldOf && strip(f, to.Args[0]) == o.ref.node && s.p.keys.same(s.p.keys.id(to.Name), path[0]) {
				out = append(out, st.Args[1])
			}
		}
	}
	if len(out) > 0 || s.loose != nil {
		return out
	}
	return f.Nodes[o.ref.node].Args
}

// relayed tells whether a value is a part of a library's message that was given to f: it goes on as it came.
func (f *Func) relayed(n int32, path []int32) bool {
	places := f.placesAt(n, path)
	return len(places) > 0 && !slices.ContainsFunc(places, func(pl Place) bool {
		if pl.Root != FromParam || pl.Path == 0 || slices.ContainsFunc(f.program.paths.list[pl.Path], f.program.keys.method) {
			return true
		}
		typ := elemType(f.Params[pl.Index].Type)
		return f.program.ownType(typ) != nil || opaqueType(typ) || !strings.Contains(typ, ".")
	})
}

// object is a value that is published: an envelope around others, or a payload.
func (s *typeSearch) object(o object) {
	t := s.p.ownType(o.typ)
	if t == nil || t.Double {
		return
	}
	if len(t.Fields) == 0 {
		if s.loose != nil {
			s.mapped(o)
		}
		if inner := s.p.ownType(t.Text); inner != nil && container(t.Text) && len(inner.Fields) > 0 {
			s.out = append(s.out, published{typ: inner, envelope: s.envelope, format: s.format})
		}
		return
	}
	if f := o.ref.fn; f != nil && f.Nodes[o.ref.node].Op == table.Alloc {
		inside := typeSearch{p: s.p, seen: s.seen, stacks: s.stacks, envelope: t, encoded: s.encoded, format: s.format, loose: s.loose}
		for _, st := range f.stores[o.ref.node] {
			if s.loose != nil {
				s.slotted(t, f, o.stack, st)
			}
			if s.p.slot(t, st.key) {
				inside.find(f, o.stack, st.value, nil)
			}
		}
		if len(inside.out) > 0 {
			s.out = append(s.out, inside.out...)
			return
		}
	}
	s.out = append(s.out, published{typ: t, envelope: s.envelope, literal: o.ref.fn != nil && o.ref.fn.literal(o.ref.node), format: s.format})
}

// slot tells whether a field of a type is where an envelope holds its event.
func (p *Program) slot(t *Type, key int32) bool {
	name := p.keys.names[p.keys.bare[key]]
	return slices.ContainsFunc(t.Fields, func(f table.Field) bool {
		return f.Name == name && (typeParam(f.Type) || slotName.MatchString(name) && opaqueType(f.Type))
	})
}

// made finds what a method of the values at a node returns: resource.ToEvent().
func (s *typeSearch) made(f *Func, stack *frame, n int32, path []int32, method int32, rest []int32) {
	objects, _ := s.p.tracer.trace(f, stack, n, path)
	for _, o := range s.p.held(objects) {
		t := s.p.types[bareType(o.typ)]
		if t == nil || t.Double {
			continue // of a type that nobody looked at
		}
		m := t.methods[s.p.keys.methodName(method)]
		if m == nil {
			continue
		}
		fn := s.p.byName[m.Func]
		if fn == nil {
			continue
		}
		for _, n := range fn.returns(0) {
			s.find(fn, nil, n, rest)
		}
	}
}

// literal tells whether an object is made of nothing but the fields that are stored into it in sight: not a copy of another, nor filled by a
// function that nobody looked into.
func (f *Func) literal(n int32) bool {
	if f.Nodes[n].Op != table.Alloc {
		return false
	}
	for _, s := range f.stores[n] {
		if s.key == wholeKey {
			return false
		}
	}
	for _, c := range f.passed(n) {
		for _, t := range f.calls[c.node].targets {
			if t.model != nil && t.model.Marshal == nil && t.model.Publish == nil && t.model.Construct == nil && t.model.Declare == nil && !t.model.Neutral && !t.model.Log {
				return false
			}
		}
		if len(f.calls[c.node].targets) == 0 {
			return false // a decoder, say
		}
	}
	return true
}

// versioned tells whether a payload type says which version it is: in its name, its package's path, or a field that is filled.
func (p *Program) versioned(t *Type, literal bool) bool {
	return p.says(t, literal, map[string]bool{}, func(_ *Type, f table.Field) bool {
		return versionName.MatchString(f.Name) || versionName.MatchString(tagName(f.Tag))
	}, func(t *Type) bool {
		name := localName(t.Name)
		return typeVersion.MatchString(name) || packageVersion.MatchString(strings.TrimPrefix(t.Name[:len(t.Name)-len(name)], t.Table.Module))
	})
}

// identified tells whether a payload type carries an id of the event.
func (p *Program) identified(t *Type, literal bool) bool {
	return p.says(t, literal, map[string]bool{}, p.idField, placed)
}

// placed tells whether a type says where in the history of which thing an event stands: together, that is an id.
func placed(t *Type) bool {
	return slices.ContainsFunc(t.Fields, func(f table.Field) bool { return streamName.MatchString(f.Name) }) &&
		slices.ContainsFunc(t.Fields, func(f table.Field) bool { return positionName.MatchString(f.Name) && strings.Contains(f.Type, "int") })
}

// says tells whether a type says something by itself, or has a field that does, of its own or in an embedded struct or header.
func (p *Program) says(t *Type, literal bool, seen map[string]bool, field func(*Type, table.Field) bool, itself func(*Type) bool) bool {
	if seen[t.Name] {
		return false
	}
	seen[t.Name] = true
	if itself != nil && itself(t) {
		return true
	}
	for _, f := range t.Fields {
		if field(t, f) && p.filled(t, f, literal) {
			return true
		}
		if inner := p.types[bareType(f.Type)]; inner != nil && (f.Embedded || headName.MatchString(f.Name)) && p.says(inner, literal, seen, field, itself) {
			return true
		}
	}
	return false
}

// filled tells whether a field can have a value: one is stored into it somewhere, or values of its type come from where nobody looked.
func (p *Program) filled(t *Type, f table.Field, literal bool) bool {
	for _, r := range p.stores[p.keys.id(t.Name+"."+f.Name)] {
		if !zero(r.fn, r.node) {
			return true
		}
	}
	return !literal
}

// rowID tells whether a field called just id is the key of a thing's row rather than the event's own: all that is stored into it is another type's id,
// or, where nothing is, it is a number in a type that is not named after an event.
func (p *Program) rowID(t *Type, f table.Field) bool {
	if !bareID.MatchString(f.Name) {
		return false
	}
	stored := p.stores[p.keys.id(t.Name+"."+f.Name)]
	if len(stored) > 0 && !slices.ContainsFunc(stored, func(r nodeRef) bool { return !othersID(r) }) {
		return true
	}
	switch strings.TrimPrefix(f.Type, "*") {
	case "int", "int32", "int64", "uint", "uint32", "uint64":
		return !eventName.MatchString(localName(t.Name))
	}
	return false
}

// othersID tells whether a value is the id of a thing: order.ID, order.ID.String().
func othersID(r nodeRef) bool {
	n := strip(r.fn, r.node)
	node := &r.fn.Nodes[n]
	if node.Op == table.Call && node.Recv && len(node.Args) == 1 {
		node = &r.fn.Nodes[strip(r.fn, node.Args[0])]
	}
	if node.Op != table.FieldOf {
		return false
	}
	dot := strings.LastIndexByte(node.Name, '.')
	return bareID.MatchString(node.Name[dot+1:]) && !eventName.MatchString(localName(node.Name[:dot]))
}

// Generated tells whether a type is declared in a generated file.
func (t *Type) Generated() bool { return t.Table.Generated[t.File] }
