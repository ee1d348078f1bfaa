package bus

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// call is what a call may reach.
type call struct {
	targets []target
	unsure  bool // the targets implement the interface, but none was seen to be used as one
}

// target is one function that a call may reach: of a library, or of the program.
type target struct {
	fn       *Func
	model    *models.Func
	typ      string   // of an interface call: the concrete type, "" if it is not decided by type
	embed    []int32  // fields that lead from the receiver to the embedded value whose method this is
	closure  *nodeRef // where the function value is made
	bound    bool     // ... as a bound method
	callback bool     // somebody else calls it: its parameters are not the call's arguments
	value    int32    // ... and this is the node of the function value that was handed over
}

// path is what leads from an argument to the callee's parameter i.
func (t target) path(i int32) []int32 {
	if i == 0 {
		return t.embed
	}
	return nil
}

// arg finds the node at a call that becomes parameter i of a target.
func (f *Func) arg(callNode int32, t target, i int32) (int32, bool) {
	c := &f.Nodes[callNode]
	if t.callback && !(t.bound && i == 0) {
		return 0, false
	}
	if c.Mode == table.Dynamic && !t.bound {
		i++
	}
	if t.bound && i == 0 {
		if t.closure.fn == f {
			return f.Nodes[t.closure.node].Args[0], true
		}
		return 0, false // the receiver was bound elsewhere
	}
	if int(i) >= len(c.Args) {
		return 0, false
	}
	return c.Args[i], true
}

// captured finds the variable of this function that a target's captured variable i is.
func (f *Func) captured(t target, i int32) (int32, bool) {
	if t.closure == nil || t.closure.fn != f || t.bound {
		return 0, false
	}
	args := f.Nodes[t.closure.node].Args
	if int(i) >= len(args) {
		return 0, false
	}
	return args[i], true
}

// calledValue is the function value that a call of a literal or bound method goes through.
func (f *Func) calledValue(callNode int32, t target) (int32, bool) {
	switch {
	case t.closure == nil:
		return 0, false // called by name
	case t.callback:
		return t.value, true
	}
	return f.Nodes[callNode].Args[0], f.Nodes[callNode].Mode == table.Dynamic
}

// name is the function that a function value is of.
func (r *nodeRef) name() string { return r.fn.Nodes[r.node].Name }

func (f *Func) paramNode(i int32) int32 { return f.rootNode(table.Parameter, i) }
func (f *Func) freeNode(i int32) int32  { return f.rootNode(table.FreeVar, i) }

// rootNode finds the node of a parameter or captured variable. One that the function never mentions has none: it is appended.
func (f *Func) rootNode(op table.Op, i int32) int32 {
	for n := range f.Nodes {
		if f.Nodes[n].Op == op && f.Nodes[n].Index == i {
			return int32(n)
		}
	}
	f.Nodes = append(f.Nodes, table.Node{Op: op, Index: i, Block: -1})
	f.calls = append(f.calls, call{})
	return int32(len(f.Nodes) - 1)
}

type passing struct{ node, arg int32 }

// passed lists the calls that take a local object, and as which parameter.
func (f *Func) passed(obj int32) []passing {
	var out []passing
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Call || c.Mode == table.Dynamic {
			continue
		}
		for i, a := range c.Args {
			if strip(f, a) == obj {
				out = append(out, passing{int32(n), int32(i)})
			}
		}
	}
	return out
}

// assignedInClosure tells whether a function literal assigns to a variable of f.
func (f *Func) assignedInClosure(cell int32) bool {
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if c.Op != table.Closure || c.Index == 1 {
			continue
		}
		for i, a := range c.Args {
			if a != cell {
				continue
			}
			lit := f.program.byName[c.Name]
			if lit == nil {
				continue
			}
			for _, s := range lit.stores[lit.freeNode(int32(i))] {
				if s.key == wholeKey {
					return true
				}
			}
		}
	}
	return false
}

// resolve finds the targets of every call: what names say first, then interfaces, then function values, until nothing new turns up.
func (p *Program) resolve() {
	for _, f := range p.Funcs {
		for op := range int32(len(f.Params)) {
			f.paramNode(op)
		}
		for i := range f.FreeVars {
			f.freeNode(int32(i))
		}
		f.calls = make([]call, len(f.Nodes))
		for n := range f.Nodes {
			p.madeHere(f, int32(n))
			if isCall(f.Nodes[n].Op) {
				f.callNodes = append(f.callNodes, int32(n))
				p.named(f, int32(n))
			}
		}
	}
	for changed := true; changed; {
		changed = false
		p.tracer.cache = map[traceKey]traced{}
		for _, f := range p.Funcs {
			for _, n := range f.callNodes {
				if f.Nodes[n].Mode == table.Dynamic {
					changed = p.dynamic(f, n) || changed
				}
			}
		}
	}
	p.tracer.cache = map[traceKey]traced{}
	p.requests()
}

func isCall(op table.Op) bool { return op == table.Call || op == table.Go || op == table.Defer }

func (p *Program) madeHere(f *Func, n int32) {
	node := &f.Nodes[n]
	if node.Op == table.Closure || node.Op == table.FuncRef {
		if g := p.byName[node.Name]; g != nil && node.Index == 0 {
			g.made = append(g.made, CallSite{f, n})
		}
	}
}

func (p *Program) addTarget(f *Func, n int32, t target) {
	f.calls[n].targets = append(f.calls[n].targets, t)
	if t.fn != nil {
		t.fn.Callers = append(t.fn.Callers, CallSite{f, n})
	}
}

// named resolves static and interface calls.
func (p *Program) named(f *Func, n int32) {
	c := &f.Nodes[n]
	if c.Mode == table.Dynamic {
		if m := p.variable(f, c.Args[0]); m != nil {
			p.addTarget(f, n, target{model: m})
		}
		return
	}
	if m := p.model(c.Name); m != nil {
		p.addTarget(f, n, target{model: m})
		return
	}
	if c.Mode == table.Static {
		if g := p.byName[c.Name]; g != nil {
			p.addTarget(f, n, target{fn: g})
		}
		return
	}
	if c.Invoked.Like != "" {
		if m := p.model(c.Invoked.Like); m != nil {
			p.addTarget(f, n, target{model: m})
			return
		}
	}
	iface := p.types[bareType(c.Type)]
	if iface == nil || iface.Foreign {
		return // an interface of the standard library or of a library without a model: anybody may implement it
	}
	impls, sure := p.implementers(iface, methodName(c.Name)+c.Invoked.Sig)
	for _, t := range impls {
		p.addTarget(f, n, t)
	}
	f.calls[n].unsure = !sure
}

// variable is what is known of a library's package variable that holds a function: cloudevents.NewClient.
func (p *Program) variable(f *Func, value int32) *models.Func {
	v := &f.Nodes[strip(f, value)]
	if v.Op != table.Global {
		return nil
	}
	return p.model(v.Name)
}

func methodName(full string) string {
	for i := len(full) - 1; i >= 0; i-- {
		if full[i] == '.' {
			return full[i+1:]
		}
	}
	return full
}

// implementers lists the methods that a call of an interface's method may reach: of types that are turned into this interface somewhere, if there are
// none into one with the same method, and if there are none either of all types that implement it, which is not sure. Test doubles never count.
func (p *Program) implementers(iface *Type, method string) (out []target, sure bool) {
	if i, ok := p.implementing[ifaceMethod{iface, method}]; ok {
		return i.targets, i.sure
	}
	out, sure = p.targets(iface, method, iface.sources()), true
	if len(out) == 0 {
		var seen, made []*Type
		for _, name := range p.withMethod(method) {
			switch t := p.types[name]; {
			case t.converted[method]:
				seen = append(seen, t)
			case t.made && !t.Interface:
				made = append(made, t)
			}
		}
		if out = p.targets(iface, method, seen); len(out) == 0 {
			out, sure = p.targets(iface, method, made), false
		}
	}
	p.implementing[ifaceMethod{iface, method}] = implementers{out, sure}
	return out, sure
}

// ifaceMethod is a method of an interface, by name and signature.
type ifaceMethod struct {
	iface  *Type
	method string
}

type implementers struct {
	targets []target
	sure    bool
}

// targets are the methods of those types that implement an interface.
func (p *Program) targets(iface *Type, method string, types []*Type) []target {
	var out []target
	for _, t := range types {
		m := t.method(method)
		if m == nil || t.Double || t == iface || !t.implements(iface) {
			continue
		}
		if tg, ok := p.methodTarget(t, m); ok { // else an interface that embeds another, or a library's method without a model
			out = append(out, tg)
		}
	}
	return out
}

// sources lists the types whose values become an interface, also through other interfaces, by name.
func (t *Type) sources() []*Type {
	seen := map[*Type]bool{t: true}
	out := []*Type{}
	for work := []*Type{t}; len(work) > 0; {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, from := range i.from {
			if !seen[from] {
				seen[from] = true
				out, work = append(out, from), append(work, from)
			}
		}
	}
	slices.SortFunc(out, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// withMethod lists the types with a method, by name.
func (p *Program) withMethod(method string) []string {
	if p.byMethod == nil {
		p.byMethod = map[string][]string{}
		for _, name := range slices.Sorted(maps.Keys(p.types)) {
			for m := range p.types[name].methods {
				p.byMethod[m] = append(p.byMethod[m], name)
			}
		}
	}
	return p.byMethod[method]
}

func (t *Type) implements(iface *Type) bool {
	for m := range iface.methods {
		if t.method(m) == nil {
			return false
		}
	}
	return true
}

// method finds a method by name and signature, in which type parameters stand for any types: those of a generic interface, or of a generic type.
func (t *Type) method(key string) *table.Method {
	if m := t.methods[key]; m != nil {
		return m
	}
	name, _, _ := strings.Cut(key, "(")
	for k, m := range t.methods { // at most one has the name
		if m.Name == name && (strings.Contains(key, "$") || strings.Contains(k, "$")) && fits(key, k) {
			return m
		}
	}
	return nil
}

// fits tells whether two signatures are the same but for type parameters, each of which may be any type: $0.
func fits(a, b string) bool {
	for a != "" && b != "" {
		switch {
		case a[0] == '$':
			return fitsAny(a, b)
		case b[0] == '$':
			return fitsAny(b, a)
		case a[0] != b[0]:
			return false
		}
		a, b = a[1:], b[1:]
	}
	return a == b
}

// fitsAny tells whether what follows the type parameter at the beginning of a signature fits what follows some type at the beginning of another.
func fitsAny(param, s string) bool {
	rest := strings.TrimLeft(param[1:], "0123456789")
	depth := 0
	for i, c := range s {
		if depth == 0 && i > 0 && fits(rest, s[i:]) {
			return true
		}
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				return false // the type ends here
			}
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0 && rest == ""
}

func (p *Program) methodTarget(t *Type, m *table.Method) (target, bool) {
	tg := target{typ: t.Name}
	for _, k := range m.Path {
		tg.embed = append(tg.embed, p.keys.id(k))
	}
	if tg.model = p.model(m.Func); tg.model != nil {
		return tg, true
	}
	if t.Interface {
		return target{}, false
	}
	tg.fn = p.byName[m.Func]
	return tg, tg.fn != nil
}

// dynamic resolves a call of a function value that is not the function's own parameter (the caller knows that one better).
func (p *Program) dynamic(f *Func, n int32) bool {
	if f.isCallback(f.Nodes[n].Args[0]) {
		return false
	}
	objects, _ := p.tracer.trace(f, nil, f.Nodes[n].Args[0], nil)
	added := false
	for _, o := range objects {
		t, ok := p.functionValue(o)
		if !ok || slices.ContainsFunc(f.calls[n].targets, func(x target) bool {
			return x.fn == t.fn && x.model == t.model && (x.closure == nil) == (t.closure == nil) && (x.closure == nil || *x.closure == *t.closure)
		}) {
			continue
		}
		p.addTarget(f, n, t)
		added = true
	}
	return added
}

// isCallback tells whether a function value is a parameter of f, or of the function around f, or an element of one.
func (f *Func) isCallback(n int32) bool {
	n = strip(f, n)
	switch node := &f.Nodes[n]; node.Op {
	case table.Parameter:
		return true
	case table.Elem: // one of the functions that were given
		return f.isCallback(node.Args[0])
	case table.Alloc: // a parameter that a function literal captures
		return slices.ContainsFunc(f.stores[n], func(s store) bool { return s.key == wholeKey && f.Nodes[strip(f, s.value)].Op == table.Parameter })
	case table.FreeVar:
		for _, m := range f.made {
			args := m.Func.Nodes[m.Node].Args
			if int(node.Index) >= len(args) {
				continue
			}
			cell := strip(m.Func, args[node.Index])
			for _, s := range m.Func.stores[cell] {
				if s.key == wholeKey && m.Func.isCallback(s.value) {
					return true
				}
			}
			if m.Func.Nodes[cell].Op == table.FreeVar && m.Func.isCallback(cell) {
				return true
			}
		}
	}
	return false
}

// functionValue turns a traced object into a call's target.
func (p *Program) functionValue(o object) (target, bool) {
	if o.ref.fn == nil {
		return target{}, false
	}
	node := &o.ref.fn.Nodes[o.ref.node]
	if node.Op != table.Closure && node.Op != table.FuncRef {
		return target{}, false
	}
	ref := o.ref
	t := target{closure: &ref, bound: node.Index == 1}
	if t.model = p.model(node.Name); t.model == nil {
		t.fn = p.byName[node.Name]
	}
	if all := p.boundMethods(node); len(all) == 1 && len(all[0].embed) == 0 { // of one type: then it is this one's
		t.fn, t.model = all[0].fn, all[0].model
	}
	return t, t.fn != nil || t.model != nil
}

// boundMethods lists the methods that a bound method of an interface may be: h.Handle as a value.
func (p *Program) boundMethods(node *table.Node) []target {
	iface := p.types[bareType(node.Type)]
	if node.Op != table.Closure || node.Invoked == nil || iface == nil || iface.Foreign || p.model(node.Name) != nil {
		return nil
	}
	all, _ := p.implementers(iface, methodName(node.Name)+node.Invoked.Sig)
	return all
}
