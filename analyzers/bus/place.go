package bus

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Place says where a value of a function comes from, in terms that a caller can translate: a parameter, a captured variable, a package variable, or
// a value the function made itself; and the fields that lead from there.
type Place struct {
	Root  Root
	Index int32 // parameter, captured variable, node, or package variable's key
	Path  int32 // of Program.paths
}

// Root is the kind of a place's beginning.
type Root uint8

// The roots.
const (
	Nowhere    Root = iota
	FromParam       // Index: parameter
	FromFree        // Index: captured variable
	FromGlobal      // Index: key of the variable's name
	FromNode        // Index: node: a call's result, a new object, a constant
	FromResult      // Index: result of the function itself; only in Open
)

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Root, b.Root), cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path))
}

// Keys of paths that are no fields.
const (
	wholeKey int32 = iota // the object itself
	elemKey               // an element of a slice, array or map
	recvKey               // a message of a channel
)

// interner numbers field keys.
type interner struct {
	ids   map[string]int32
	names []string
	bare  []int32 // the key of the bare field name
}

func (in *interner) init() {
	in.ids = map[string]int32{}
	for _, s := range []string{"", "[]", "<-"} {
		in.id(s)
	}
}

func (in *interner) id(s string) int32 {
	if i, ok := in.ids[s]; ok {
		return i
	}
	i := int32(len(in.names))
	in.ids[s] = i
	in.names = append(in.names, s)
	in.bare = append(in.bare, i)
	if dot := strings.LastIndexByte(s, '.'); dot >= 0 && !strings.HasPrefix(s, "ctx:") && !strings.HasPrefix(s, methodMark) && !strings.HasPrefix(s, capturedMark) {
		in.bare[i] = in.id(s[dot+1:])
	}
	return i
}

// methodMark begins the key that stands for what a method returns, in place of a field.
const methodMark = "()"

// method tells whether a key stands for what a method returns.
func (in *interner) method(k int32) bool { return strings.HasPrefix(in.names[k], methodMark) }

// methodName is the name and signature of the method that a key stands for.
func (in *interner) methodName(k int32) string { return strings.TrimPrefix(in.names[k], methodMark) }

// capturedMark begins the key that stands for what a function value has captured, in place of a field.
const capturedMark = "captured:"

// captured is the key of what a literal's (or bound method's) function value has captured as its variable i.
func (in *interner) captured(function string, i int32) int32 {
	return in.id(capturedMark + strconv.Itoa(int(i)) + " " + function)
}

// same tells whether two keys name one field. A model's field has no owner: it fits any.
func (in *interner) same(a, b int32) bool {
	return a == b || in.bare[a] == in.bare[b] && (in.bare[a] == a || in.bare[b] == b)
}

// pathTable numbers access paths: lists of keys.
type pathTable struct {
	ids  map[string]int32
	list [][]int32
}

func (t *pathTable) init() {
	t.ids = map[string]int32{}
	t.id(nil)
}

func (t *pathTable) id(keys []int32) int32 {
	b := make([]byte, 0, len(keys)*4)
	for _, k := range keys {
		b = append(b, byte(k), byte(k>>8), byte(k>>16), byte(k>>24))
	}
	if i, ok := t.ids[string(b)]; ok {
		return i
	}
	i := int32(len(t.list))
	t.ids[string(b)] = i
	t.list = append(t.list, slices.Clone(keys))
	return i
}

// prefixed tells whether path a is b or goes on from it.
func (t *pathTable) prefixed(a, b int32) bool {
	x, y := t.list[a], t.list[b]
	return len(x) >= len(y) && slices.Equal(x[:len(y)], y)
}

type placeKey struct{ node, path int32 }

// Places returns where a node's value may come from, sorted.
func (f *Func) Places(n int32) []Place { return f.placesAt(n, nil) }

// placesAt returns where field path suffix of node n may come from.
func (f *Func) placesAt(n int32, suffix []int32) []Place {
	k := placeKey{n, f.program.paths.id(suffix)}
	if ps, ok := f.places[k]; ok {
		return ps
	}
	w := walker{f: f, p: f.program, seen: map[placeKey]bool{}}
	w.walk(n, suffix)
	slices.SortFunc(w.out, comparePlaces)
	w.out = slices.Compact(w.out)
	f.places[k] = w.out
	return w.out
}

// walker collects places.
type walker struct {
	f    *Func
	p    *Program
	seen map[placeKey]bool
	out  []Place
}

func (w *walker) emit(r Root, index int32, suffix []int32) {
	w.out = append(w.out, Place{r, index, w.p.paths.id(suffix)})
}

func prepend(k int32, suffix []int32) []int32 {
	return append([]int32{k}, suffix...)
}

func (w *walker) walk(n int32, suffix []int32) {
	k := placeKey{n, w.p.paths.id(suffix)}
	if w.seen[k] {
		return
	}
	w.seen[k] = true
	node := &w.f.Nodes[n]
	switch node.Op {
	case table.Parameter:
		w.emit(FromParam, node.Index, suffix)
	case table.FreeVar:
		w.freeVar(n, node, suffix)
	case table.Global:
		w.emit(FromGlobal, w.p.keys.id(node.Name), suffix)
	case table.Alloc:
		w.object(n, suffix)
	case table.Load:
		w.load(n, node.Args[0], suffix)
	case table.FieldOf:
		key := w.p.keys.id(node.Name)
		if slices.Contains(suffix, key) {
			w.emit(FromNode, n, nil) // a list or tree: no finite path
			return
		}
		w.walk(node.Args[0], prepend(key, suffix))
	case table.Elem:
		if len(suffix) > 0 && suffix[0] == elemKey {
			w.walk(node.Args[0], suffix)
			return
		}
		w.walk(node.Args[0], prepend(elemKey, suffix))
	case table.Recv:
		w.walk(node.Args[0], prepend(recvKey, suffix))
	case table.Convert:
		w.walk(node.Args[0], suffix)
	case table.Append:
		for _, a := range node.Args {
			w.walk(a, suffix)
		}
	case table.Phi:
		for _, a := range node.Args {
			w.walk(a, suffix)
		}
	case table.Extract:
		w.result(n, node.Args[0], node.Index, suffix)
	case table.Call:
		w.result(n, n, 0, suffix)
	case table.Const:
		if node.Name != "nil" || len(suffix) == 0 {
			w.emit(FromNode, n, nil)
		}
	case table.Closure:
		for i, a := range node.Args {
			if len(suffix) > 0 && suffix[0] == w.p.keys.captured(node.Name, int32(i)) {
				w.walk(a, suffix[1:])
				return
			}
		}
		w.emit(FromNode, n, suffix)
	default:
		w.emit(FromNode, n, suffix)
	}
}

// freeVar is a captured variable: what this function stored into it, and what it was.
func (w *walker) freeVar(n int32, node *table.Node, suffix []int32) {
	w.emit(FromFree, node.Index, suffix)
	for _, s := range w.f.stores[n] {
		if s.key == wholeKey {
			w.walk(s.value, suffix)
		}
	}
}

// object looks for what was stored into a local object's field. An object is one with its content: a variable's value is what was stored into it.
func (w *walker) object(n int32, suffix []int32) {
	found := false
	for _, s := range w.f.stores[n] {
		switch {
		case s.key == wholeKey:
			found = true
			w.walk(s.value, suffix)
		case len(suffix) > 0 && w.p.keys.same(s.key, suffix[0]):
			found = true
			w.walk(s.value, suffix[1:])
		case len(suffix) > 0 && s.key == elemKey && w.p.keys.bare[suffix[0]] == suffix[0]:
			found = true // a model's field: a slice stands for its elements
			w.walk(s.value, suffix)
		}
	}
	if len(suffix) > 0 && !found {
		found = w.storedByCallees(n, suffix)
	}
	if !found || len(suffix) == 0 {
		w.emit(FromNode, n, suffix)
	}
}

// storedByCallees follows setters: m.AddValue(b) stores its argument into m.Value.
func (w *walker) storedByCallees(n int32, suffix []int32) bool {
	found := false
	for _, c := range w.f.passed(n) {
		for _, t := range w.f.calls[c.node].targets {
			if t.fn == nil || t.fn.scc == w.f.scc {
				continue
			}
			for _, s := range t.fn.stores[t.fn.paramNode(c.arg)] {
				if w.p.keys.same(s.key, suffix[0]) {
					for _, pl := range t.fn.placesAt(s.value, suffix[1:]) {
						found = w.translate(t, c.node, pl) || found
					}
				}
			}
		}
	}
	return found
}

func (w *walker) load(n, from int32, suffix []int32) {
	obj := w.f.object(from)
	if obj < 0 || w.f.Nodes[obj].Op != table.Alloc {
		w.walk(from, suffix)
		return
	}
	found := false
	for _, s := range w.f.stores[obj] {
		if s.key == wholeKey {
			found = true
			w.walk(s.value, suffix)
		}
	}
	if !found || w.f.assignedInClosure(obj) {
		w.emit(FromNode, n, suffix)
	}
}

// result is result i of a call: the same as an argument, as a model or the callee's body says, or a new value.
func (w *walker) result(n, callNode, i int32, suffix []int32) {
	call := &w.f.Nodes[callNode]
	if call.Op != table.Call { // extracted from something that is no call
		w.emit(FromNode, n, suffix)
		return
	}
	n = w.f.resultNode(callNode, i)
	if key, val, ctx, ok := w.f.contextValue(callNode); ok {
		switch {
		case len(suffix) > 0 && suffix[0] == key:
			w.walk(val, suffix[1:])
		default:
			w.emit(FromNode, n, suffix)
			if len(suffix) > 0 {
				w.walk(ctx, suffix)
			}
		}
		return
	}
	if key, ctx, ok := w.f.contextLookup(callNode); ok {
		w.walk(ctx, prepend(key, suffix))
		return
	}
	known, made := false, false
	for _, t := range w.f.calls[callNode].targets {
		if t.model != nil && !t.model.Same.IsZero() && i == 0 {
			if a, path, ok := w.f.argument(callNode, t.model.Same); ok {
				known = true
				w.walk(a, append(w.p.fieldKeys(path), suffix...))
			}
		}
		if t.fn != nil && t.fn.scc != w.f.scc {
			for _, pl := range t.fn.returned(i, suffix) {
				if w.translate(t, callNode, pl) {
					known = true
				} else {
					made = true // by the callee itself, on some path
				}
			}
		}
	}
	if !known || made || len(suffix) == 0 {
		w.emit(FromNode, n, suffix)
	}
}

// translate turns a place of a callee into places of this function; values that the callee made itself stay unknown.
func (w *walker) translate(t target, callNode int32, pl Place) bool {
	path := w.p.paths.list[pl.Path]
	switch pl.Root {
	case FromParam:
		if a, ok := w.f.arg(callNode, t, pl.Index); ok {
			w.walk(a, append(slices.Clone(t.path(pl.Index)), path...))
			return true
		}
		if t.bound && pl.Index == 0 {
			return w.held(t, callNode, 0, append(slices.Clone(t.embed), path...))
		}
	case FromGlobal:
		w.out = append(w.out, pl)
		return true
	case FromFree:
		if a, ok := w.f.captured(t, pl.Index); ok {
			w.walk(a, path)
			return true
		}
		return w.held(t, callNode, pl.Index, path)
	}
	return false
}

// held follows a function value that was made elsewhere to what it has captured.
func (w *walker) held(t target, callNode, i int32, path []int32) bool {
	value, ok := w.f.calledValue(callNode, t)
	if ok {
		w.walk(value, prepend(w.p.keys.captured(t.closure.name(), i), path))
	}
	return ok
}

func (p *Program) fieldKeys(fields []string) []int32 {
	out := make([]int32, len(fields))
	for i, s := range fields {
		out[i] = p.keys.id(s)
	}
	return out
}

// returned lists the places of result i (and field path suffix of it) in terms of f.
func (f *Func) returned(i int32, suffix []int32) []Place {
	var out []Place
	for b := range f.Blocks {
		for _, n := range f.Blocks[b].Nodes {
			if r := &f.Nodes[n]; r.Op == table.Return && int(i) < len(r.Args) {
				out = append(out, f.placesAt(r.Args[i], suffix)...)
			}
		}
	}
	slices.SortFunc(out, comparePlaces)
	return slices.Compact(out)
}

// contextValue recognises context.WithValue(ctx, key, val).
func (f *Func) contextValue(n int32) (key, val, ctx int32, ok bool) {
	c := &f.Nodes[n]
	if c.Mode != table.Static || c.Name != "context.WithValue" || len(c.Args) != 3 {
		return 0, 0, 0, false
	}
	return f.contextKey(c.Args[1]), c.Args[2], c.Args[0], true
}

// contextLookup recognises ctx.Value(key).
func (f *Func) contextLookup(n int32) (key, ctx int32, ok bool) {
	c := &f.Nodes[n]
	if c.Mode != table.Invoke || c.Name != "(context.Context).Value" || len(c.Args) != 2 {
		return 0, 0, false
	}
	return f.contextKey(c.Args[1]), c.Args[0], true
}

// contextKey names the key of a context value: by its type if that is its own, by variable or constant otherwise.
func (f *Func) contextKey(n int32) int32 {
	name := "ctx:"
	for {
		node := &f.Nodes[n]
		if node.Op == table.Convert {
			if node.Type != "" {
				name += node.Type
			}
			n = node.Args[0]
			continue
		}
		switch node.Op {
		case table.Global, table.Const:
			name += " " + node.Name
		}
		return f.program.keys.id(name)
	}
}

// argument finds the node of a model's path at a call, and the fields behind it.
func (f *Func) argument(callNode int32, path models.Path) (node int32, fields []string, ok bool) {
	c := &f.Nodes[callNode]
	i := path.Index
	switch path.Root {
	case "receiver":
		if !c.Recv {
			return 0, nil, false
		}
		i = 0
	case "arg":
		if c.Recv {
			i++
		}
	default:
		return 0, nil, false
	}
	if c.Mode == table.Dynamic {
		i++ // behind the function value
	}
	if i >= len(c.Args) {
		return 0, nil, false
	}
	return c.Args[i], path.Fields, true
}

// resultNode is the node that stands for result i of a call: the first that extracts it, or the call itself.
func (f *Func) resultNode(callNode, i int32) int32 {
	if r, ok := f.results()[placeKey{callNode, i}]; ok {
		return r
	}
	return callNode
}

func (f *Func) results() map[placeKey]int32 {
	if f.extracts == nil {
		f.extracts = map[placeKey]int32{}
		for n := len(f.Nodes) - 1; n >= 0; n-- {
			if e := &f.Nodes[n]; e.Op == table.Extract {
				f.extracts[placeKey{e.Args[0], e.Index}] = int32(n)
			}
		}
	}
	return f.extracts
}
