package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Unread lists the batches, published or acked, whose result says which entries failed, and nobody looks at that. Whoever does not even look at the error,
// if only to log it, is told of that instead.
func (p *Program) Unread() []*Effect {
	lost := map[CallSite]bool{}
	for _, l := range p.Losses() {
		if !l.Logged {
			lost[l.Effect.At] = true
		}
	}
	seen := map[CallSite]bool{}
	var out []*Effect
	for _, f := range p.Funcs {
		for _, e := range f.flow.Batches {
			if seen[e.At] || lost[e.At] || !p.Feasible(f, e) {
				continue
			}
			seen[e.At] = true
			l := lookout{p: p, seen: map[nodeRef]bool{}}
			for _, path := range e.Model.Partial {
				l.fields = append(l.fields, path.Fields...)
			}
			if !l.result(e.At, int32(e.Model.Partial[0].Index)) {
				out = append(out, e)
			}
		}
	}
	return out
}

// lookout finds out whether anybody looks at some fields of an object. Where it goes out of sight, somebody may.
type lookout struct {
	p      *Program
	fields []string
	seen   map[nodeRef]bool
}

// result looks at a result of a call.
func (l *lookout) result(at CallSite, i int32) bool {
	f := at.Func
	if f.Nodes[at.Node].Op != table.Call {
		return false // dropped
	}
	if f.Nodes[at.Node].Out != "" {
		return l.node(f, at.Node)
	}
	r, ok := f.results()[placeKey{at.Node, i}]
	return ok && l.node(f, r)
}

func (l *lookout) node(f *Func, n int32) bool {
	if l.seen[nodeRef{f, n}] {
		return false
	}
	l.seen[nodeRef{f, n}] = true
	return slices.ContainsFunc(f.usersOf(n), func(u int32) bool { return l.use(f, n, u) })
}

// use tells whether user u of node n looks at one of the fields.
func (l *lookout) use(f *Func, n, u int32) bool {
	v := &f.Nodes[u]
	switch v.Op {
	case table.Convert, table.Phi, table.Load:
		return l.node(f, u)
	case table.Compare:
		return false // is it nil?
	case table.FieldOf:
		if slices.Contains(l.fields, v.Name[strings.LastIndexByte(v.Name, '.')+1:]) {
			return !f.onlyLogged(u, map[int32]bool{})
		}
		return f.compared(u, map[int32]bool{})
	case table.Store:
		if v.Args[1] != n {
			return false // the variable gets another value
		}
		cell := f.object(v.Args[0])
		return cell < 0 || f.Nodes[cell].Op != table.Alloc || l.node(f, cell)
	case table.Closure:
		lit := l.p.byName[v.Name]
		if lit == nil {
			return true
		}
		for i, a := range v.Args {
			if a == n && l.node(lit, lit.freeNode(int32(i))) {
				return true
			}
		}
		return false
	case table.Call:
		return l.call(f, n, u)
	case table.Return:
		return l.returned(f, int32(slices.Index(v.Args, n)))
	}
	return true
}

// call follows the object into functions of the program.
func (l *lookout) call(f *Func, n, u int32) bool {
	targets := f.calls[u].targets
	if len(targets) == 0 {
		return true
	}
	return slices.ContainsFunc(targets, func(t target) bool {
		if t.fn == nil {
			return true
		}
		for i := range t.fn.Params {
			if a, ok := f.arg(u, t, int32(i)); ok && a == n && l.node(t.fn, t.fn.paramNode(int32(i))) {
				return true
			}
		}
		return false
	})
}

// returned follows the object to all callers.
func (l *lookout) returned(f *Func, i int32) bool {
	return l.p.partial || len(f.Callers) == 0 || slices.ContainsFunc(f.Callers, func(c CallSite) bool { return l.result(c, i) })
}

// onlyLogged tells whether nothing becomes of a value, or of how much there is of it, than that a log tells of it.
func (f *Func) onlyLogged(n int32, seen map[int32]bool) bool {
	if seen[n] {
		return true
	}
	seen[n] = true
	return !slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		switch v := &f.Nodes[u]; v.Op {
		case table.Load, table.Convert, table.Phi:
			return !f.onlyLogged(u, seen)
		case table.Compute:
			return v.Name != "len" || !f.onlyLogged(u, seen)
		case table.Store:
			list := strip(f, v.Args[0])
			if f.Nodes[list].Op == table.Elem {
				list = f.object(f.Nodes[list].Args[0])
			}
			return v.Args[1] != n || list < 0 || f.Nodes[list].Op != table.Alloc || !f.onlyLogged(list, seen)
		case table.Elem:
			return slices.ContainsFunc(f.usersOf(u), func(s int32) bool { return f.Nodes[s].Op != table.Store || f.Nodes[s].Args[0] != u })
		case table.Call:
			return !f.logs(u)
		}
		return true
	})
}

// compared tells whether a value, or how much there is of it, is compared with something: how many entries were sent, say.
func (f *Func) compared(n int32, seen map[int32]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	return slices.ContainsFunc(f.usersOf(n), func(u int32) bool {
		switch v := &f.Nodes[u]; v.Op {
		case table.Compare, table.Return:
			return true
		case table.Compute:
			return v.Name == "len" && f.compared(u, seen)
		case table.Load, table.Convert, table.Phi:
			return f.compared(u, seen)
		}
		return false
	})
}
