package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// configured is what a constructor makes of its configuration or options.
func (r *reach) configured(f *Func, stack *frame, n int32, m *models.Func, out *models.Type, q question) {
	at := CallSite{f, n}
	a, fields, ok := f.argument(n, m.Construct.Config)
	if !ok {
		r.optional(f, stack, n, out)
		return
	}
	typ := f.valueType(a)
	if len(fields) > 0 {
		r.unknown(q, at)
		return
	}
	t := r.p.models.Type(bareType(typ))
	switch {
	case t == nil:
		// another handle, such as a client: what it was made with
		r.value(f, stack, a, question{}, f.before(n))
	default:
		config := question{in: t}
		if config.paths, config.names = r.p.optionsOf(t, r.setting); len(config.paths) == 0 {
			r.fixed(at, t, out)
			return
		}
		r.value(f, stack, a, config, f.before(n))
	}
}

// fixed is a setting that cannot be set there: what the first type that says something of it says.
func (r *reach) fixed(at CallSite, types ...*models.Type) {
	for _, t := range types {
		if t != nil && t.Defaults[r.setting] != "" {
			_, names := r.p.optionsOf(t, r.setting)
			r.unset(t.Defaults[r.setting], question{names: append(names, r.setting)}, at)
			return
		}
	}
}

// sets looks at a library's call that may change the setting, and tells whether it does: an option, a setter, a key of a map.
func (r *reach) sets(f *Func, stack *frame, n int32, m *models.Func, q question) bool {
	if m.Set == nil || m.Set.Key.IsZero() && m.Set.Setting != r.setting {
		return false
	}
	at := CallSite{f, n}
	if q.at.Func == nil {
		q.at, q.names = at, []string{Short(m.Name)}
	}
	if key, _, ok := f.argument(n, m.Set.Key); ok {
		switch k := &f.Nodes[strip(f, key)]; {
		case k.Op != table.Const:
			r.unknown(q, at)
			return true
		case q.in == nil || q.in.Options[k.Name] != r.setting:
			return false // another one
		default:
			q.names = []string{k.Name}
		}
	}
	path, err := models.ParsePath(m.Set.Value)
	if err != nil {
		r.found(m.Set.Value, q, at) // a word
		return true
	}
	a, fields, ok := f.argument(n, path)
	if !ok {
		r.unknown(q, at)
		return true
	}
	q.paths = []int32{r.p.paths.id(r.p.fieldKeys(fields))}
	r.value(f, stack, a, q, f.before(n))
	return true
}

// elsewhere looks for what the program does to an object through other ways than those that were followed: through a field that holds it, say. When
// that happens is not known, so it is one more thing that the setting may be.
func (r *reach) elsewhere(o nodeRef, q question) {
	for _, option := range q.paths {
		path := r.p.paths.list[option]
		if len(path) == 0 {
			continue
		}
		for _, s := range r.p.storeSites()[r.p.keys.bare[path[len(path)-1]]] {
			to := s.Func.target(s.Node)
			n := len(to.path) - len(path)
			if n >= 0 && r.p.keys.begins(to.path[n:], path) && r.is(s.Func, to.root, to.path[:n], o) {
				r.assigned(s, q)
			}
		}
	}
	for _, setting := range []string{r.setting, ""} {
		for _, s := range r.p.setSites()[setting] {
			receiver := s.Func.spot(s.Func.Nodes[s.Node].Args[0])
			if !r.is(s.Func, receiver.root, receiver.path, o) {
				continue
			}
			for _, t := range s.Func.calls[s.Node].targets {
				if t.model != nil {
					r.sets(s.Func, nil, s.Node, t.model, q)
				}
			}
		}
	}
}

// is tells whether a part of a root whose stores were not looked at in order may be an object.
func (r *reach) is(f *Func, root int32, path []int32, o nodeRef) bool {
	if r.walked[nodeRef{f, root}] {
		return false
	}
	objects, _ := r.p.tracer.trace(f, nil, root, path)
	return slices.ContainsFunc(objects, func(x object) bool { return x.ref == o })
}

// touches tells whether a function, or one that it calls, may change what a question asks for.
func (r *reach) touches(f *Func, q question) bool {
	for _, o := range q.paths {
		for _, k := range r.p.paths.list[o] {
			k = r.p.keys.bare[k]
			if r.looked[k] {
				continue
			}
			r.looked[k] = true
			for _, s := range r.p.storeSites()[k] {
				r.spread(s.Func)
			}
			if strings.HasPrefix(r.p.keys.names[k], keyMark) {
				for _, s := range r.p.storeSites()[elemKey] {
					if r.p.isMap(s.Func.valueType(s.Func.target(s.Node).root)) {
						r.spread(s.Func)
					}
				}
			}
		}
	}
	for _, s := range slices.Concat(r.p.setSites()[r.setting], r.p.setSites()[""]) {
		r.spread(s.Func)
	}
	return r.touching[f]
}

// spread notes that a function and all that call it may change the setting.
func (r *reach) spread(f *Func) {
	if r.touching[f] {
		return
	}
	r.touching[f] = true
	for _, c := range f.Callers {
		r.spread(c.Func)
	}
}

// option is an option that a constructor is given.
type option struct {
	at    CallSite
	stack *frame
	model *models.Func
}

// optional is what a constructor makes of its options: the last one that sets the setting counts, if it is given on all ways.
func (r *reach) optional(f *Func, stack *frame, n int32, out *models.Type) {
	at := CallSite{f, n}
	var set []option
	all, name := true, r.setting
	for _, a := range f.Nodes[n].Args {
		if !strings.HasPrefix(f.valueType(a), "[") {
			continue // no list of options
		}
		l := optionList{p: r.p, seen: map[seenList]bool{}}
		sure, ok := l.list(f, stack, a)
		all = all && ok
		for _, o := range l.may {
			if o.model == nil || o.model.Set == nil || o.model.Set.Setting != r.setting {
				continue // of another setting
			}
			all = all && slices.Contains(sure, o)
			set = append(set, o)
			name = Short(o.model.Name)
		}
	}
	switch {
	case all && len(set) == 0:
		r.fixed(at, out)
	case all:
		o := set[len(set)-1]
		r.sets(o.at.Func, o.stack, o.at.Node, o.model, question{in: out})
	default:
		r.unknown(question{names: []string{name}}, at)
	}
}

// optionList finds the elements of a list of options.
type optionList struct {
	p    *Program
	seen map[seenList]bool
	may  []option // all that may be in it, in order
}

type seenList struct {
	fn    *Func
	stack *frame
	node  int32
}

// list returns what is in a list on all ways, and whether all that may be in it is known.
func (l *optionList) list(f *Func, stack *frame, n int32) (sure []option, complete bool) {
	k := seenList{f, stack, n}
	if l.seen[k] {
		return nil, false // it grows in a loop
	}
	l.seen[k] = true
	node := &f.Nodes[n]
	switch node.Op {
	case table.Const:
		return nil, true // nil
	case table.Convert:
		return l.list(f, stack, node.Args[0])
	case table.Load:
		if v, ok := f.once(node.Args[0]); ok {
			return l.list(f, stack, v)
		}
	case table.Append:
		complete = true
		for _, a := range node.Args {
			s, ok := l.list(f, stack, a)
			sure, complete = append(sure, s...), complete && ok
		}
		return sure, complete
	case table.Phi:
		complete = true
		for i, a := range node.Args {
			s, ok := l.list(f, stack, a)
			complete = complete && ok
			if i == 0 {
				sure = s
				continue
			}
			sure = slices.DeleteFunc(slices.Clone(sure), func(o option) bool { return !slices.Contains(s, o) })
		}
		return sure, complete
	case table.Alloc:
		complete = true
		for _, s := range f.stores[n] {
			o, ok := l.element(f, stack, s.value)
			if o.model != nil {
				sure = append(sure, o)
				l.may = append(l.may, o)
			}
			complete = complete && ok && s.key == elemKey
		}
		return sure, complete
	case table.Parameter:
		if stack != nil {
			return l.given(f, stack, node.Index)
		}
	case table.Call:
		return l.returned(f, stack, n)
	}
	return nil, false
}

// given is the list that the caller gives.
func (l *optionList) given(f *Func, stack *frame, i int32) ([]option, bool) {
	c := stack.site
	for _, t := range c.Func.calls[c.Node].targets {
		if a, ok := c.Func.arg(c.Node, t, i); ok && t.fn == f {
			return l.list(c.Func, stack.up, a)
		}
	}
	return nil, false
}

// returned is the list that a function of the program returns, if it does so in one place.
func (l *optionList) returned(f *Func, stack *frame, n int32) ([]option, bool) {
	targets := f.calls[n].targets
	if len(targets) != 1 || targets[0].fn == nil || stack.holds(targets[0].fn) {
		return nil, false
	}
	rets := targets[0].fn.returns(0)
	if len(rets) != 1 {
		return nil, false
	}
	return l.list(targets[0].fn, l.p.tracer.push(CallSite{f, n}, stack), rets[0])
}

// element is one option. A function of the library that is not described sets nothing that matters.
func (l *optionList) element(f *Func, stack *frame, n int32) (option, bool) {
	root := f.spot(n).root
	if c := &f.Nodes[root]; c.Op == table.Call && c.Mode == table.Static && len(f.calls[root].targets) == 0 && l.p.models.Package(packageOf(c.Name)) {
		return option{}, true
	}
	objects, complete := l.p.tracer.trace(f, stack, n, nil)
	if !complete || len(objects) != 1 || objects[0].model == nil {
		return option{}, false
	}
	o := objects[0]
	return option{CallSite{o.ref.fn, o.ref.node}, o.stack, o.model}, true
}
