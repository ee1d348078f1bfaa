package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// reach finds what a setting may be. It goes back from where a configuration is used, over the ways that the program can have taken to get there, to
// what was stored last: into the option itself, or into something that holds it. Where nothing was stored, the library's default counts. What it
// cannot follow is a value that is not known.
//
//	config := sarama.NewConfig()              // default
//	config.Producer.RequiredAcks = acks       // what the program gives as acks
//	tune(config)                              // what tune stores, if it always does
//	sarama.NewSyncProducer(brokers, config)   // asked here
type reach struct {
	p       *Program
	setting string
	seen    map[reachKey]bool
	walked  map[nodeRef]bool // objects whose stores were looked at in order, by function
	out     []Value

	looked   map[int32]bool // keys whose stores are in touching
	touching map[*Func]bool // functions that may change the setting
}

// spot is a place in a function: a value and what leads from it to one of its parts.
type spot struct {
	root int32
	path []int32
}

// question is what is asked of a value.
type question struct {
	paths []int32      // parts of the value that are the setting, any of them; the empty path is the value itself
	names []string     // what the library calls them
	in    *models.Type // type whose options they are
	at    CallSite     // where it was set; Func nil as long as it was not
}

// name is what the library calls the option that is asked for, "" if it has none.
func (q question) name() string {
	if len(q.names) == 0 {
		return ""
	}
	return q.names[0]
}

// leaf tells whether the value itself is asked for.
func (q question) leaf(p *Program) bool {
	return len(q.paths) == 1 && len(p.paths.list[q.paths[0]]) == 0
}

type reachKey struct {
	fn     *Func
	stack  *frame
	node   int32
	path   int32
	before int32
	option string
}

// point is where a value is asked for: before node i of a block.
type point struct{ block, i int32 }

// end is the point behind the last node of a block.
func (f *Func) end(block int32) point { return point{block, int32(len(f.Blocks[block].Nodes))} }

// before and after are the points around an acting node.
func (f *Func) before(n int32) point {
	b := f.Nodes[n].Block
	return point{b, int32(slices.Index(f.Blocks[b].Nodes, n))}
}

func (f *Func) after(n int32) point {
	at := f.before(n)
	at.i++
	return at
}

// lastPoints are the points where a function ends; of one that never returns, those where a block does.
func (f *Func) lastPoints() []point {
	var out, all []point
	for b := range f.Blocks {
		nodes := f.Blocks[b].Nodes
		all = append(all, f.end(int32(b)))
		if len(nodes) > 0 && f.Nodes[nodes[len(nodes)-1]].Op == table.Return {
			out = append(out, f.end(int32(b)))
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// unknown notes a value that cannot be followed.
func (r *reach) unknown(q question, at CallSite) {
	r.out = append(r.out, Value{Option: q.name(), At: place(q, at)})
}

func (r *reach) found(word string, q question, at CallSite) {
	r.out = append(r.out, Value{Word: word, Option: q.name(), At: place(q, at)})
}

func (r *reach) unset(word string, q question, at CallSite) {
	r.out = append(r.out, Value{Word: word, Default: true, Option: q.name(), At: at})
}

// place is where a value was set, or else where it was found.
func place(q question, at CallSite) CallSite {
	if q.at.Func != nil {
		return q.at
	}
	return at
}

// handle asks for the setting of what is made at a node: a literal, or what a constructor returns, after all that its function does to it.
func (r *reach) handle(at CallSite, stack *frame) {
	f := at.Func
	n := at.Node
	if f.Nodes[n].Op == table.Call {
		n = f.resultNode(n, 0)
	}
	t := r.p.models.Type(bareType(f.valueType(n)))
	q := question{in: t}
	q.paths, q.names = r.p.optionsOf(t, r.setting)
	if len(q.paths) == 0 && f.Nodes[n].Op == table.Alloc {
		r.fixed(at, t)
		return
	}
	for _, at := range f.lastUses(n) {
		r.value(f, stack, n, q, at)
	}
	if len(r.out) > 0 {
		r.elsewhere(nodeRef{at.Func, at.Node}, q)
	}
}

// lastUses are the points behind the uses of a value as a whole; of one that is not used, the point behind its making or the ends of its function.
func (f *Func) lastUses(n int32) []point {
	root := f.spot(n).root
	var out []point
	for b := range f.Blocks {
		for _, u := range f.Blocks[b].Nodes {
			node := &f.Nodes[u]
			args := node.Args
			if node.Op == table.Store {
				args = args[1:]
			}
			for _, a := range args {
				if s := f.spot(a); s.root == root && len(s.path) == 0 {
					out = append(out, f.after(u))
					break
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	return f.lastPoints()
}

// value asks for parts of a node's value at a point.
func (r *reach) value(f *Func, stack *frame, n int32, q question, at point) {
	if q.leaf(r.p) && r.anew(f, stack, n) {
		r.found(Anew, q, CallSite{f, n})
		return
	}
	s := f.spot(n)
	if len(s.path) > 0 {
		q.paths = slices.Clone(q.paths)
		for i, o := range q.paths {
			q.paths[i] = r.p.paths.id(append(slices.Clone(s.path), r.p.paths.list[o]...))
		}
	}
	r.ask(f, stack, s.root, q, at)
}

// Anew is the word for a value that is made anew each time that the program runs: of a random number, the clock or the process.
const Anew = "anew"

// anew tells whether a value is put together or returned by a call, and is another one at each start.
func (r *reach) anew(f *Func, stack *frame, n int32) bool {
	switch node := &f.Nodes[strip(f, n)]; node.Op {
	case table.Call, table.Extract, table.Compute:
	default:
		return false
	}
	s := freshness{p: r.p, seen: map[traceKey]bool{}, starts: true}
	return s.value(f, stack, n, nil) == anew && len(s.mints) > 0
}

// ask asks for parts of a root at a point.
func (r *reach) ask(f *Func, stack *frame, root int32, q question, at point) {
	k := reachKey{fn: f, stack: stack, node: root, before: at.block<<16 | at.i, option: q.name()}
	if len(q.paths) > 0 {
		k.path = q.paths[0]
	}
	if r.seen[k] {
		return
	}
	r.seen[k] = true
	r.walked[nodeRef{f, root}] = true
	if r.back(f, stack, root, q, at) {
		r.origin(f, stack, root, q)
	}
}

// back goes back from a point to what was stored last, on each way. It tells whether one of them leads to the beginning of the function.
func (r *reach) back(f *Func, stack *frame, root int32, q question, at point) (through bool) {
	visited := map[int32]bool{}
	var visit func(at point)
	visit = func(at point) {
		nodes := f.Blocks[at.block].Nodes
		for i := at.i - 1; i >= 0; i-- {
			n := nodes[i]
			if f.defines(n, root) {
				r.made(f, stack, n, f.resultIndex(root), q)
				return
			}
			if r.stored(f, stack, n, root, q) || r.passed(f, stack, n, root, q) {
				return
			}
		}
		b := &f.Blocks[at.block]
		if phi := &f.Nodes[root]; phi.Op == table.Phi && phi.Block == at.block {
			for i, pred := range b.Preds {
				r.value(f, stack, phi.Args[i], q, f.end(pred))
			}
			return
		}
		through = through || len(b.Preds) == 0
		for _, pred := range b.Preds {
			if !visited[pred] {
				visited[pred] = true
				visit(f.end(pred))
			}
		}
	}
	visit(at)
	return through
}

// defines tells whether a node makes a root.
func (f *Func) defines(n, root int32) bool {
	return n == root || f.Nodes[root].Op == table.Extract && f.Nodes[root].Args[0] == n
}

// resultIndex is which result of its call a root is.
func (f *Func) resultIndex(root int32) int32 {
	if f.Nodes[root].Op == table.Extract {
		return f.Nodes[root].Index
	}
	return 0
}

// stored looks at a store. It tells whether it decides the setting.
func (r *reach) stored(f *Func, stack *frame, n, root int32, q question) bool {
	node := &f.Nodes[n]
	if node.Op != table.Store {
		return false
	}
	to := f.target(n)
	if to.root != root {
		return false
	}
	rest, decides := r.rest(to.path, q)
	switch {
	case decides:
		if rest.leaf(r.p) && q.at.Func == nil {
			rest.at = CallSite{f, n}
		}
		r.value(f, stack, node.Args[1], rest, f.before(n))
		return true
	case r.any(to.path, q):
		r.unknown(q, CallSite{f, n})
		return true
	}
	return false
}

// target is where a store goes. An element that is not named may be any.
func (f *Func) target(n int32) spot {
	to := f.spot(f.Nodes[n].Args[0])
	if name := f.Nodes[n].Name; name != "" && len(to.path) > 0 {
		to.path = append(slices.Clone(to.path[:len(to.path)-1]), f.program.keys.id(keyMark+name))
	}
	return to
}

// keyMark begins the key that stands for an element of a map under a constant key.
const keyMark = "key:"

// rest is what is left of a question for what is stored at a path, if that decides it.
func (r *reach) rest(path []int32, q question) (question, bool) {
	var left []int32
	var names []string
	for i, o := range q.paths {
		if keys := r.p.paths.list[o]; r.p.keys.begins(keys, path) {
			left = append(left, r.p.paths.id(keys[len(path):]))
			if i < len(q.names) {
				names = append(names, q.names[i])
			}
		}
	}
	q.paths, q.names = left, names
	return q, len(left) > 0
}

// begins tells whether keys begin with a path.
func (in *interner) begins(keys, path []int32) bool {
	if len(path) > len(keys) {
		return false
	}
	for i, k := range path {
		if !in.same(k, keys[i]) {
			return false
		}
	}
	return true
}

// any tells whether a store into an element that is not known may be to an option.
func (r *reach) any(path []int32, q question) bool {
	if len(path) == 0 || path[len(path)-1] != elemKey {
		return false
	}
	_, ok := r.rest(path[:len(path)-1], q)
	return ok
}

// passed looks at a call that is given what holds the setting. It tells whether it decides the setting.
func (r *reach) passed(f *Func, stack *frame, n, root int32, q question) bool {
	node := &f.Nodes[n]
	if !isCall(node.Op) {
		return false
	}
	for i, a := range node.Args {
		s := f.spot(a)
		if s.root != root || node.Mode == table.Dynamic && i == 0 {
			continue
		}
		rest, ok := r.rest(s.path, q)
		whole := len(s.path) == 0
		if !ok && !(whole && len(q.paths) == 0) {
			continue // a part that does not matter
		}
		if decided := r.given(f, stack, n, int32(i), rest, whole); decided {
			return true
		}
	}
	return r.captured(f, stack, n, root, q)
}

// captured looks at a call of a function literal that has captured what holds the setting. It tells whether it decides the setting.
func (r *reach) captured(f *Func, stack *frame, n, root int32, q question) bool {
	targets := f.calls[n].targets
	if len(targets) != 1 || targets[0].closure == nil || targets[0].closure.fn != f || targets[0].bound || targets[0].fn == nil {
		return false
	}
	lit := targets[0].fn
	for i, cell := range f.Nodes[targets[0].closure.node].Args {
		s := f.spot(cell)
		if v, ok := f.once(cell); ok {
			s = f.spot(v)
		}
		rest, ok := r.rest(s.path, q)
		if s.root != root || !ok || stack.holds(lit) || !r.touches(lit, rest) {
			continue
		}
		if !r.ends(lit, r.p.tracer.push(CallSite{f, n}, stack), lit.freeNode(int32(i)), rest) {
			return true
		}
	}
	return false
}

// given looks at a call whose argument i holds the setting.
func (r *reach) given(f *Func, stack *frame, n, i int32, q question, whole bool) bool {
	node := &f.Nodes[n]
	targets := f.calls[n].targets
	decided, through := false, len(targets) == 0
	for _, t := range targets {
		switch {
		case t.model != nil:
			if node.Recv && i == 0 && r.sets(f, stack, n, t.model, q) {
				decided = true
			} else {
				through = true
			}
		case t.fn != nil && len(q.paths) > 0 && !stack.holds(t.fn) && t.fn != f && r.touches(t.fn, q):
			param, ok := f.paramOf(n, t, i)
			if !ok || !r.p.shares(t.fn.paramType(param)) {
				through = true
				continue
			}
			into := q
			if embed := t.path(param); len(embed) > 0 {
				if into, ok = r.rest(embed, q); !ok {
					through = true
					continue
				}
			}
			if r.ends(t.fn, r.p.tracer.push(CallSite{f, n}, stack), t.fn.paramNode(param), into) {
				through = true
			}
			decided = true
		default:
			through = true
		}
	}
	if len(targets) == 0 && whole && !q.leaf(r.p) && r.p.shares(f.valueType(node.Args[i])) && !f.logs(n) && !(node.Recv && i == 0 && r.p.models.Package(packageOf(node.Name))) {
		r.unknown(q, CallSite{f, n})
		return true
	}
	return decided && !through
}

// ends asks for parts of a parameter or captured variable at the ends of a function. It tells whether a way leads through it on which nothing is stored.
func (r *reach) ends(f *Func, stack *frame, param int32, q question) (through bool) {
	r.walked[nodeRef{f, param}] = true
	for _, at := range f.lastPoints() {
		through = r.back(f, stack, param, q, at) || through
	}
	return through
}
