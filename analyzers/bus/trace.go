package bus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// object is what a value may turn out to be, found by following it backward through the program: something made at a node, something a library
// made, a function, or a value of which only the type is known.
type object struct {
	ref   nodeRef      // where it is made; fn nil if only the type is known
	stack *frame       // calls on the way from where the question was asked down to ref.fn
	typ   string       // concrete type, pointers kept; "" if unknown
	model *models.Func // library function that made it
}

// frame is a stack of calls; equal stacks are one pointer.
type frame struct {
	site CallSite
	up   *frame
}

type tracer struct {
	p      *Program
	frames map[frame]*frame
	cache  map[traceKey]traced
}

type traceKey struct {
	fn    *Func
	node  int32
	path  int32
	stack *frame
}

type traced struct {
	objects  []object
	complete bool
}

func newTracer(p *Program) *tracer {
	return &tracer{p: p, frames: map[frame]*frame{}, cache: map[traceKey]traced{}}
}

func (t *tracer) push(site CallSite, up *frame) *frame {
	f := frame{site: site, up: up}
	if g, ok := t.frames[f]; ok {
		return g
	}
	g := &f
	t.frames[f] = g
	return g
}

func (s *frame) holds(fn *Func) bool {
	for ; s != nil; s = s.up {
		if s.site.Func == fn {
			return true
		}
	}
	return false
}

// trace lists the objects that field path suffix of a node may be. The list is complete if every way back ended at an object.
func (t *tracer) trace(fn *Func, stack *frame, node int32, suffix []int32) ([]object, bool) {
	k := traceKey{fn, node, t.p.paths.id(suffix), stack}
	if c, ok := t.cache[k]; ok {
		return c.objects, c.complete
	}
	q := query{t: t, p: t.p, seen: map[seenKey]bool{}, stacks: stacks[seenKey]{}, complete: true}
	q.node(fn, stack, node, suffix, "")
	slices.SortStableFunc(q.out, compareObjects)
	q.out = slices.CompactFunc(q.out, func(a, b object) bool { return compareObjects(a, b) == 0 && a.stack == b.stack })
	t.cache[k] = traced{q.out, q.complete}
	return q.out, q.complete
}

// texts lists the objects that a text may come from: also where it is put together, keys of maps, and calls that nobody looked into.
func (t *tracer) texts(fn *Func, stack *frame, node int32, suffix []int32) []object {
	out, _ := t.sources(fn, stack, node, suffix)
	return out
}

// sources lists what texts does, and where ways back end without a text.
func (t *tracer) sources(fn *Func, stack *frame, node int32, suffix []int32) ([]object, []deadEnd) {
	q := query{t: t, p: t.p, seen: map[seenKey]bool{}, stacks: stacks[seenKey]{}, text: true}
	q.node(fn, stack, node, suffix, "")
	return q.out, q.ends
}

// deadEnd is where a way back to a value ends: at a parameter that nobody is seen to give, or at a field or package variable that nobody fills.
type deadEnd struct {
	by   catalog.Means
	name string // in full
}

// end notes where a way back ends: at the last field that was asked for, or at what it was asked of.
func (q *query) end(suffix []int32, by catalog.Means, name string) {
	if !q.text {
		return
	}
	for _, k := range slices.Backward(suffix) {
		if field := q.p.keys.names[k]; strings.Contains(field, ".") && !q.p.keys.method(k) && !strings.HasPrefix(field, capturedMark) && !strings.HasPrefix(field, "ctx:") {
			by, name = catalog.ByField, field
			break
		}
	}
	if by != "" {
		q.ends = append(q.ends, deadEnd{by, name})
	}
}

// place traces a place of fn.
func (t *tracer) place(fn *Func, pl Place) ([]object, bool) {
	path := t.p.paths.list[pl.Path]
	switch pl.Root {
	case FromParam:
		return t.trace(fn, nil, fn.paramNode(pl.Index), path)
	case FromFree:
		return t.trace(fn, nil, fn.freeNode(pl.Index), path)
	case FromNode:
		return t.trace(fn, nil, pl.Index, path)
	case FromGlobal:
		q := query{t: t, p: t.p, seen: map[seenKey]bool{}, stacks: stacks[seenKey]{}, complete: true}
		q.global(t.p.keys.names[pl.Index], path, "")
		slices.SortStableFunc(q.out, compareObjects)
		return q.out, q.complete
	}
	return nil, false
}

func compareObjects(a, b object) int {
	name := func(o object) string {
		if o.ref.fn == nil {
			return ""
		}
		return o.ref.fn.Name
	}
	return cmp.Or(cmp.Compare(name(a), name(b)), cmp.Compare(a.ref.node, b.ref.node), cmp.Compare(a.typ, b.typ))
}

type seenKey struct {
	traceKey
	typ string
}

// manyStacks is how many stacks of calls to the same question are told apart in one search. Functions that call each other through an interface can be
// called in any order, and there are as many stacks as orders. With more than that, the question is asked for all callers at once, whose answers include
// what each stack would give.
const manyStacks = 8

// manyQuestions is how many questions one search asks. A value that is made from what is stored in fields that everything goes through may be anything,
// and to list everything for it helps nobody: the search ends incomplete, as one does that meets something unknown. No way back is that long.
const manyQuestions = 4000

// stacks counts, by question without its stack, the stacks that it was asked with in a search.
type stacks[K comparable] map[K]int

// many notes another stack and tells whether there are too many to tell apart.
func (s stacks[K]) many(question K) bool {
	s[question]++
	return s[question] > manyStacks
}

// query is one search. It visits each question once, so recursion and loops end by themselves.
type query struct {
	t        *tracer
	p        *Program
	seen     map[seenKey]bool
	stacks   stacks[seenKey]
	out      []object
	complete bool
	text     bool // texts that are put together, keys of maps, and calls that nobody looked into, are found too
	near     bool // what is stored into a field elsewhere is not looked for
	ends     []deadEnd
	dead     int  // ways back that ended at no object
	exact    bool // a field of an object is not looked for in others of its type, when nobody is seen to fill or give the object
}

func (q *query) found(o object) { q.out = append(q.out, o) }

// concrete tells whether a type's text names one type, not an interface or type parameter.
func (p *Program) concrete(typ string) bool {
	if typ == "" || strings.HasPrefix(typ, "interface") || strings.HasPrefix(typ, "$") || typ == "any" || typ == "error" || strings.HasPrefix(typ, "func") {
		return false
	}
	if strings.HasPrefix(typ, "*") {
		return !strings.HasPrefix(typ, "*$")
	}
	t := p.types[bareType(typ)]
	return t == nil && !strings.Contains(typ, ".") || t != nil && !t.Interface
}

func (q *query) node(fn *Func, stack *frame, n int32, suffix []int32, typ string) {
	k := seenKey{traceKey{fn, n, q.p.paths.id(suffix), stack}, typ}
	if q.seen[k] {
		return
	}
	if len(q.seen) == manyQuestions {
		q.complete = false
		return
	}
	if stack != nil {
		all := k
		all.stack = nil
		if q.stacks.many(all) {
			if k, stack = all, nil; q.seen[k] {
				return
			}
		}
	}
	q.seen[k] = true
	node := &fn.Nodes[n]
	switch node.Op {
	case table.Parameter:
		q.param(fn, stack, node.Index, suffix, typ)
	case table.FreeVar:
		q.free(fn, stack, n, node.Index, suffix, typ)
	case table.Global:
		q.global(node.Name, suffix, typ)
	case table.Alloc:
		q.object(fn, stack, n, suffix, typ)
	case table.Load:
		if obj := fn.object(node.Args[0]); obj >= 0 && fn.Nodes[obj].Op == table.Alloc {
			q.content(fn, stack, obj, suffix, typ)
			return
		}
		q.node(fn, stack, node.Args[0], suffix, typ)
	case table.FieldOf:
		key := q.p.keys.id(node.Name)
		if slices.Contains(suffix, key) {
			q.complete = false
			return
		}
		if q.text && len(suffix) == 0 && q.p.isEventName(node) {
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
			return
		}
		if typ == "" && len(suffix) == 0 && q.p.concrete(node.Type) {
			typ = node.Type
		}
		q.node(fn, stack, node.Args[0], prepend(key, suffix), typ)
	case table.Elem:
		if q.text && len(suffix) == 0 && node.Index == table.Key {
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
			return
		}
		if len(suffix) > 0 && suffix[0] == elemKey {
			q.node(fn, stack, node.Args[0], suffix, typ)
			return
		}
		q.node(fn, stack, node.Args[0], prepend(elemKey, suffix), typ)
	case table.Recv:
		q.node(fn, stack, node.Args[0], prepend(recvKey, suffix), typ)
	case table.Convert:
		if typ == "" && len(suffix) == 0 && node.Type != "" {
			typ = node.Type
		}
		q.node(fn, stack, node.Args[0], suffix, typ)
	case table.Phi, table.Append:
		for _, a := range node.Args {
			q.node(fn, stack, a, suffix, typ)
		}
	case table.Closure, table.FuncRef:
		if len(suffix) == 0 {
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
			return
		}
		for i, a := range node.Args {
			if suffix[0] == q.p.keys.captured(node.Name, int32(i)) {
				q.content(fn, stack, a, suffix[1:], typ)
			}
		}
	case table.Const:
		if node.Type == "string" || strings.Contains(node.Type, ".") && node.Name != "nil" { // text; nil and numbers are no objects
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: node.Type})
		}
	case table.Extract:
		if typ == "" && len(suffix) == 0 && q.p.concrete(node.Type) {
			typ = node.Type
		}
		q.call(fn, stack, node.Args[0], node.Index, suffix, typ)
	case table.Call:
		q.call(fn, stack, n, 0, suffix, typ)
	case table.Compute:
		if q.text && len(suffix) == 0 {
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
			return
		}
		q.lose(typ, suffix)
	default:
		q.lose(typ, suffix)
	}
}

// lose ends a way back: all that is known is the type, if anything; that of an element is one of what somebody hands in as a list.
func (q *query) lose(typ string, suffix []int32) {
	q.complete = false
	q.dead++
	if typ != "" && (len(suffix) == 0 || len(suffix) == 1 && suffix[0] == elemKey) {
		q.found(object{typ: typ})
	}
}

func (q *query) param(fn *Func, stack *frame, i int32, suffix []int32, typ string) {
	if stack != nil && stack.gives(fn) {
		site := stack.site
		for _, t := range site.Func.calls[site.Node].targets {
			if t.fn == fn {
				if a, ok := site.Func.arg(site.Node, t, i); ok {
					q.node(site.Func, stack.up, a, append(slices.Clone(t.path(i)), suffix...), typ)
				}
			}
		}
		return
	}
	if typ == "" && len(suffix) == 0 && int(i) < len(fn.Params) && q.p.concrete(fn.Params[i].Type) {
		typ = fn.Params[i].Type
	}
	// A field of a receiver is what is stored into it anywhere: methods have too many callers. What a function is given, its callers know better.
	if receiver := fn.Recv != "" && i == 0; len(suffix) > 0 && receiver && q.field(suffix, typ) {
		return
	}
	known, before := false, len(q.out)
	for _, site := range fn.Callers {
		for _, t := range site.Func.calls[site.Node].targets {
			if t.fn != fn {
				continue
			}
			if a, ok := site.Func.arg(site.Node, t, i); ok {
				known = true
				q.node(site.Func, nil, a, append(slices.Clone(t.path(i)), suffix...), typ)
			}
		}
	}
	if len(suffix) > 0 && len(q.out) == before && !q.exact && q.field(suffix, typ) {
		return
	}
	if !known {
		q.end(suffix, catalog.ByParameter, fn.paramName(i))
		q.lose(typ, suffix)
	}
}

// field follows everything that is stored into a field anywhere: which object it belongs to is not known.
func (q *query) field(suffix []int32, typ string) bool {
	if q.near {
		return false
	}
	for i, key := range suffix {
		refs := q.p.stores[key]
		for _, r := range refs {
			q.node(r.fn, nil, r.node, suffix[i+1:], typ)
		}
		var elems []nodeRef
		if i+1 < len(suffix) && suffix[i+1] == elemKey {
			elems = q.p.elems[key]
		}
		for _, r := range elems { // m.handlers[name] = h, or a list of them: an element of an element is an element
			q.node(r.fn, nil, r.node, suffix[i+2:], typ)
			q.node(r.fn, nil, r.node, suffix[i+1:], typ)
		}
		if len(refs) > 0 || len(elems) > 0 {
			return true
		}
		if q.exact {
			return false
		}
		// A struct within the object, such as an embedded one, is not stored itself: its fields are.
	}
	return false
}

func (q *query) free(fn *Func, stack *frame, n, i int32, suffix []int32, typ string) {
	for _, s := range fn.stores[n] {
		if s.key == wholeKey {
			q.node(fn, stack, s.value, suffix, typ)
		}
	}
	if len(fn.made) == 0 {
		q.lose(typ, suffix)
	}
	for _, m := range fn.made {
		up := stack
		for up != nil && up.site.Func != m.Func {
			up = up.up // the frame of the function that made the closure, if it is still known
		}
		if up != nil {
			up = up.up
		}
		args := m.Func.Nodes[m.Node].Args
		if int(i) < len(args) {
			q.content(m.Func, up, args[i], suffix, typ)
		}
	}
}

// content is what a captured variable or a cell holds.
func (q *query) content(fn *Func, stack *frame, cell int32, suffix []int32, typ string) {
	cell = strip(fn, cell)
	if fn.Nodes[cell].Op != table.Alloc {
		q.node(fn, stack, cell, suffix, typ)
		return
	}
	found := false
	for _, s := range fn.stores[cell] {
		if s.key == wholeKey {
			found = true
			q.node(fn, stack, s.value, suffix, typ)
		}
	}
	if !found {
		q.object(fn, stack, cell, suffix, typ)
	}
}

func (q *query) object(fn *Func, stack *frame, n int32, suffix []int32, typ string) {
	if len(suffix) == 0 {
		if typ == "" {
			typ = fn.Nodes[n].Type
		}
		q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
		return
	}
	found := false
	for _, s := range fn.stores[n] {
		switch {
		case s.key == wholeKey:
			found = true
			q.node(fn, stack, s.value, suffix, typ)
		case q.p.keys.same(s.key, suffix[0]):
			found = true
			q.node(fn, stack, s.value, suffix[1:], typ)
			if s.key == elemKey && !q.near {
				q.node(fn, stack, s.value, suffix, typ) // an element of an element
			}
		case s.key == elemKey && q.p.keys.bare[suffix[0]] == suffix[0]:
			found = true
			q.node(fn, stack, s.value, suffix, typ)
		}
	}
	if found && q.text {
		if !q.near {
			q.configured(suffix, typ)
		}
		return
	}
	if !found && q.near && fn.literal(n) {
		return // the zero value
	}
	if !found && !q.setters(fn, stack, n, suffix, typ) && (q.exact || !q.field(suffix, typ)) {
		q.end(suffix, "", "")
		q.lose(typ, suffix)
	}
}

// configured follows what options and methods store into a field of objects that they are given: what a literal has there may be only the default.
func (q *query) configured(suffix []int32, typ string) {
	for _, r := range q.p.stores[suffix[0]] {
		if !r.fn.fills(r.node, suffix[0]) {
			q.node(r.fn, nil, r.node, suffix[1:], typ)
		}
	}
}

// fills tells whether a value is stored into a field of an object that the function makes itself.
func (f *Func) fills(value, key int32) bool {
	for n := range f.Nodes {
		if f.Nodes[n].Op == table.Alloc && slices.Contains(f.stores[int32(n)], store{key, value}) {
			return true
		}
	}
	return false
}

// setters follows what stores into the object that it is given: m.AddValue(b), or a function that hands it on to one.
func (q *query) setters(fn *Func, stack *frame, n int32, suffix []int32, typ string) bool {
	found := false
	for _, c := range fn.passed(n) {
		for _, t := range fn.calls[c.node].targets {
			if t.fn == nil || stack.holds(t.fn) {
				continue
			}
			param, down := t.fn.paramNode(c.arg), q.t.push(CallSite{fn, c.node}, stack)
			for _, s := range t.fn.stores[param] {
				if q.p.keys.same(s.key, suffix[0]) {
					found = true
					q.node(t.fn, down, s.value, suffix[1:], typ)
				}
			}
			found = t.fn != fn && q.setters(t.fn, down, param, suffix, typ) || found
		}
	}
	return found
}

func (q *query) global(name string, suffix []int32, typ string) {
	refs := q.p.globs[name]
	for _, r := range refs {
		q.node(r.fn, nil, r.node, suffix, typ)
	}
	if len(refs) == 0 {
		q.end(suffix, catalog.ByVariable, name)
		q.lose(typ, suffix)
	}
}

func (q *query) call(fn *Func, stack *frame, n, i int32, suffix []int32, typ string) {
	node := &fn.Nodes[n]
	if node.Op != table.Call {
		q.lose(typ, suffix)
		return
	}
	if key, val, ctx, ok := fn.contextValue(n); ok {
		if len(suffix) > 0 && suffix[0] == key {
			q.node(fn, stack, val, suffix[1:], typ)
		} else {
			q.node(fn, stack, ctx, suffix, typ)
		}
		return
	}
	if key, ctx, ok := fn.contextLookup(n); ok {
		q.node(fn, stack, ctx, prepend(key, suffix), typ)
		return
	}
	if typ == "" && len(suffix) == 0 && i == 0 && q.p.concrete(node.Out) {
		typ = node.Out
	}
	if by := fn.keptBy(Place{FromNode, n, 0}); len(by) > 0 && !q.near {
		q.kept(by, stack, suffix, typ)
		return
	}
	c := &fn.calls[n]
	if len(c.targets) == 0 {
		if q.text && len(suffix) == 0 {
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ})
			return
		}
		q.end(suffix, "", "")
		q.lose(typ, suffix)
		return
	}
	for _, t := range c.targets {
		switch {
		case t.model != nil && !t.model.Same.IsZero() && i == 0:
			if g := q.p.byName[node.Name]; g != nil && len(suffix) > 0 {
				q.madeBy(fn, stack, n, g, suffix, typ)
			} else if a, path, ok := fn.argument(n, t.model.Same); ok {
				q.node(fn, stack, a, append(q.p.fieldKeys(path), suffix...), typ)
			}
		case t.model != nil && q.text && len(suffix) > 0 && i == 0 && t.model.Set != nil && !t.model.Set.Topic.IsZero(): // what a declaration returns has the name that was declared
			if a, path, ok := fn.argument(n, t.model.Set.Topic); ok {
				q.node(fn, stack, a, q.p.fieldKeys(path), typ)
			}
		case t.model != nil && len(suffix) == 0:
			q.found(object{ref: nodeRef{fn, n}, stack: stack, typ: typ, model: t.model})
		case t.fn != nil && !stack.holds(t.fn) && t.fn != fn:
			down := q.t.push(CallSite{fn, n}, stack)
			for b := range t.fn.Blocks {
				for _, r := range t.fn.Blocks[b].Nodes {
					if ret := &t.fn.Nodes[r]; ret.Op == table.Return && int(i) < len(ret.Args) {
						q.node(t.fn, down, ret.Args[i], suffix, typ)
					}
				}
			}
		case t.fn != nil: // recursion adds nothing new
		default:
			q.end(suffix, "", "")
			q.lose(typ, suffix)
		}
	}
}

// madeBy follows a part of what a call of generated code returns, whose model says only that it stands for what it is made from.
func (q *query) madeBy(fn *Func, stack *frame, n int32, g *Func, suffix []int32, typ string) {
	for _, pl := range g.returned(0, suffix) {
		if a, ok := fn.arg(n, target{fn: g}, pl.Index); ok && pl.Root == FromParam {
			q.node(fn, stack, a, q.p.paths.list[pl.Path], typ)
		} else {
			q.lose(typ, suffix)
		}
	}
}

// kept follows what is taken from a request to those who keep it there: the one on the stack, or all.
func (q *query) kept(by []CallSite, stack *frame, suffix []int32, typ string) {
	var up *frame
	if stack != nil && slices.Contains(by, stack.site) {
		by, up = []CallSite{stack.site}, stack.up
	}
	for _, site := range by {
		_, value, _ := site.Func.keepsValue(site.Node)
		q.node(site.Func, up, value, suffix, typ)
	}
}

// gives tells whether the call at the top of a stack is of a function, rather than one that keeps something for it.
func (s *frame) gives(fn *Func) bool {
	return slices.ContainsFunc(s.site.Func.calls[s.site.Node].targets, func(t target) bool { return t.fn == fn })
}
