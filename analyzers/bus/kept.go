package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
)

// Handlers are often kept in a map by their topic, and the library's call is given its keys:
//
//	func (c *Consumer) Register(topic string, h Handler) { c.handlers[topic] = h }
//
//	for topic, h := range c.handlers { nc.Subscribe(topic, h) }
//
// Who registers a handler consumes.

// kept lists what a consumer consumes whose topics are the keys of maps: one for each handler in them, where topic and handler are decided. There are none
// if it also has a topic of another kind.
func (p *Program) kept(at CallSite, t target) []consumption {
	f := at.Func
	a, fields, ok := first(f, at.Node, t.model.Consume.Topic)
	if !ok {
		return nil
	}
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	if other := s.named(s.texts(f, nil, a, p.fieldKeys(fields)), catalog.Call); len(other) > 0 {
		return nil
	}
	var out []consumption
	told := map[CallSite]bool{}
	for _, key := range s.keys {
		for _, entry := range p.entriesOf(key) {
			if !told[entry] {
				told[entry] = true
				out = append(out, p.registered(at, entry, t)...)
			}
		}
	}
	return out
}

// entriesOf lists the stores of entries into the map that a key is from.
func (p *Program) entriesOf(key object) []CallSite {
	f := key.ref.fn
	m := f.Nodes[key.ref.node].Args[0]
	var out []CallSite
	if field := &f.Nodes[strip(f, m)]; field.Op == table.FieldOf {
		out = append(out, p.entries[p.keys.id(field.Name)]...)
	}
	made, _ := p.tracer.trace(f, key.stack, m, nil)
	for _, o := range made {
		if o.ref.fn == nil {
			continue // only its type is known
		}
		for n := range o.ref.fn.Nodes {
			if node := &o.ref.fn.Nodes[n]; node.Op == table.Store && len(node.Args) > 2 && o.ref.fn.object(o.ref.fn.Nodes[node.Args[0]].Args[0]) == o.ref.node {
				out = append(out, CallSite{o.ref.fn, int32(n)})
			}
		}
	}
	return out
}

// registered lists what an entry of a map of handlers by topic consumes, which a library's call registers.
func (p *Program) registered(at, entry CallSite, t target) []consumption {
	f := entry.Func
	if f.tests() {
		return nil
	}
	value, key := f.Nodes[entry.Node].Args[1], f.Nodes[entry.Node].Args[2]
	handlers := f.held(value)
	given := slices.Clone(f.Places(key))
	for _, h := range handlers {
		given = append(given, f.Places(h)...)
	}
	var out []consumption
	for _, w := range p.routes(entry, given) {
		r := newReceiver(p)
		for _, h := range handlers {
			r.handlers(f, w.stack, h, t.model.Consume.Method)
		}
		s := textSearch{p: p, seen: map[traceKey]bool{}, one: true} // all readers of a kind register in one place: a field of theirs may be anybody's
		topics := s.named(s.texts(f, w.stack, key, nil), catalog.Call)
		if len(topics) == 0 {
			topics = []catalog.Topic{{Certainty: catalog.Unknown}}
		}
		c := r.consumption(at, w.from, t)
		c.topics, c.kept = topics, true
		out = append(out, c)
	}
	return out
}

// held lists a value, or what is stored into the variable, or the fields of the struct, that it is.
func (f *Func) held(value int32) []int32 {
	cell := strip(f, value)
	if f.Nodes[cell].Op == table.Load {
		cell = f.Nodes[cell].Args[0]
	}
	obj := f.object(cell)
	if obj < 0 || f.Nodes[obj].Op != table.Alloc {
		return []int32{value}
	}
	var out []int32
	for _, st := range f.stores[obj] {
		out = append(out, st.value)
	}
	return out
}
