package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// dealt is the name of a value that deals messages out to a few topics of one kind: retries, shards.
var dealt = lazyregexp.New(`(?i)attempt|retr|shard|partition|bucket`)

// DynamicTopics lists the publishes to topics whose name is put together from data, each at the call that brings the data in. Data is what the event itself
// tells, what it was made from, a new id, or what a function that makes one kind of event is given. Constants, enumerations, values that are compared with constants, entries
// of maps, and what a receiver or package variable holds are none. Brokers whose consumers match topics with wildcards have no names to know.
func (p *Program) DynamicTopics() []*Effect {
	data := map[string]bool{} // types that tell of events
	for _, x := range p.Payloads() {
		data[x.Type.Name] = true
	}
	var out []*Effect
	told := map[CallSite]bool{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for _, e := range f.flow.Sites {
			m := e.Model.Publish
			if m == nil || m.Wildcards || e.AtMostOnce() || e.Channel || e.handler != nil || len(m.Topic) == 0 || f.relay() || !p.feasibleConds(f, e) {
				continue // no names to know, or an outbox's relay: what it reads, others have decided
			}
			s := partSearch{p: p, data: data, made: p.madeFrom(e), typed: len(p.payloadTypes(e)) > 0, seen: map[partKey]bool{}}
			s.topic(e, nil, m.Topic[0])
			if s.found != nil && !told[s.found.At] {
				told[s.found.At] = true
				out = append(out, s.found)
			}
		}
	}
	return out
}

// madeFrom lists the types whose fields are copied into the event that a function publishes: o of OrderPlaced{ID: o.ID}. What its receiver holds is not
// what the event is made from.
func (p *Program) madeFrom(e *Effect) map[string]bool {
	f := e.At.Func
	s := filled{f: f, seen: map[int32]bool{}}
	for _, n := range f.published(e.Body, p.paths.list[e.bodyPath]) {
		s.find(n)
	}
	out := map[string]bool{}
	for _, n := range s.out {
		if root, _ := f.rootOf(n); f.Recv != "" && root == f.paramNode(0) {
			continue
		}
		for _, t := range f.owners(n) {
			out[t] = true
		}
	}
	return out
}

// owners lists the types of the structs that a value is a field of, the innermost first: Header and Event of event.Header.ID.
func (f *Func) owners(n int32) []string {
	var out []string
	for n = f.plainly(n); f.Nodes[n].Op == table.FieldOf; n = f.plainly(f.Nodes[n].Args[0]) {
		name := f.Nodes[n].Name
		out = append(out, name[:max(0, strings.LastIndexByte(name, '.'))])
	}
	return out
}

// plainly follows conversions and loads.
func (f *Func) plainly(n int32) int32 {
	for f.Nodes[n].Op == table.Convert || f.Nodes[n].Op == table.Load {
		n = f.Nodes[n].Args[0]
	}
	return n
}

// partSearch looks for data among the parts of a topic's name.
type partSearch struct {
	p     *Program
	data  map[string]bool // types that tell of events
	made  map[string]bool // types that the event is made from
	typed bool            // the event is of one type of the program's own
	seen  map[partKey]bool
	found *Effect
}

type partKey struct {
	nodeRef
	calls  *calling
	joined bool
}

// calling is a call between where a value is looked at and where the search began.
type calling struct {
	site CallSite
	up   *calling
	at   *Effect // what the caller publishes; nil for a call that makes a part of the name
}

// topic begins at the library's call at the end of an effect, below the calls that lead there.
func (s *partSearch) topic(e *Effect, up *calling, path models.Path) {
	if e.Next != nil {
		s.topic(e.Next, &calling{e.At, up, e}, path)
		return
	}
	f := e.At.Func
	if node := &f.Nodes[e.At.Node]; node.Op == table.Send { // on a library's channel
		s.field(e, up, f, node.Args[1], path.Fields)
		return
	}
	a, fields, ok := f.argument(e.At.Node, path)
	if !ok || path.Root == "receiver" {
		return // decided when the publisher was made
	}
	s.field(e, up, f, a, fields)
}

// field goes on with what is stored into a field of a message, here or by a caller that makes it.
func (s *partSearch) field(at *Effect, up *calling, f *Func, n int32, fields []string) {
	in := inspector{p: s.p}
	if nodes := in.field(f, n, fields); len(nodes) > 0 {
		for _, v := range nodes {
			s.part(at, up, f, v, false)
		}
		return
	}
	node := &f.Nodes[strip(f, n)]
	if up == nil || node.Op != table.Parameter {
		return
	}
	if a, ok := up.site.Func.argOf(up.site.Node, f, node.Index); ok {
		s.field(up.at, up.up, up.site.Func, a, fields)
	}
}

// part looks at a part of the name; joined tells whether more is put together with it.
func (s *partSearch) part(at *Effect, up *calling, f *Func, n int32, joined bool) {
	k := partKey{nodeRef{f, n}, up, joined}
	if s.found != nil || s.seen[k] || len(s.seen) > manyQuestions {
		return
	}
	s.seen[k] = true
	node := &f.Nodes[n]
	switch {
	case s.p.closed(f, n):
	case node.Op == table.Convert:
		s.part(at, up, f, node.Args[0], joined)
	case node.Op == table.Load:
		s.variable(at, up, f, node.Args[0], joined)
	case node.Op == table.Alloc: // a pointer to the name
		s.variable(at, up, f, n, joined)
	case node.Op == table.Phi:
		for _, a := range node.Args {
			s.part(at, up, f, a, joined)
		}
	case node.Op == table.Compute && node.Name == "+":
		for _, a := range node.Args {
			s.part(at, up, f, a, true)
		}
	case node.Op == table.Elem && !strings.HasPrefix(f.typeOf(strip(f, node.Args[0])), "map["):
		s.part(at, up, f, node.Args[0], joined)
	case node.Op == table.FieldOf:
		s.ofField(at, f, n, joined)
	case node.Op == table.Parameter:
		s.param(at, up, f, node.Index, joined)
	case node.Op == table.FreeVar:
		for _, m := range f.made {
			if args := m.Func.Nodes[m.Node].Args; int(node.Index) < len(args) {
				s.variable(at, nil, m.Func, args[node.Index], joined)
			}
		}
	case node.Op == table.Extract:
		s.call(at, up, f, node.Args[0], node.Index, joined)
	case node.Op == table.Call:
		s.call(at, up, f, n, 0, joined)
	}
}

// variable looks at all that is stored into a variable.
func (s *partSearch) variable(at *Effect, up *calling, f *Func, cell int32, joined bool) {
	cell = strip(f, cell)
	if f.Nodes[cell].Op != table.Alloc {
		s.part(at, up, f, cell, joined)
		return
	}
	for _, st := range f.stores[cell] {
		if st.key == wholeKey {
			s.part(at, up, f, st.value, joined)
		}
	}
}

// ofField is a field of something: data, if that tells of the event, and the program writes no constants into it.
func (s *partSearch) ofField(at *Effect, f *Func, n int32, joined bool) {
	tells := slices.ContainsFunc(f.owners(n), func(t string) bool { return s.data[t] || s.made[t] })
	if !joined || !tells || dealt.MatchString(f.Nodes[n].Name[strings.LastIndexByte(f.Nodes[n].Name, '.')+1:]) {
		return
	}
	for _, r := range s.p.stores[s.p.keys.id(f.Nodes[n].Name)] {
		if r.fn.Nodes[strip(r.fn, r.node)].Op == table.Const {
			return // a kind
		}
	}
	s.found = at
}

// param is what the callers give. What a function that makes one kind of event is given, and nobody is seen to give, is data of that event.
func (s *partSearch) param(at *Effect, up *calling, f *Func, i int32, joined bool) {
	if up != nil {
		if a, ok := up.site.Func.argOf(up.site.Node, f, i); ok {
			s.part(orElse(up.at, at), up.up, up.site.Func, a, joined)
		}
		return
	}
	if f.Recv != "" && i == 0 {
		return
	}
	called := false
	for _, c := range f.Callers {
		if a, ok := c.Func.argOf(c.Node, f, i); ok && !c.Func.tests() {
			called = true
			x := *at
			x.At, x.Next, x.Site = c, at, at.Site
			s.part(&x, nil, c.Func, a, joined)
		}
	}
	if !called && joined && s.typed && at.At.Func.Declared() == f.Declared() && !dealt.MatchString(f.Params[i].Name) && plainType(f.Params[i].Type) {
		s.found = at
	}
}

func orElse(a, b *Effect) *Effect {
	if a != nil {
		return a
	}
	return b
}

// plainType tells whether a type is a text or number.
func plainType(typ string) bool {
	return typ == "string" || strings.HasPrefix(typ, "int") && !strings.HasPrefix(typ, "interface") || strings.HasPrefix(typ, "uint")
}

// call is what a function returns: of the program's own, that is looked into; what others return is made from what they are given.
func (s *partSearch) call(at *Effect, up *calling, f *Func, n, result int32, joined bool) {
	node := &f.Nodes[n]
	if formatters[node.Name] {
		for _, v := range f.elements(node.Args[len(node.Args)-1]) {
			s.part(at, up, f, v, true)
		}
		return
	}
	targets := f.calls[n].targets
	for _, t := range targets {
		switch {
		case t.fn != nil:
			for _, v := range t.fn.returns(result) {
				s.part(at, &calling{CallSite{f, n}, up, nil}, t.fn, v, joined)
			}
		case t.model != nil && t.model.Effect.ID && joined:
			s.found = at
		}
	}
	if len(targets) == 0 && node.Mode == table.Static {
		for _, a := range node.Args {
			s.part(at, up, f, a, joined)
		}
	}
}

// closed tells whether a value is one of few: of an enumeration, or compared with constants in its function.
func (p *Program) closed(f *Func, n int32) bool {
	x := f.plainly(n)
	for _, v := range []int32{n, x} {
		if p.enumeration(f.typeOf(v)) {
			return true
		}
	}
	same := func(a int32) bool {
		a = f.plainly(a)
		return a == x || f.Nodes[a].Op == table.FieldOf && f.Nodes[x].Op == table.FieldOf && f.Nodes[a].Name == f.Nodes[x].Name
	}
	return slices.ContainsFunc(f.Nodes, func(c table.Node) bool {
		if c.Op != table.Compare || c.Name != "==" && c.Name != "!=" || !slices.ContainsFunc(c.Args, same) {
			return false
		}
		return slices.ContainsFunc(c.Args, func(a int32) bool {
			k := &f.Nodes[f.plainly(a)]
			return k.Op == table.Const && k.Name != "" && k.Name != "nil" && k.Name != "0"
		})
	})
}

// enumeration tells whether a type of the program's own has constants, or is a number with a name.
func (p *Program) enumeration(typ string) bool {
	t := p.types[typ]
	if t == nil || t.Interface || len(t.Fields) > 0 {
		return false
	}
	if t.Text != "string" {
		return plainType(t.Text)
	}
	return slices.ContainsFunc(t.Table.Constants, func(c table.Constant) bool { return c.Type == typ })
}
