package bus

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// Payload is a type of the program that is published as an event's payload.
type Payload struct {
	Type       *Type
	Sites      []*Effect // where it is published, in order of files
	Versioned  bool      // its name, topic, event name, fields, headers or envelope say which version it is, at one of the sites at least
	Identified bool      // its messages carry an id that a consumer can use to recognise a second delivery
	Known      bool      // everything between the sites and the library was analysed
}

// Payloads lists the payload types of the program, sorted by name.
func (p *Program) Payloads() []Payload {
	byType := map[string]*Payload{}
	for _, f := range p.Funcs {
		for _, e := range f.flow.Sites {
			if !p.feasibleConds(f, e) {
				continue
			}
			for _, name := range p.payloadTypes(f, e.Body, p.paths.list[e.bodyPath]) {
				t := p.types[name]
				if t == nil || t.Foreign || t.Interface || t.Double || len(t.Fields) == 0 && t.Text == "" {
					continue // not a type of the program's own, or not one with content
				}
				pl := byType[name]
				if pl == nil {
					pl = &Payload{Type: t, Known: true}
					byType[name] = pl
				}
				pl.Sites = append(pl.Sites, e)
				ev := p.evidence(e)
				pl.Versioned = pl.Versioned || ev.version || p.versioned(t, map[string]bool{})
				pl.Identified = pl.Identified || ev.id || p.identified(t, map[string]bool{})
				pl.Known = pl.Known && ev.known
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

// payloadTypes names the types that a published value was made from.
func (p *Program) payloadTypes(f *Func, n int32, suffix []int32) []string {
	s := typeSearch{p: p, seen: map[traceKey]bool{}}
	s.find(f, nil, n, suffix)
	slices.Sort(s.out)
	return slices.Compact(s.out)
}

type typeSearch struct {
	p    *Program
	seen map[traceKey]bool
	out  []string
}

func (s *typeSearch) find(f *Func, stack *frame, n int32, suffix []int32) {
	k := traceKey{f, n, s.p.paths.id(suffix), stack}
	if s.seen[k] {
		return
	}
	s.seen[k] = true
	objects, _ := s.p.tracer.trace(f, stack, n, suffix)
	for _, o := range objects {
		switch {
		case o.model != nil && o.model.Marshal != nil:
			if a, _, ok := o.ref.fn.argument(o.ref.node, o.model.Marshal.Value); ok {
				s.find(o.ref.fn, o.stack, a, nil)
			}
		case o.model != nil && o.model.Construct != nil && o.model.Construct.Kind == "message":
			for _, a := range o.ref.fn.Nodes[o.ref.node].Args {
				s.find(o.ref.fn, o.stack, a, nil)
			}
		case o.typ != "":
			s.out = append(s.out, bareType(o.typ))
		}
	}
}

// evidence is what the way from a publish to the library says of a message.
type evidence struct{ version, id, known bool }

var (
	versionWord  = regexp.MustCompile(`(?i)(^|[^a-z])v\d+([^a-z0-9]|$)|[a-z0-9]V\d+$|[._-]v\d+|(^|[._/-])\d+\.\d+(\.\d+)?($|[._/-])`)
	versionField = regexp.MustCompile(`(?i)^(schema|event|message|msg|payload|data|type|spec|api|format|contract|envelope|model)?_?-?(version|ver|revision)$|^(data)?schema(_?-?(id|uri|url|version))?$|^ce[-_]?(dataschema|specversion)$|^specversion$`)
	idField      = regexp.MustCompile(`(?i)^(event|message|msg|envelope|notification|delivery|operation|command|request|correlation|transaction|tracking)?_?-?(id|uuid|guid|ulid)$|idempoten|dedup|^ce[-_]?id$`)
	idHeader     = regexp.MustCompile(`(?i)^(x-)?(event|message|msg|idempotency|dedup\w*|request|ce)[-_. ]?(id|uuid|key)$`)
)

// evidence looks at everything that is handed down from the publish to the library.
func (p *Program) evidence(e *Effect) evidence {
	ev := evidence{known: true}
	for x := e; x != nil; x = x.Next {
		sl := slicer{p: p, ev: &ev, seen: map[nodeRef]bool{}}
		for _, a := range x.At.Func.Nodes[x.At.Node].Args {
			sl.visit(x.At.Func, a)
		}
		if m := x.Model; x.Next == nil && m != nil && m.Publish != nil {
			ev.id = ev.id || m.Publish.Generates == "id" || p.set(x.At, m.Publish.ID)
			for _, path := range m.Publish.Topic {
				p.topicEvidence(x.At, path, &ev)
			}
		}
	}
	return ev
}

// set tells whether one of a model's paths is given a value at a call.
func (p *Program) set(at CallSite, paths models.Paths) bool {
	for _, path := range paths {
		a, fields, ok := at.Func.argument(at.Node, path)
		if !ok {
			continue
		}
		if objects, _ := p.tracer.trace(at.Func, nil, a, p.fieldKeys(fields)); len(objects) > 0 {
			return true
		}
		for _, pl := range at.Func.placesAt(a, p.fieldKeys(fields)) {
			if pl.Root == FromNode && at.Func.Nodes[pl.Index].Op == table.Call {
				return true
			}
		}
	}
	return false
}

func (p *Program) topicEvidence(at CallSite, path models.Path, ev *evidence) {
	a, fields, ok := at.Func.argument(at.Node, path)
	if !ok {
		return
	}
	objects, _ := p.tracer.trace(at.Func, nil, a, p.fieldKeys(fields))
	for _, o := range objects {
		if o.ref.fn != nil && o.ref.fn.Nodes[o.ref.node].Op == table.Const {
			ev.word(o.ref.fn.Nodes[o.ref.node].Name)
		}
	}
}

// word looks at a constant.
func (ev *evidence) word(s string) {
	if len(s) > 200 {
		return // a document
	}
	ev.version = ev.version || versionWord.MatchString(s) || versionField.MatchString(s)
	ev.id = ev.id || idHeader.MatchString(s)
}

// slicer visits what a value is made from, also in the functions that make it.
type slicer struct {
	p    *Program
	ev   *evidence
	seen map[nodeRef]bool
}

func (s *slicer) visit(f *Func, n int32) {
	ref := nodeRef{f, n}
	if s.seen[ref] {
		return
	}
	s.seen[ref] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Const:
		s.ev.word(node.Name)
	case table.Alloc:
		s.named(node.Type)
		for _, st := range f.stores[n] {
			s.key(st.key)
			s.visit(f, st.value)
		}
		for _, c := range f.passed(n) { // setters and encoders
			s.visit(f, c.node)
			for _, a := range f.Nodes[c.node].Args {
				s.visit(f, a)
			}
		}
		return
	case table.FieldOf:
		s.named(node.Type)
	case table.Parameter:
		s.named(f.Params[node.Index].Type)
	case table.Convert:
		s.named(node.Type)
	case table.Global:
		for _, r := range s.p.globs[node.Name] {
			s.visit(r.fn, r.node)
		}
	case table.Call:
		s.called(f, n)
	case table.Extract:
		s.named(node.Type)
	}
	for _, a := range node.Args {
		s.visit(f, a)
	}
}

// called looks into the functions that make a value.
func (s *slicer) called(f *Func, n int32) {
	s.named(f.Nodes[n].Out)
	if len(f.calls[n].targets) > 1 {
		return // what one of many makes says nothing of the others
	}
	for _, t := range f.calls[n].targets {
		if t.model != nil {
			s.ev.id = s.ev.id || t.model.ID
			continue
		}
		for b := range t.fn.Blocks {
			for _, r := range t.fn.Blocks[b].Nodes {
				if ret := &t.fn.Nodes[r]; ret.Op == table.Return {
					for _, a := range ret.Args {
						s.visit(t.fn, a)
					}
				}
			}
		}
	}
}

// key is a field or map key that is stored into.
func (s *slicer) key(k int32) {
	if k > recvKey {
		name := s.p.keys.names[s.p.keys.bare[k]]
		s.ev.version = s.ev.version || versionField.MatchString(name)
	}
}

// named looks at an envelope's or message's type.
func (s *slicer) named(typ string) {
	t := s.p.types[bareType(typ)]
	if t == nil || t.Foreign || t.Interface || !s.message(t) {
		return
	}
	s.ev.version = s.ev.version || s.p.versioned(t, map[string]bool{})
	s.ev.id = s.ev.id || s.p.identified(t, map[string]bool{})
}

// message tells whether a type is made to be encoded: it has tags, or holds somebody else's payload.
func (s *slicer) message(t *Type) bool {
	return slices.ContainsFunc(t.Fields, func(f table.Field) bool {
		return f.Tag != "" || f.Type == "any" || f.Type == "encoding/json.RawMessage" || f.Type == "[]byte" || strings.HasPrefix(f.Type, "$")
	})
}

// versioned tells whether a payload type says which version it is: in its name, its package's path, or a field.
func (p *Program) versioned(t *Type, seen map[string]bool) bool {
	if seen[t.Name] {
		return false
	}
	seen[t.Name] = true
	name := t.Name[strings.LastIndexByte(t.Name, '.')+1:]
	if typeVersion.MatchString(name) || packageVersion.MatchString(strings.TrimPrefix(t.Name[:len(t.Name)-len(name)], t.Table.Module)) {
		return true
	}
	for _, f := range t.Fields {
		if versionField.MatchString(f.Name) || versionField.MatchString(tagName(f.Tag)) {
			return true
		}
		if inner := p.types[bareType(f.Type)]; inner != nil && (f.Embedded || headerName.MatchString(f.Name)) && p.versioned(inner, seen) {
			return true
		}
	}
	return false
}

var (
	typeVersion    = regexp.MustCompile(`[a-z0-9_]_?[Vv]\d+([A-Z_]|$)|^V\d+`)
	packageVersion = regexp.MustCompile(`(^|[/._])v\d+([a-z]+\d*)?([/.]|$)`)
	headerName     = regexp.MustCompile(`(?i)head|meta|envelope|base|info|context|event`)
)

// identified tells whether a payload type carries an id.
func (p *Program) identified(t *Type, seen map[string]bool) bool {
	if seen[t.Name] {
		return false
	}
	seen[t.Name] = true
	for _, f := range t.Fields {
		if name := cmp.Or(tagName(f.Tag), f.Name); (idField.MatchString(f.Name) || idField.MatchString(name)) && !rowID(t, f) {
			return true
		}
		if inner := p.types[bareType(f.Type)]; inner != nil && (f.Embedded || headerName.MatchString(f.Name)) && p.identified(inner, seen) {
			return true
		}
	}
	return false
}

// rowID tells whether a field called just id is the key of a table's row rather than an event's: a number, in a type that is not named after an event.
func rowID(t *Type, f table.Field) bool {
	switch strings.TrimPrefix(f.Type, "*") {
	case "int", "int32", "int64", "uint", "uint32", "uint64":
		return strings.EqualFold(f.Name, "id") && !eventName.MatchString(t.Name[strings.LastIndexByte(t.Name, '.')+1:])
	}
	return false
}

var eventName = regexp.MustCompile(`(?i)event|message|envelope|notification|command`)

var jsonTag = regexp.MustCompile(`(?:json|avro|bson|yaml|msgpack|cbor|xml):"([^",]+)`)

// tagName is the name that a field has on the wire, "" if its tag says none.
func tagName(tag string) string {
	if m := jsonTag.FindStringSubmatch(tag); m != nil {
		return m[1]
	}
	return ""
}
