package bus

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Untyped is an event whose payload has no type: a map with the fields' names as keys, or a text that is put together by hand.
type Untyped struct {
	Site *Effect // where it is published; or in the publisher that wants a map
	Text bool    // a text rather than a map
	Type *Type   // the program's own map type, or envelope that wants a map, if there is one
	All  bool    // it is the publisher at Site that wants a map, whatever the event
}

// Untyped lists the payloads that have no type, each cause once. A map counts if the program itself fills it with keys that are constants: one that was
// decoded from elsewhere, or whose keys are data, may be all that there is to say of it.
func (p *Program) Untyped() []Untyped {
	var out []Untyped
	seen := map[any]bool{}
	for _, f := range p.Funcs {
		for _, e := range f.flow.Sites {
			if !p.feasibleConds(f, e) {
				continue
			}
			u, ok := p.untyped(e)
			if !ok {
				continue
			}
			var cause any = u.Site.At
			if u.Type != nil {
				cause = u.Type
			}
			if !seen[cause] {
				seen[cause] = true
				out = append(out, u)
			}
		}
	}
	return out
}

func (p *Program) untyped(e *Effect) (Untyped, bool) {
	loose := p.loose(func(s *typeSearch) { s.published(e, nil) })
	if len(loose) == 0 || len(p.loose(func(s *typeSearch) { s.sent(e) })) == 0 {
		return Untyped{}, false
	}
	u := Untyped{Site: e.innermost(), Text: !slices.ContainsFunc(loose, func(l looseValue) bool { return !l.text })}
	for _, l := range loose {
		if l.typ != nil {
			u.Type = l.typ
			return u, true
		}
	}
	for x := e.Next; x != nil && x.Payload.Root == FromParam; x = x.Next {
		if x.At.Func.Table.Main && p.wantsMap(x) {
			u.Site, u.Text, u.All = x, false, true
		}
	}
	return u, true
}

// wantsMap tells whether a function that publishes what it is given takes a map, or asks what it is given for one: event.Encode().
func (p *Program) wantsMap(e *Effect) bool {
	path := p.paths.list[e.Payload.Path]
	if len(path) == 0 {
		return formlessMap(e.At.Func.Params[e.Payload.Index].Type)
	}
	last := path[len(path)-1]
	if !p.keys.method(last) {
		return false
	}
	_, results, _ := strings.Cut(p.keys.methodName(last), ")")
	result, _, _ := strings.Cut(strings.Trim(results, " ()"), ",")
	return formlessMap(result)
}

// loose lists the values without a type that a search comes to.
func (p *Program) loose(search func(*typeSearch)) []looseValue {
	s := typeSearch{p: p, seen: map[traceKey]bool{}, stacks: stacks[traceKey]{}, loose: &[]looseValue{}}
	search(&s)
	return *s.loose
}

// sent begins at what the library is given, at the end of the calls of an effect.
func (s *typeSearch) sent(e *Effect) {
	if e.Channel {
		s.published(e, nil)
		return
	}
	var stack *frame
	for ; e.Next != nil; e = e.Next {
		stack = s.p.tracer.push(e.At, stack)
	}
	if e.handler != nil {
		s.published(e, nil)
		return
	}
	s.find(e.At.Func, stack, e.Body, s.p.paths.list[e.bodyPath])
}

// looseValue is a value without a type that is published.
type looseValue struct {
	text bool
	typ  *Type // the program's own type that is or wants a map
}

// unformed notes what a published value is made from that has no type.
func (s *typeSearch) unformed(f *Func, stack *frame, n int32, path []int32) {
	for _, o := range s.p.tracer.texts(f, stack, n, path) {
		if o.ref.fn != nil && s.p.handmade(o) {
			*s.loose = append(*s.loose, looseValue{text: true})
		}
	}
}

// mapped notes a map whose keys are the names of fields. It tells whether the object is one.
func (s *typeSearch) mapped(o object) {
	if o.ref.fn == nil || !o.ref.fn.record(o.ref.node) {
		return
	}
	if !s.encoded && !s.p.fieldsOnly(o) { // a message as the library wants it, with an event in it
		for _, st := range o.ref.fn.keyed(o.ref.node) {
			if slotName.MatchString(o.ref.fn.Nodes[st].Name) {
				s.find(o.ref.fn, o.stack, o.ref.fn.Nodes[st].Args[1], nil)
			}
		}
		return
	}
	own := s.p.ownType(o.typ)
	if own != nil && (!own.Table.Main || !formlessMap(own.Text)) {
		return
	}
	*s.loose = append(*s.loose, looseValue{typ: own})
}

// slotted notes the maps in a field of an envelope that wants a map.
func (s *typeSearch) slotted(t *Type, f *Func, stack *frame, st store) {
	name := s.p.keys.names[s.p.keys.bare[st.key]]
	for _, field := range t.Fields {
		if field.Name != name || !slotName.MatchString(name) || !formlessMap(field.Type) || !t.Table.Main {
			continue
		}
		inside := typeSearch{p: s.p, seen: s.seen, stacks: s.stacks, envelope: t, encoded: true, loose: &[]looseValue{}}
		inside.find(f, stack, st.value, nil)
		if len(*inside.loose) > 0 {
			*s.loose = append(*s.loose, looseValue{typ: t})
		}
	}
}

// record tells whether an object is a map that is filled with constant keys, and no dictionary of things of one type.
func (f *Func) record(n int32) bool {
	if typ := strings.TrimLeft(f.Nodes[n].Type, "*"); f.Nodes[n].Op != table.Alloc || strings.HasPrefix(typ, "map[") && !formlessMap(typ) {
		return false
	}
	return len(f.keyed(n)) > 0
}

// listsMaps tells whether an object is a list of maps.
func (f *Func) listsMaps(n int32) bool {
	typ := strings.TrimLeft(f.Nodes[n].Type, "*")
	_, elem, _ := strings.Cut(typ, "]")
	return strings.HasPrefix(typ, "[") && formlessMap(elem)
}

// keyed lists the stores of entries into a map under constant keys.
func (f *Func) keyed(n int32) []int32 {
	var out []int32
	for i := range f.Nodes {
		st := &f.Nodes[i]
		if st.Op == table.Store && st.Name != "" && f.Nodes[st.Args[0]].Op == table.Elem && f.object(f.Nodes[st.Args[0]].Args[0]) == n {
			out = append(out, int32(i))
		}
	}
	return out
}

// fieldsOnly tells whether what is stored into a map are fields of an event, and none can be a whole event, encoded or not.
func (p *Program) fieldsOnly(o object) bool {
	f := o.ref.fn
	return !slices.ContainsFunc(f.keyed(o.ref.node), func(st int32) bool {
		if slotName.MatchString(f.Nodes[st].Name) {
			return true
		}
		v := f.Nodes[st].Args[1]
		for f.Nodes[v].Op == table.Convert {
			v = f.Nodes[v].Args[0]
			if typ := f.typeOf(v); opaqueType(typ) || p.ownType(typ) != nil && len(p.ownType(typ).Fields) > 0 {
				return true
			}
		}
		return opaqueType(f.typeOf(v))
	})
}

// formlessMap tells whether a type is a map that says nothing of its values' fields.
func formlessMap(typ string) bool {
	value, ok := strings.CutPrefix(typ, "map[string]")
	return ok && (value == "string" || opaqueType(value) && value != "[]byte")
}

// handmade tells whether a text is a document that somebody wrote by hand: a JSON object as a constant, or parts that are put together.
func (p *Program) handmade(o object) bool {
	f, node := o.ref.fn, &o.ref.fn.Nodes[o.ref.node]
	switch {
	case node.Op == table.Const:
		var fields map[string]any
		return json.Unmarshal([]byte(node.Name), &fields) == nil && len(fields) > 0
	case node.Op == table.Compute && f.joins(o.ref.node):
		return f.worded(o.ref.node)
	case node.Op == table.Call && f.joins(o.ref.node):
		s := textSearch{p: p, seen: map[traceKey]bool{}}
		formats := s.texts(f, o.stack, node.Args[len(node.Args)-2], nil) // before the values
		return len(formats) > 0 && !slices.ContainsFunc(formats, func(text string) bool { return !composed(text) })
	}
	return false
}

// fieldMarks is what sets fields of a text apart: of JSON and XML, key=value, key:value, a,b, and a struct that is printed. A sentence for people has none.
var fieldMarks = lazyregexp.New(`[{}\[\]"=;|<>]|[,:](\S|$)|%[+#]v`)

// worded tells whether marks of fields are added to a text.
func (f *Func) worded(n int32) bool {
	node := &f.Nodes[strip(f, n)]
	if node.Op == table.Compute && node.Name == "+" {
		return f.worded(node.Args[0]) || f.worded(node.Args[1])
	}
	return node.Op == table.Const && fieldMarks.MatchString(node.Name)
}

// composed tells whether a format puts more together than one value, with marks of fields.
func composed(format string) bool {
	if strings.Contains(format, hole) {
		return false // not known
	}
	rest := strings.ReplaceAll(strings.TrimSpace(format), "%%", "")
	return strings.Contains(rest, "%") && fieldMarks.MatchString(rest)
}
