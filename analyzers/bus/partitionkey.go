package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// partitionKey says what the partition or ordering key of what an effect publishes is made of, if its function is called by stack: fields of the payload, by
// their paths on the wire, or what else it comes from.
func (p *Program) partitionKey(e *Effect, stack *frame, payload, format string) catalog.Resolution {
	if _, _, without := p.withoutKey(e); without {
		return catalog.Resolution{By: catalog.ByNothing}
	}
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	if x.handler != nil || x.Model == nil || x.Model.Publish == nil {
		return catalog.Resolution{} // of messages that a library publishes by itself
	}
	f, m := x.At.Func, x.Model.Publish
	for _, path := range m.Key {
		if slices.ContainsFunc(m.Topic, func(t models.Path) bool {
			return t.Root == path.Root && t.Index == path.Index && slices.Equal(t.Fields, path.Fields)
		}) {
			continue // a routing key: a part of the topic
		}
		a, ok := f.message(x.At.Node, path)
		if !ok {
			continue
		}
		s := keySearch{p: p, payload: payload, format: format, seen: map[traceKey]bool{}}
		s.value(f, stack, a, p.fieldKeys(path.Fields))
		if len(s.parts) > 0 {
			return s.whole()
		}
	}
	return catalog.Resolution{}
}

// keySearch finds what a key is made of.
type keySearch struct {
	p               *Program
	payload, format string
	seen            map[traceKey]bool
	parts           []catalog.Resolution
	depth           int // of envelopes
}

// whole joins the parts of a key. Constants among others only keep keys of several kinds apart.
func (s *keySearch) whole() catalog.Resolution {
	parts := slices.DeleteFunc(slices.Clone(s.parts), func(r catalog.Resolution) bool { return r.By == catalog.ByConstant })
	if len(parts) == 0 {
		return s.parts[0]
	}
	out := catalog.Resolution{By: parts[0].By}
	var names []string
	for _, r := range parts {
		if !slices.Contains(names, r.From) {
			names = append(names, r.From)
		}
	}
	out.From = strings.Join(names, " + ")
	return out
}

func (s *keySearch) found(by catalog.Means, from string) {
	s.parts = append(s.parts, catalog.Resolution{By: by, From: from})
}

// value goes back from a node, or a field path of it, to the fields, parameters and calls that it comes from.
func (s *keySearch) value(f *Func, stack *frame, n int32, path []int32) {
	k := traceKey{f, n, s.p.paths.id(path), stack}
	if s.seen[k] || len(s.seen) > manyQuestions {
		return
	}
	s.seen[k] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Const:
		if !zero(f, n) && len(path) == 0 {
			s.found(catalog.ByConstant, node.Name)
		}
	case table.Convert, table.Load, table.Elem:
		s.value(f, stack, node.Args[0], path)
	case table.FieldOf:
		s.field(f, stack, n, path)
	case table.Alloc:
		s.object(f, stack, n, path)
	case table.Phi, table.Append, table.Compute:
		for _, a := range node.Args {
			s.value(f, stack, a, path)
		}
	case table.Extract:
		s.call(f, stack, node.Args[0], node.Index, path)
	case table.Call:
		s.call(f, stack, n, 0, path)
	case table.Parameter:
		s.param(f, stack, n, node.Index, path)
	case table.FreeVar:
		for _, m := range f.made {
			if args := m.Func.Nodes[m.Node].Args; int(node.Index) < len(args) {
				s.value(m.Func, nil, args[node.Index], path)
			}
		}
	case table.Global:
		if len(path) == 0 {
			s.found(catalog.ByVariable, Short(node.Name))
		}
	}
}

// field is a field of the payload or of something else, unless more is asked of what it holds.
func (s *keySearch) field(f *Func, stack *frame, n int32, path []int32) {
	node := &f.Nodes[n]
	if len(path) > 0 {
		s.value(f, stack, node.Args[0], prepend(s.p.keys.id(node.Name), path))
		return
	}
	if at := f.object(node.Args[0]); at >= 0 && f.Nodes[at].Op == table.Alloc && s.p.isMessage(f.Nodes[at].Type) {
		s.value(f, stack, at, []int32{s.p.keys.id(node.Name)}) // of the library's message
		return
	}
	if s.onWire(f, n) == "" && s.putInto(f, n) == "" && s.sealed(f, stack, n) {
		return
	}
	s.named(f, n)
}

// sealed finds what is put into a field of an envelope where that is made, if it is of the payload.
//
//	send(Envelope{Key: placed.OrderID, Event: placed})
//	func send(e Envelope) { … kafka.Message{Key: []byte(e.Key), Value: encode(e)} … }
func (s *keySearch) sealed(f *Func, stack *frame, n int32) bool {
	within := keySearch{p: s.p, payload: s.payload, format: s.format, seen: map[traceKey]bool{}, depth: s.depth + 1}
	if within.depth > maxNested {
		return false
	}
	within.value(f, stack, f.Nodes[n].Args[0], []int32{s.p.keys.id(f.Nodes[n].Name)})
	if len(within.parts) == 0 || slices.ContainsFunc(within.parts, func(r catalog.Resolution) bool { return r.By != catalog.ByPayload }) {
		return false
	}
	s.parts = append(s.parts, within.parts...)
	return true
}

// named is a value that has a name: as a field of the payload that it is, or is put into.
func (s *keySearch) named(f *Func, n int32) {
	if wire := s.onWire(f, n); wire != "" {
		s.found(catalog.ByPayload, wire)
		return
	}
	if put := s.putInto(f, n); put != "" {
		s.found(catalog.ByPayload, put)
		return
	}
	switch node := &f.Nodes[n]; node.Op {
	case table.FieldOf:
		s.found(catalog.ByField, Short(node.Name))
	case table.Parameter:
		s.found(catalog.ByParameter, f.paramName(node.Index))
	}
}

// onWire is the path on the wire of a field of the payload, "" of another one.
func (s *keySearch) onWire(f *Func, n int32) string {
	var keys []string
	for n = f.plainly(n); f.Nodes[n].Op == table.FieldOf; n = f.plainly(f.Nodes[n].Args[0]) {
		keys = append(keys, f.Nodes[n].Name)
	}
	r := reading{p: s.p, format: s.format}
	for i, key := range slices.Backward(keys) {
		if key[:max(0, strings.LastIndexByte(key, '.'))] != s.payload {
			continue
		}
		path := ""
		for _, k := range slices.Backward(keys[:i+1]) {
			path = r.field(path, k)
		}
		return path
	}
	return ""
}

// putInto is the path on the wire of the field of the payload that a value is put into where that is made, "" if it is not.
func (s *keySearch) putInto(f *Func, n int32) string {
	r := reading{p: s.p, format: s.format}
	for i := range f.Nodes {
		if f.Nodes[i].Op != table.Alloc || elemType(f.Nodes[i].Type) != s.payload {
			continue
		}
		for _, st := range f.stores[int32(i)] {
			if st.key > recvKey && f.sameThing(st.value, n) {
				return r.field("", s.payload+"."+bareField(s.p.keys.names[st.key]))
			}
		}
	}
	return ""
}

func bareField(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// sameThing tells whether two nodes are the same parameter, variable or field of one.
func (f *Func) sameThing(a, b int32) bool {
	a, b = f.plainly(a), f.plainly(b)
	if a == b {
		return true
	}
	x, y := &f.Nodes[a], &f.Nodes[b]
	return x.Op == table.FieldOf && y.Op == table.FieldOf && x.Name == y.Name && f.sameThing(x.Args[0], y.Args[0]) ||
		x.Op == table.Parameter && y.Op == table.Parameter && x.Index == y.Index
}

// object is what is stored into a field of what is made here, or into a variable, or the parts of a list.
func (s *keySearch) object(f *Func, stack *frame, n int32, path []int32) {
	for _, st := range f.stores[n] {
		switch {
		case st.key == wholeKey, st.key == elemKey:
			s.value(f, stack, st.value, path)
		case len(path) > 0 && s.p.keys.same(st.key, path[0]):
			s.value(f, stack, st.value, path[1:])
		}
	}
}

// call is what a function makes: the program's own is looked into; of a library's, what it is given is what it makes it of.
func (s *keySearch) call(f *Func, stack *frame, n, result int32, path []int32) {
	node := &f.Nodes[n]
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil && varying(t.model):
			by := catalog.ByRandom
			if t.model.Fresh == "clock" {
				by = catalog.ByClock
			}
			s.found(by, Short(t.model.Name))
			return
		case t.model != nil && !t.model.Same.IsZero():
			if a, fields, ok := f.argument(n, t.model.Same); ok {
				s.value(f, stack, a, append(s.p.fieldKeys(fields), path...))
			}
			return
		case t.fn != nil && !stack.holds(t.fn) && t.fn != f:
			down := s.p.tracer.push(CallSite{f, n}, stack)
			for _, r := range t.fn.returns(result) {
				s.value(t.fn, down, r, path)
			}
		}
	}
	if len(f.calls[n].targets) > 0 || len(path) > 0 {
		return
	}
	before := len(s.parts)
	for _, a := range node.Args {
		if f.Nodes[strip(f, a)].Op != table.Const { // a format, say
			s.value(f, stack, a, nil)
		}
	}
	if len(s.parts) == before && node.Name != "" {
		s.found(catalog.ByCall, Short(node.Name))
	}
}

// param is what the caller gives, if that is known or there is but one.
func (s *keySearch) param(f *Func, stack *frame, n, i int32, path []int32) {
	callers := f.Callers
	var up *frame
	if stack != nil && stack.gives(f) {
		callers, up = []CallSite{stack.site}, stack.up
	}
	if len(path) == 0 {
		if put := s.putInto(f, n); put != "" {
			s.found(catalog.ByPayload, put)
			return
		}
	}
	if len(callers) == 1 && (f.Recv == "" || i > 0 || len(path) == 0) {
		if a, ok := callers[0].Func.argOf(callers[0].Node, f, i); ok {
			s.value(callers[0].Func, up, a, path)
			return
		}
	}
	switch {
	case len(path) == 0:
		s.named(f, n)
	case !s.p.isTheirs(f.paramType(i)): // else a message that somebody else made
		s.found(catalog.ByField, Short(s.p.keys.names[path[len(path)-1]]))
	}
}
