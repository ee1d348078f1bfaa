package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// origin is asked for parts of a root that its function stores nothing into: what it is from the beginning.
func (r *reach) origin(f *Func, stack *frame, root int32, q question) {
	node := &f.Nodes[root]
	at := CallSite{f, root}
	switch node.Op {
	case table.Const:
		r.constant(node, q, at)
	case table.Alloc:
		r.alloc(at, q)
	case table.FuncRef:
		if m := r.p.model(node.Name); m != nil && m.Set != nil && m.Set.Setting == r.setting { // a constructor as a value
			r.found(m.Set.Value, q, at)
			return
		}
		r.unknown(q, at)
	case table.Parameter:
		r.param(f, stack, node.Index, q, at)
	case table.FreeVar:
		r.free(f, node.Index, q, at)
	case table.Global:
		r.global(node.Name, q, at)
	default:
		r.unknown(q, at)
	}
}

// constant is a constant value, or no configuration at all.
func (r *reach) constant(node *table.Node, q question, at CallSite) {
	if node.Name != "nil" {
		if q.leaf(r.p) && node.Name == "" {
			r.standard(q.in, q, at) // an empty text sets nothing
		} else if q.leaf(r.p) {
			r.found(meaning(q.in, r.setting, node.Name), q, at)
		} else {
			r.unknown(q, at)
		}
		return
	}
	if own := r.p.types[node.Type]; own != nil && !own.Foreign && !own.Interface {
		r.unknown(q, at) // an empty literal of the program's own type
		return
	}
	t := r.p.models.Type(bareType(node.Type)) // an empty literal
	if t == nil || strings.HasPrefix(node.Type, "*") || q.leaf(r.p) && t.Defaults[r.setting] == "" {
		t = q.in
	}
	r.standard(t, q, at)
}

// standard is what a type means where nothing is set.
func (r *reach) standard(t *models.Type, q question, at CallSite) {
	switch {
	case t == nil || q.leaf(r.p) && t.Defaults[r.setting] == "":
		r.unknown(q, at)
	case q.leaf(r.p) && t != q.in:
		r.found(t.Defaults[r.setting], q, at) // what it is of its own: kafka.Hash{}
	default:
		if q.at.Func != nil {
			at = q.at // set to nothing
		}
		r.unset(t.Defaults[r.setting], q, at)
	}
}

// alloc is a literal or variable of which nothing more is said.
func (r *reach) alloc(at CallSite, q question) {
	node := &at.Func.Nodes[at.Node]
	t := r.p.models.Type(bareType(node.Type))
	own, names := r.p.optionsOf(t, r.setting)
	if t == nil || !q.leaf(r.p) && !slices.Equal(own, q.paths) {
		r.unknown(q, at) // a part of the program's own type that nobody sets
		return
	}
	if q.leaf(r.p) {
		r.standard(t, q, at)
		return
	}
	q.names = names
	r.standard(t, q, at)
	r.elsewhere(nodeRef{at.Func, at.Node}, q)
}

// meaning is the library's word for a constant.
func meaning(t *models.Type, setting, text string) string {
	if t != nil {
		if w := t.Values[setting][text]; w != "" {
			return w
		}
	}
	switch text {
	case "true":
		return "on"
	case "false":
		return "off"
	}
	return text
}

// param is what the callers give: the one that was followed down from, or all. What a receiver holds is what is stored into its fields anywhere.
func (r *reach) param(f *Func, stack *frame, i int32, q question, at CallSite) {
	callers := f.Callers
	if stack != nil {
		callers = []CallSite{stack.site}
	} else if f.Recv != "" && i == 0 {
		if !r.field(q) {
			r.unknown(q, at)
		}
		return
	}
	known := false
	for _, c := range callers {
		if c.Func.tests() {
			continue
		}
		for _, t := range c.Func.calls[c.Node].targets {
			if t.fn != f {
				continue
			}
			a, ok := c.Func.arg(c.Node, t, i)
			if !ok {
				continue
			}
			given := q
			if q.at.Func == f && q.leaf(r.p) {
				given.at = c // it is the caller who decides
			}
			if path := t.path(i); len(path) > 0 {
				given.paths = slices.Clone(q.paths)
				for j, o := range q.paths {
					given.paths[j] = r.p.paths.id(append(slices.Clone(path), r.p.paths.list[o]...))
				}
			}
			var up *frame
			if stack != nil {
				up = stack.up
			}
			known = true
			r.value(c.Func, up, a, given, c.Func.before(c.Node))
		}
	}
	if !known {
		r.unknown(q, at)
	}
}

// field follows what is stored into a field anywhere: which object it belongs to is not known. It tells whether anything is.
func (r *reach) field(q question) bool {
	known := false
	for _, o := range q.paths {
		path := r.p.paths.list[o]
		for i, k := range path {
			stored := false
			for _, s := range r.p.storeSites()[r.p.keys.bare[k]] {
				to := s.Func.target(s.Node).path
				if to[len(to)-1] != k {
					continue // another type's
				}
				stored, known = true, true
				rest := q
				rest.paths = []int32{r.p.paths.id(path[i+1:])}
				if rest.leaf(r.p) && q.at.Func == nil {
					rest.at = s
				}
				r.value(s.Func, nil, s.Func.Nodes[s.Node].Args[1], rest, s.Func.before(s.Node))
			}
			if stored {
				r.parts(path, q)
				break
			}
		}
	}
	return known
}

// parts follows what is stored into parts of what a field holds, through the field: s.config.Producer.RequiredAcks = acks.
func (r *reach) parts(path []int32, q question) {
	for _, s := range r.p.storeSites()[r.p.keys.bare[path[len(path)-1]]] {
		to := s.Func.target(s.Node)
		if len(path) < 2 || len(to.path) < len(path) || r.walked[nodeRef{s.Func, to.root}] || !r.p.keys.begins(to.path[len(to.path)-len(path):], path) {
			continue
		}
		r.assigned(s, q)
	}
}

// assigned follows what a store assigns to an option.
func (r *reach) assigned(s CallSite, q question) {
	q.paths = []int32{r.p.paths.id(nil)}
	q.at = s
	r.value(s.Func, nil, s.Func.Nodes[s.Node].Args[1], q, s.Func.before(s.Node))
}

// free is a captured variable, whenever its literal runs.
func (r *reach) free(f *Func, i int32, q question, at CallSite) {
	if len(f.made) == 0 {
		r.unknown(q, at)
	}
	for _, m := range f.made {
		args := m.Func.Nodes[m.Node].Args
		if int(i) >= len(args) {
			continue
		}
		for _, end := range m.Func.lastPoints() {
			r.value(m.Func, nil, args[i], q, end)
		}
	}
}

func (r *reach) global(name string, q question, at CallSite) {
	known := false
	for _, s := range r.p.storeSites()[r.p.keys.id(globalMark+name)] {
		known = true
		r.value(s.Func, nil, s.Func.Nodes[s.Node].Args[1], q, s.Func.before(s.Node))
	}
	for _, o := range q.paths {
		path := r.p.paths.list[o]
		if len(path) == 0 {
			continue
		}
		for _, s := range r.p.storeSites()[r.p.keys.bare[path[len(path)-1]]] {
			to := s.Func.target(s.Node)
			if g := &s.Func.Nodes[to.root]; g.Op == table.Global && g.Name == name && !r.walked[nodeRef{s.Func, to.root}] && len(to.path) == len(path) && r.p.keys.begins(to.path, path) {
				known = true
				r.assigned(s, q)
			}
		}
	}
	if !known {
		r.unknown(q, at)
	}
}

// made is result i of a call.
func (r *reach) made(f *Func, stack *frame, n, i int32, q question) {
	at := CallSite{f, n}
	targets := f.calls[n].targets
	if len(targets) == 0 {
		r.unknown(q, at)
	}
	for _, t := range targets {
		switch {
		case t.model != nil:
			r.library(f, stack, n, t.model, q)
		case t.fn != nil && !stack.holds(t.fn) && t.fn != f:
			down := r.p.tracer.push(at, stack)
			for b := range t.fn.Blocks {
				for _, u := range t.fn.Blocks[b].Nodes {
					if ret := &t.fn.Nodes[u]; ret.Op == table.Return && int(i) < len(ret.Args) && !t.fn.isNil(ret.Args[i]) {
						r.value(t.fn, down, ret.Args[i], q, t.fn.before(u))
					}
				}
			}
		case t.fn == nil:
			r.unknown(q, at)
		}
	}
}

// library is what a library's call returns.
func (r *reach) library(f *Func, stack *frame, n int32, m *models.Func, q question) {
	at := CallSite{f, n}
	if r.sets(f, stack, n, m, q) {
		return
	}
	out := r.p.models.Type(bareType(f.valueType(f.resultNode(n, 0))))
	own, names := r.p.optionsOf(out, r.setting)
	switch {
	case q.leaf(r.p) && out != nil:
		r.standard(out, q, at)
	case q.leaf(r.p):
		r.unknown(q, at)
	case m.Construct == nil:
		if out == nil || !slices.Equal(own, q.paths) {
			r.unknown(q, at)
			return
		}
		q.names = names
		r.standard(out, q, at)
		r.elsewhere(nodeRef{at.Func, at.Node}, q)
	default:
		r.configured(f, stack, n, m, out, q)
	}
}
