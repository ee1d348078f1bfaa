package bus

import (
	"reflect"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// decodedValue is a place that holds what a message was decoded into.
type decodedValue struct {
	fn    *Func
	stack *frame
	root  Root
	index int32 // parameter, captured variable or node

	inside string // path of the payload in it, if it is an envelope
}

const (
	deepestRead  = 10   // steps of a path before its end stands for all below
	mostReadings = 2000 // places that a value may get to before all of it counts as read
)

// reading finds the fields of payloads that a consumer reads. It follows a decoded value through copies, calls, methods, literals and results, down to
// where a part of it is used: compared, computed with, stored elsewhere or given to a library.
type reading struct {
	p      *Program
	format string // that names the fields
	paths  map[string]bool
	inside string // path of the payload in the value that is being followed
	whole  bool   // the payload itself goes where it is not followed: all of it may be read
	seen   map[readingKey]bool
}

type readingKey struct {
	decodedValue
	path string
}

// reads lists the paths of the fields that are read of decoded values of a type, sorted; none if all of them may be.
func (p *Program) reads(values []decodedValue, format string) []string {
	r := reading{p: p, format: format, paths: map[string]bool{}, seen: map[readingKey]bool{}}
	for _, v := range values {
		r.inside, v.inside = v.inside, ""
		clear(r.seen)
		r.follow(v, "")
	}
	if r.whole {
		return nil
	}
	var out []string
	for path := range r.paths {
		out = append(out, path)
	}
	slices.Sort(out)
	return out
}

// used notes that what is at a path is used as a whole.
func (r *reading) used(path string) {
	if r.inside != "" {
		if strings.HasPrefix(r.inside, path) {
			path = r.inside // a part of the envelope, with the payload in it
		}
		rest, within := strings.CutPrefix(path, r.inside)
		if !within || rest != "" && rest[0] != '.' && rest[0] != '[' {
			return // another part of the envelope
		}
		path = strings.TrimPrefix(rest, ".")
	}
	path = strings.TrimPrefix(strings.TrimPrefix(path, "[]"), ".") // of a list of payloads
	if path == "" {
		r.whole = true
		return
	}
	r.paths[path] = true
}

// follow goes on from a place that holds the part at a path of a decoded value.
func (r *reading) follow(v decodedValue, path string) {
	k := readingKey{v, path}
	if r.whole || r.seen[k] {
		return
	}
	r.seen[k] = true
	if len(r.seen) > mostReadings {
		r.whole = true
		return
	}
	if strings.Count(path, ".")+strings.Count(path, "[") > deepestRead {
		r.used(path)
		return
	}
	for i := range v.fn.Nodes {
		node := &v.fn.Nodes[i]
		switch {
		case v.root == FromParam && node.Op == table.Parameter && node.Index == v.index,
			v.root == FromFree && node.Op == table.FreeVar && node.Index == v.index,
			v.root == FromNode && int32(i) == v.index:
			r.node(v.fn, v.stack, int32(i), path)
		}
	}
}

// node goes on with the uses of a node.
func (r *reading) node(f *Func, stack *frame, n int32, path string) {
	here := func(n int32, path string) {
		r.follow(decodedValue{fn: f, stack: stack, root: FromNode, index: n}, path)
	}
	for _, u := range f.usersOf(n) {
		user := &f.Nodes[u]
		switch user.Op {
		case table.Load, table.Phi:
			here(u, path)
		case table.Convert:
			here(u, path)
		case table.FieldOf:
			here(u, r.field(path, user.Name))
		case table.Elem:
			if user.Args[0] != n {
				r.used(path) // as an index
			} else if user.Index != table.Key {
				here(u, path+"[]")
			} else {
				r.used(path)
			}
		case table.Store:
			r.stored(f, stack, n, user, path)
		case table.Extract:
			here(u, path) // of an assertion
		case table.Call, table.Go, table.Defer:
			r.passed(f, stack, u, n, path)
		case table.Closure:
			r.captured(f, stack, u, n, path)
		case table.Return:
			r.returned(f, stack, u, n, path)
		case table.Compare:
			if !f.comparesNil(user) {
				r.used(path)
			}
		case table.Compute:
			if user.Name != "ok" && user.Name != "len" && user.Name != "cap" {
				r.used(path)
			}
		default: // sent, panicked with, appended, negated
			r.used(path)
		}
	}
}

// comparesNil tells whether a comparison asks for nil: it says no more than that something is there.
func (f *Func) comparesNil(node *table.Node) bool {
	return slices.ContainsFunc(node.Args, func(a int32) bool { return f.Nodes[a].Op == table.Const && f.Nodes[a].Name == "nil" })
}

// field is the path of a field on the wire. Fields of embedded structs belong to the struct around; a field that is never decoded has no path.
func (r *reading) field(path, key string) string {
	dot := strings.LastIndexByte(key, '.')
	t := r.p.types[key[:max(dot, 0)]]
	if t == nil {
		return path // of a library's type, or a struct without a name: all of it
	}
	i := slices.IndexFunc(t.Fields, func(f table.Field) bool { return f.Name == key[dot+1:] })
	if i < 0 {
		return path
	}
	name, tagged := nameIn(r.format, t.Fields[i])
	switch {
	case r.p.inlined(r.format, t.Fields[i], tagged) != nil:
		return path
	case name == "":
		return path + ".-" // no part of the message
	case path == "":
		return name
	}
	return path + "." + name
}

// nameIn is the name of a field as a format writes it, and whether its tag says so.
func nameIn(format string, f table.Field) (name string, tagged bool) {
	tag := reflect.StructTag(f.Tag)
	if described := tag.Get("protobuf"); described != "" {
		for part := range strings.SplitSeq(described, ",") {
			if name, ok := strings.CutPrefix(part, "name="); ok {
				return name, true
			}
		}
	}
	if format != "msgpack" && format != "bson" && format != "avro" {
		return wireName(f)
	}
	name, _, _ = strings.Cut(tag.Get(format), ",")
	switch {
	case name == "-":
		return "", true
	case name != "":
		return name, true
	case format == "bson":
		return strings.ToLower(f.Name), false
	}
	return f.Name, false
}

// stored follows what is stored into a variable. What goes into a field or element of something else goes out of sight, so it is used; unless the whole
// event is given to a log.
func (r *reading) stored(f *Func, stack *frame, n int32, st *table.Node, path string) {
	if st.Args[0] == n {
		return // it is overwritten
	}
	to := strip(f, st.Args[0])
	switch f.Nodes[to].Op {
	case table.Alloc:
		r.follow(decodedValue{fn: f, stack: stack, root: FromNode, index: to}, path)
	case table.FreeVar:
		r.used(path)
	case table.Elem:
		if list := strip(f, f.Nodes[to].Args[0]); path == "" && f.Nodes[list].Op == table.Alloc && f.logged(list) {
			return
		}
		r.used(path)
	default:
		r.used(path)
	}
}

// logged tells whether a list is made for calls that only log or print.
func (f *Func) logged(list int32) bool {
	calls := f.passed(list)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c passing) bool { return !f.prints(c.node) })
}

// prints tells whether a call only logs or prints its arguments.
func (f *Func) prints(call int32) bool {
	return f.logs(call) || strings.HasPrefix(f.Nodes[call].Name, "fmt.Print")
}

// passed follows a value into a call.
func (r *reading) passed(f *Func, stack *frame, call, n int32, path string) {
	if path == "" && f.prints(call) {
		return // the whole event, for people
	}
	node := &f.Nodes[call]
	targets := f.calls[call].targets
	if node.Mode == table.Dynamic && len(targets) == 0 && node.Args[0] != n {
		objects, _ := r.p.tracer.trace(f, stack, node.Args[0], nil)
		for _, o := range objects {
			if t, ok := r.p.functionValue(o); ok {
				targets = append(slices.Clone(targets), t)
			}
		}
	}
	if len(targets) == 0 {
		r.used(path)
		return
	}
	for _, t := range targets {
		switch {
		case t.model != nil && t.model.Unmarshal != nil:
			r.decoded(f, stack, call, n, t.model.Unmarshal, path)
			continue
		case t.fn == nil:
			r.used(path)
			continue
		case stack.holds(t.fn), stack.holds(f):
			continue // a recursion reads what it reads the first time
		}
		for i := range t.fn.Params {
			if a, ok := f.arg(call, t, int32(i)); ok && a == n {
				r.follow(decodedValue{fn: t.fn, stack: r.p.tracer.push(CallSite{f, call}, stack), root: FromParam, index: int32(i)}, path)
			}
		}
	}
}

// decoded goes on from a call that decodes into a value, which reads nothing of it, or decodes a part of one: what is read of that is read of the part.
func (r *reading) decoded(f *Func, stack *frame, call, n int32, u *models.Unmarshal, path string) {
	if a, _, ok := f.argument(call, u.Bytes); !ok || a != n {
		return
	}
	value, fields, ok := f.argument(call, u.Value)
	if !ok || len(fields) > 0 || u.Format != r.format || f.valueType(n) != rawJSON {
		r.used(path) // a text, or something in another format
		return
	}
	objects, complete := r.p.tracer.trace(f, stack, value, nil)
	if !complete || len(objects) == 0 {
		r.used(path)
		return
	}
	for _, o := range objects {
		if o.ref.fn == nil || f.program.ownType(o.typ) == nil {
			r.used(path)
			continue
		}
		r.follow(decodedValue{fn: o.ref.fn, stack: o.stack, root: FromNode, index: o.ref.node}, path)
	}
}

// rawJSON is the type of a part of a message that is left as it is.
const rawJSON = "encoding/json.RawMessage"

// captured follows a value into a function literal, or into the method that is bound to it.
func (r *reading) captured(f *Func, stack *frame, closure, n int32, path string) {
	fn := f.ours(closure)
	if fn == nil {
		r.used(path)
		return
	}
	for i, a := range f.Nodes[closure].Args {
		switch {
		case a != n:
		case f.Nodes[closure].Index == 1:
			r.follow(decodedValue{fn: fn, stack: nil, root: FromParam, index: int32(i)}, path)
		default:
			r.follow(decodedValue{fn: fn, stack: stack, root: FromFree, index: int32(i)}, path)
		}
	}
}

// returned follows a result to those who called for it.
func (r *reading) returned(f *Func, stack *frame, ret, n int32, path string) {
	for i, a := range f.Nodes[ret].Args {
		if a != n {
			continue
		}
		if stack != nil && isCall(stack.site.Func.Nodes[stack.site.Node].Op) {
			at := stack.site
			r.follow(decodedValue{fn: at.Func, stack: stack.up, root: FromNode, index: at.Func.resultNode(at.Node, int32(i))}, path)
			continue
		}
		if len(f.Callers) == 0 {
			r.used(path)
		}
		for _, c := range f.Callers {
			r.follow(decodedValue{fn: c.Func, stack: nil, root: FromNode, index: c.Func.resultNode(c.Node, int32(i))}, path)
		}
	}
}
