package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
)

// manyTopics is how many topics of a place are too many to tell apart by callers: so many are made up of parts in a loop.
const manyTopics = 50

// deciders lists the routes to the place of an effect from those who decide which event it is. Where its function makes the event but is given its kind,
// as the topic or as a field that says what happened, those are its callers: emit(ctx, order, "order.paid"). So are those who keep an event with a request.
// Topics are those that all callers give.
func (p *Program) deciders(e *Effect, topics []catalog.Topic) []route {
	var given []Place
	if e.handler == nil && len(topics) <= manyTopics {
		given = append(p.kindsGiven(e), p.keptGiven(e)...)
		if len(topics) > 1 {
			given = append(given, p.topicGiven(e)...)
		}
	}
	if len(given) == 0 {
		return []route{{from: e.At}}
	}
	return p.routes(e.At, given)
}

// keptGiven lists the places of an event that somebody keeps with a request, for a middleware that publishes it.
func (p *Program) keptGiven(e *Effect) []Place {
	path := p.paths.list[e.bodyPath]
	if i := slices.IndexFunc(path, p.keys.method); i >= 0 {
		path = path[:i] // what has the method is given
	}
	given := slices.Clone(e.At.Func.placesAt(e.Body, path))
	return slices.DeleteFunc(given, func(pl Place) bool { return len(e.At.Func.keptBy(pl)) == 0 })
}

// kindsGiven lists the places of what the function of an effect is given and stores into the event as it is, if it is a constant of all callers and not
// always the same one.
func (p *Program) kindsGiven(e *Effect) []Place {
	f := e.At.Func
	s := filled{f: f, seen: map[int32]bool{}}
	for _, n := range f.published(e.Body, p.paths.list[e.bodyPath]) {
		s.find(n)
	}
	var out []Place
	for _, n := range s.out {
		ps := f.Places(n)
		if len(ps) != 1 || ps[0].Path != 0 || !f.takes(ps[0]) {
			continue
		}
		c := constants{p: p, seen: map[placeOf]bool{}, texts: map[string]bool{}}
		if c.all(f, ps[0]) && len(c.texts) > 1 {
			out = append(out, ps[0])
		}
	}
	return out
}

// constants collects the texts that the callers of a function write down for what it is given.
type constants struct {
	p     *Program
	seen  map[placeOf]bool
	texts map[string]bool
}

type placeOf struct {
	fn *Func
	Place
}

// all tells whether all callers of a function write a text down for a place, or are given one that theirs write down.
func (c *constants) all(f *Func, pl Place) bool {
	if c.seen[placeOf{f, pl}] {
		return true
	}
	c.seen[placeOf{f, pl}] = true
	known := false
	for _, caller := range f.Callers {
		if caller.Func.tests() {
			continue
		}
		for _, t := range caller.Func.calls[caller.Node].targets {
			if t.fn != f {
				continue
			}
			there := caller.Func.translate(caller.Node, t, pl)
			if len(there) == 0 || slices.ContainsFunc(there, func(x Place) bool { return !c.text(caller.Func, x) }) {
				return false
			}
			known = true
		}
	}
	return known
}

// text tells whether a place is a text that is written down, in a function or by all its callers.
func (c *constants) text(f *Func, pl Place) bool {
	switch {
	case pl.Path != 0:
		return false
	case f.takes(pl):
		return c.all(f, pl)
	case pl.Root != FromNode || f.Nodes[pl.Index].Op != table.Const || !c.p.isText(f.Nodes[pl.Index].Type):
		return false
	}
	c.texts[f.Nodes[pl.Index].Name] = true
	return true
}

// isText tells whether a type is string, or one of the program's own that is made of it.
func (p *Program) isText(typ string) bool {
	t := p.types[typ]
	return typ == "string" || t != nil && t.Text == "string"
}

// filled finds what is stored into the fields of an event that is made in a function, and of what it consists of.
type filled struct {
	f    *Func
	seen map[int32]bool
	out  []int32
}

func (s *filled) find(n int32) {
	f := s.f
	if s.seen[n] {
		return
	}
	s.seen[n] = true
	switch node := &f.Nodes[n]; node.Op {
	case table.Convert, table.Load:
		s.find(node.Args[0])
	case table.Extract:
		s.encoded(node.Args[0])
	case table.Call:
		s.encoded(n)
	case table.Alloc:
		for _, st := range f.stores[n] {
			s.out = append(s.out, st.value)
			s.find(st.value)
		}
	}
}

// encoded goes on with what a call encodes.
func (s *filled) encoded(call int32) {
	for _, t := range s.f.calls[call].targets {
		if t.model == nil || t.model.Marshal == nil {
			continue
		}
		if a, _, ok := s.f.argument(call, t.model.Marshal.Value); ok {
			s.find(a)
		}
	}
}

// topicGiven lists the places of the topic, or of parts of it, among what the function of an effect is given.
func (p *Program) topicGiven(e *Effect) []Place {
	way := []*Effect{e}
	for x := e; x.Next != nil; x = x.Next {
		way = append(way, x.Next)
	}
	last := way[len(way)-1]
	a, fields, ok := first(last.At.Func, last.At.Node, last.Model.Publish.Topic)
	if !ok {
		return nil
	}
	given := last.At.Func.parts(last.At.Func.placesAt(a, p.fieldKeys(fields)))
	for i := len(way) - 2; i >= 0; i-- {
		at, callee := way[i].At, way[i+1].At.Func
		var there []Place
		for _, t := range at.Func.calls[at.Node].targets {
			if t.fn != callee {
				continue
			}
			for _, pl := range given {
				there = append(there, at.Func.translate(at.Node, t, pl)...)
			}
		}
		given = at.Func.parts(there)
	}
	return slices.DeleteFunc(given, func(pl Place) bool { return !e.At.Func.takes(pl) })
}

// parts replaces texts that are put together, here or by the program's functions, by the places of what they are put together from.
func (f *Func) parts(places []Place) []Place {
	var out []Place
	for _, pl := range places {
		if pl.Root != FromNode {
			out = append(out, pl)
			continue
		}
		switch node := &f.Nodes[pl.Index]; {
		case node.Op == table.Compute && node.Name == "+":
			for _, a := range node.Args {
				out = append(out, f.parts(f.Places(a))...)
			}
		case node.Op == table.Call && node.Name == "fmt.Sprintf" && len(node.Args) > 1:
			for _, a := range f.elements(node.Args[1]) {
				out = append(out, f.parts(f.Places(a))...)
			}
		case node.Op == table.Call:
			for _, t := range f.calls[pl.Index].targets {
				if t.fn == nil || t.fn.scc == f.scc {
					continue
				}
				for _, part := range t.fn.parts(t.fn.returned(0, f.program.paths.list[pl.Path])) {
					out = append(out, f.translate(pl.Index, t, part)...)
				}
			}
		}
	}
	return out
}

// textParts lists the places of what a text, or the elements of a list of texts, is put together from.
func (f *Func) textParts(n int32, path []int32) []Place {
	return f.parts(slices.Concat(f.placesAt(n, path), f.placesAt(n, append(slices.Clone(path), elemKey))))
}
