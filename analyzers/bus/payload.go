package bus

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// whole finds the parameter (or captured variable) that a value is, as it was given: converted, marshalled, put into an envelope, but not built
// from parts. A function that publishes such a value is plumbing: which event it is, its caller decides.
func (f *Func) whole(n int32, suffix []int32) Place {
	s := wholeSearch{f: f, seen: map[placeKey]bool{}}
	return s.find(n, suffix)
}

// handedOn is whole for the value that a call hands to a callee's parameter. If the callee publishes what it receives from a channel, and the channel
// is known here, then the publish happens where something is sent on that channel: received says so.
func (f *Func) handedOn(n int32, t target, e *Effect) (pl Place, received bool) {
	pl = e.Payload
	var a int32
	var ok bool
	switch pl.Root {
	case FromParam:
		a, ok = f.arg(n, t, pl.Index)
	case FromFree:
		a, ok = f.captured(t, pl.Index)
	}
	if !ok {
		return Place{}, false
	}
	if !f.program.received(pl) {
		e.Body, e.bodyPath = a, pl.Path
		pl = f.whole(a, f.program.paths.list[pl.Path])
		switch path := f.program.paths.list[pl.Path]; {
		case f.recurses(t) && f.program.deeper(pl, e.Payload):
			return Place{}, false // a part of a part of a part
		case !f.program.received(pl):
		case e.Channel:
			return Place{}, false // from channel to channel: a dead letter, say
		case len(path) > 1: // a channel in a field: published where something is sent on it
			f.program.publishesFrom(f, Place{pl.Root, pl.Index, f.program.paths.id(path[:len(path)-1])}, e)
			return Place{}, true
		}
		return pl, false
	}
	for _, ch := range f.Places(a) {
		if got := f.program.fromChannel(ch); got.Root != Nowhere && len(f.program.paths.list[ch.Path]) == 0 {
			return got, false
		}
		f.program.publishesFrom(f, ch, e)
	}
	return Place{}, true
}

// received tells whether a payload is what comes out of a channel.
func (p *Program) received(pl Place) bool {
	path := p.paths.list[pl.Path]
	return len(path) > 0 && path[len(path)-1] == recvKey
}

// fromChannel is the place of what comes out of a channel that is a parameter or captured.
func (p *Program) fromChannel(ch Place) Place {
	if ch.Root != FromParam && ch.Root != FromFree {
		return Place{}
	}
	return Place{ch.Root, ch.Index, p.paths.id(append(slices.Clone(p.paths.list[ch.Path]), recvKey))}
}

// publishesFrom remembers that what is sent on the channel at a place is published.
func (p *Program) publishesFrom(f *Func, ch Place, e *Effect) {
	objects, _ := p.tracer.place(f, ch)
	for _, o := range objects {
		if o.ref.fn != nil && p.chans[o.ref] == nil {
			p.chans[o.ref] = e
		}
	}
}

type wholeSearch struct {
	f     *Func
	seen  map[placeKey]bool
	above []*Func
}

func (s *wholeSearch) find(n int32, suffix []int32) Place {
	f := s.f
	k := placeKey{n, f.program.paths.id(suffix)}
	if s.seen[k] {
		return Place{}
	}
	s.seen[k] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Parameter:
		return Place{FromParam, node.Index, k.path}
	case table.FreeVar:
		return Place{FromFree, node.Index, k.path}
	case table.Convert:
		return s.find(node.Args[0], suffix)
	case table.Phi, table.Append, table.Compute:
		if f.joins(n) {
			return s.given(node.Args)
		}
		return s.first(node.Args, suffix)
	case table.Elem:
		if x := strip(f, node.Args[0]); f.Nodes[x].Op == table.Parameter {
			return s.find(x, suffix) // one of the messages that were given
		} else if f.Nodes[x].Op == table.Alloc {
			return s.find(x, suffix)
		}
	case table.Load:
		return s.find(node.Args[0], suffix)
	case table.FieldOf:
		if from := f.madeByCall(node.Args[0]); from >= 0 && len(suffix) == 0 { // a field of what a serializer returns
			if pl := s.returned(from, []int32{f.program.keys.id(node.Name)}); pl.Root != Nowhere {
				return pl
			}
		}
		if pl := s.find(node.Args[0], nil); f.program.received(pl) {
			return pl // a part of the message that was received
		}
	case table.Recv:
		for _, ch := range f.Places(node.Args[0]) {
			if pl := f.program.fromChannel(ch); pl.Root != Nowhere {
				return pl
			}
			if ch.Root == FromNode && f.Nodes[ch.Index].Op == table.Alloc {
				for _, st := range f.stores[ch.Index] {
					if st.key == recvKey {
						if pl := s.find(st.value, nil); pl.Root != Nowhere {
							return pl
						}
					}
				}
			}
		}
	case table.Alloc:
		return s.object(n, suffix)
	case table.Extract:
		if f.Nodes[node.Args[0]].Op == table.Call && !s.method(suffix) {
			return s.call(node.Args[0], node.Type)
		}
	case table.Call:
		if !s.method(suffix) {
			return s.call(n, node.Out)
		}
	}
	return Place{}
}

// method tells whether a path goes through what a method returns: then what has that method was made here.
func (s *wholeSearch) method(path []int32) bool {
	return slices.ContainsFunc(path, s.f.program.keys.method)
}

func (s *wholeSearch) first(nodes []int32, suffix []int32) Place {
	for _, a := range nodes {
		if pl := s.find(a, suffix); pl.Root != Nowhere {
			return pl
		}
	}
	return Place{}
}

// object is a message, an envelope, or a buffer.
func (s *wholeSearch) object(n int32, suffix []int32) Place {
	f := s.f
	for _, st := range f.stores[n] {
		switch {
		case st.key == wholeKey:
			if pl := s.find(st.value, suffix); pl.Root != Nowhere {
				return pl
			}
		case len(suffix) > 0 && f.program.keys.same(st.key, suffix[0]):
			if pl := s.find(st.value, suffix[1:]); pl.Root != Nowhere {
				return pl
			}
		case st.key == elemKey:
			if pl := s.find(st.value, suffix); pl.Root != Nowhere && (len(suffix) > 0 || !f.part(pl)) {
				return pl
			}
		case len(suffix) == 0:
			if pl := s.find(st.value, nil); pl.Root != Nowhere && f.opaque(pl) {
				return pl // an envelope around what was given
			}
		}
	}
	if len(f.stores[n]) > 0 {
		return Place{} // made here, of parts
	}
	for _, c := range f.passed(n) { // json.NewEncoder(buf).Encode(v), m.SetBody(v)
		if c.arg == 0 && f.Nodes[c.node].Recv {
			if pl := s.given(f.Nodes[c.node].Args[1:]); pl.Root != Nowhere {
				return pl
			}
		}
		for _, u := range f.usersOf(c.node) {
			if un := &f.Nodes[u]; un.Op == table.Call && un.Recv && un.Args[0] == c.node {
				if pl := s.given(un.Args[1:]); pl.Root != Nowhere {
					return pl
				}
			}
		}
	}
	return Place{}
}

// addition is a payload that is put into a message or batch.
type addition struct {
	node int32
	path []int32
}

// added lists what is put into a message or batch that a library made: batch.AddMessage(m, nil), event.SetData(typ, v).
func (f *Func) added(n int32) []addition {
	made := strip(f, n)
	if f.Nodes[made].Op == table.Alloc { // a variable
		for _, st := range f.stores[made] {
			if st.key == wholeKey {
				made = strip(f, st.value)
			}
		}
	}
	if f.Nodes[made].Op == table.Extract {
		made = f.Nodes[made].Args[0]
	}
	if f.Nodes[made].Op != table.Call || !slices.ContainsFunc(f.calls[made].targets, target.makesMessage) {
		return nil
	}
	value := f.resultNode(made, 0)
	calls := f.passed(value)
	for _, variable := range slices.Sorted(maps.Keys(f.stores)) {
		if slices.Contains(f.stores[variable], store{wholeKey, value}) {
			calls = append(calls, f.passed(variable)...)
		}
	}
	var out []addition
	for _, c := range calls {
		for _, t := range f.calls[c.node].targets {
			if t.model == nil || t.model.Add == nil || c.arg != 0 {
				continue
			}
			if a, fields, ok := first(f, c.node, t.model.Add.Payload); ok {
				out = append(out, addition{a, f.program.fieldKeys(fields)})
			}
		}
	}
	return out
}

// makesMessage tells whether a library's function makes a message.
func (t target) makesMessage() bool {
	return t.model != nil && t.model.Construct != nil && t.model.Construct.Kind == "message"
}

// given finds what is written into a buffer or message.
func (s *wholeSearch) given(args []int32) Place {
	for _, a := range args {
		if pl := s.find(a, nil); pl.Root != Nowhere && !s.f.part(pl) {
			return pl
		}
	}
	return Place{}
}

// opaque tells whether a parameter's type says nothing of the event: any, bytes, a type parameter, an interface.
func (f *Func) opaque(pl Place) bool {
	return pl.Root != FromParam || f.program.tellsNothing(f.Params[pl.Index].Type)
}

// tellsNothing tells whether a type says nothing of the event that a value of it may be.
func (p *Program) tellsNothing(typ string) bool {
	if typ == "context.Context" {
		return false
	}
	if typ == "[]byte" || typ == "encoding/json.RawMessage" || strings.HasPrefix(typ, "$") || strings.HasPrefix(typ, "*$") || strings.HasPrefix(typ, "interface") || typ == "any" {
		return true
	}
	t := p.types[bareType(typ)]
	return t != nil && t.Interface
}

// part tells whether a place is known to be a part of an event rather than an event.
func (f *Func) part(pl Place) bool {
	if pl.Root != FromFree {
		return !f.opaque(pl)
	}
	typ := f.capturedType(pl.Index)
	return typ != "" && !f.program.tellsNothing(typ)
}

// capturedType is the type of a captured variable, "" if it is not known.
func (f *Func) capturedType(i int32) string {
	if len(f.made) == 0 {
		return ""
	}
	m := f.made[0]
	args := m.Func.Nodes[m.Node].Args
	if int(i) >= len(args) {
		return ""
	}
	cell := strip(m.Func, args[i])
	if m.Func.Nodes[cell].Op == table.FreeVar {
		return m.Func.capturedType(m.Func.Nodes[cell].Index)
	}
	return m.Func.typeOf(cell)
}

// joins tells whether a node puts a text together: what its parts are, is not what the event is.
func (f *Func) joins(n int32) bool {
	node := &f.Nodes[n]
	return node.Op == table.Compute && node.Name == "+" || node.Op == table.Call && formatters[node.Name]
}

// formatters are the functions that format a text.
var formatters = map[string]bool{"fmt.Sprintf": true, "fmt.Appendf": true}

// call is a value that a call made out of its arguments: bytes, text, or an envelope.
func (s *wholeSearch) call(n int32, result string) Place {
	f := s.f
	c := &f.Nodes[n]
	for _, a := range f.added(n) {
		if pl := s.find(a.node, a.path); pl.Root != Nowhere && f.opaque(pl) {
			return pl
		}
	}
	for _, t := range f.calls[n].targets {
		if t.model != nil && t.model.Marshal != nil {
			if a, _, ok := f.argument(n, t.model.Marshal.Value); ok {
				return s.find(a, nil)
			}
		}
		if t.fn == nil || s.within(t.fn) {
			continue
		}
		if got := s.through(n, t, nil); got.Root != Nowhere {
			return got
		}
	}
	if !encoded(result) || c.Mode == table.Static && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.fn != nil }) {
		return Place{} // built here, or by a function that was looked into
	}
	args := c.Args
	if f.joins(n) {
		return s.given(args)
	}
	if c.Mode != table.Static {
		args = args[1:] // the function value, or an interface: see below
	}
	for _, a := range args {
		if pl := s.find(a, nil); f.handed(pl) && (c.Mode != table.Invoke || len(f.calls[n].targets) == 0 || f.opaque(pl)) {
			return pl
		}
	}
	if c.Mode == table.Invoke { // resource.ToEvent()
		if pl := s.find(c.Args[0], nil); f.handed(pl) {
			return f.returnedBy(pl, methodName(c.Name)+c.Invoked.Sig)
		}
	}
	return Place{}
}

// returned is a field of what the program's own functions return at a call.
func (s *wholeSearch) returned(n int32, suffix []int32) Place {
	for _, t := range s.f.calls[n].targets {
		if t.fn == nil || s.within(t.fn) {
			continue
		}
		if got := s.through(n, t, suffix); got.Root != Nowhere {
			return got
		}
	}
	return Place{}
}

// through finds which argument a function returns, or a field of what it returns.
func (s *wholeSearch) through(n int32, t target, suffix []int32) Place {
	f := s.f
	in := wholeSearch{f: t.fn, seen: map[placeKey]bool{}, above: append(s.above, f)}
	for b := range t.fn.Blocks {
		for _, r := range t.fn.Blocks[b].Nodes {
			ret := &t.fn.Nodes[r]
			if ret.Op != table.Return {
				continue
			}
			for _, v := range ret.Args {
				pl := in.find(v, suffix)
				if pl.Root != FromParam || !t.fn.opaque(pl) && f.program.ownType(t.fn.Params[pl.Index].Type) == nil {
					continue
				}
				if a, ok := f.arg(n, t, pl.Index); ok {
					if got := s.find(a, f.program.paths.list[pl.Path]); got.Root != Nowhere {
						return got
					}
				}
			}
		}
	}
	return Place{}
}

// madeByCall is the call that a value is the first result of, -1 if it is none.
func (f *Func) madeByCall(n int32) int32 {
	n = strip(f, n)
	if node := &f.Nodes[n]; node.Op == table.Extract && node.Index == 0 {
		n = node.Args[0]
	}
	if f.Nodes[n].Op != table.Call {
		return -1
	}
	return n
}

// handed tells whether a place is something that a caller gives, apart from the receiver and contexts.
func (f *Func) handed(pl Place) bool {
	return pl.Root == FromFree || pl.Root == FromParam && f.Params[pl.Index].Type != "context.Context" && !(pl.Index == 0 && f.Recv != "")
}

// returnedBy is the place of what a method of the value at a place returns.
func (f *Func) returnedBy(pl Place, method string) Place {
	p := f.program
	key := p.keys.id(methodMark + method)
	path := p.paths.list[pl.Path]
	if slices.Contains(path, key) {
		return Place{} // a list of things: no finite path
	}
	return Place{pl.Root, pl.Index, p.paths.id(append(slices.Clone(path), key))}
}

func (s *wholeSearch) within(fn *Func) bool {
	if slices.Contains(s.above, fn) {
		return true
	}
	return fn == s.f
}

// encoded tells whether a type is what encoders return.
func encoded(typ string) bool {
	return typ == "[]byte" || typ == "string" || typ == "encoding/json.RawMessage" || typ == "any" || strings.HasPrefix(typ, "interface") || strings.HasPrefix(typ, "map[")
}
