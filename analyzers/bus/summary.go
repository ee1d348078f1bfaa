package bus

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Summary is what a caller needs to know of a function.
type Summary struct {
	Effects []*Effect
	Opens   []Open
	Ends    []End
	Calls   []Callback
	Commits int32    // result that says whether a transaction of its own was committed, -1 if there is none
	Mute    CallSite // ... but it commits one here, and nothing says whether that worked
	Relay   bool     // reads an outbox table, here or in what it calls
}

// Kind is what an effect does.
type Kind uint8

// The kinds of effects.
const (
	Publish Kind = iota
	Write
	Settle // a received message is acked, or its offset committed
	Wait   // another service is called, or time is slept away
)

// Effect is something that happens outside the process when a function is called: a publish, a write to a database, an ack, or a wait.
type Effect struct {
	Kind    Kind
	At      CallSite     // call in the function that has the effect
	Next    *Effect      // the effect of what is called there; nil if that is the library itself
	Site    CallSite     // where the event is published: above the plumbing that only passes on what it is given
	Model   *models.Func // library function that does it
	Via     Place        // publisher or database handle, in terms of At.Func; Nowhere once that is settled
	Conds   []Cond       // only if these hold
	Ended   []Place      // transactions of the caller that have ended before
	Payload Place        // parameter that is published as it is: then the caller decides what the event is
	Async   bool         // in a goroutine or after the function
	InTx    bool         // inside a transaction further down: told there
	Later   bool         // in a transaction, it may wait for that one's end: see mayHandOver
	Ordered bool         // the write (publish) that goes with it was found further down: told there
	Lost    bool         // its failure is lost further down: told there
	Logged  bool         // its failure is logged further down
	Aside   Aside        // of a write: what it writes
	Body    int32        // node of At.Func that is published, or -1
	Channel bool         // through a channel of the program
	Repeats bool         // can run more than once for one call
	Unsure  bool         // reached through an interface whose implementation was never seen to be used
	ErrRes  int32        // result of At.Func that says whether it worked, or -1
	depth   int

	bodyPath int32 // fields of Body that are published
	handler  *Func // function that returns what is published, instead of Body; see models.Publish.Handler
}

// Cond is a condition of an effect: the value at Place is of one of these types, which are sorted.
type Cond struct {
	Place Place
	Types []string
}

func compareConds(a, b Cond) int {
	return cmp.Or(comparePlaces(a.Place, b.Place), slices.Compare(a.Types, b.Types))
}

// Open says that a call leaves a transaction open.
type Open struct {
	Places    []Place // in these results, and fields of parameters and variables
	Unless    int32   // not where this result is a non-nil error; -1: always
	Savepoint bool
	ReadOnly  bool
}

func compareOpens(a, b Open) int {
	return cmp.Or(slices.CompareFunc(a.Places, b.Places, comparePlaces), cmp.Compare(a.Unless, b.Unless), cmp.Compare(btoi(a.Savepoint), btoi(b.Savepoint)), cmp.Compare(btoi(a.ReadOnly), btoi(b.ReadOnly)))
}

// End says that a call ends a transaction of its caller, on every path or on some.
type End struct {
	Place  Place
	Commit bool
	Always bool
	Err    int32 // result of the function that says whether the commit worked, or -1
	Mute   bool  // nothing says so: the error is dropped or only logged
}

// Callback says that a function calls one of its parameters or captured variables.
type Callback struct {
	Place    Place
	At       CallSite
	InTx     bool
	TxParam  int32 // the callback's parameter that is the transaction; -1: none
	Repeats  bool
	Async    bool
	After    bool  // after the commit of a transaction
	ErrRes   int32 // result of the calling function that carries the callback's error, or -1
	Lost     bool  // nobody looks at the callback's error
	Logged   bool  // it is logged
	Open     CallSite
	ReadOnly bool
	Sure     bool // InTx, on every way there
}

func equalSummaries(a, b *Summary) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Relay == b.Relay && a.Commits == b.Commits && a.Mute == b.Mute && slices.EqualFunc(a.Opens, b.Opens, func(x, y Open) bool { return compareOpens(x, y) == 0 }) && slices.Equal(a.Ends, b.Ends) && slices.Equal(a.Calls, b.Calls) &&
		slices.EqualFunc(a.Effects, b.Effects, func(x, y *Effect) bool { return compareKeys(x, y) == 0 })
}

// manyTimes is how often a function is summed up before it keeps what it has. Functions that call each other need not settle: an effect that is found in
// one can hide an effect of another, which hides the first. Those that do settle take a handful of times, however many they are and however deep.
const manyTimes = 50

// solver sums up functions again as long as what they are made from changes.
type solver struct {
	users [][]int32 // by function: those whose summaries are made from its own
	stale []bool    // by function: something that its summary is made from has changed
	times []int     // by function: how often it was summed up
}

// summarise sums up all functions, callees first. Functions that call each other are done together until nothing changes.
func (p *Program) summarise() {
	components, users := p.components()
	s := solver{users, make([]bool, len(p.Funcs)), make([]int, len(p.Funcs))}
	for i := range s.stale {
		s.stale[i] = true
	}
	for known := -1; known != len(p.chans); {
		known = len(p.chans)
		for _, group := range components {
			s.solve(group)
		}
		for _, f := range p.Funcs { // sends on channels that turned out to be published count in the next round
			s.stale[f.index] = f.sends()
		}
	}
}

// solve sums up a group of functions that call each other.
func (s *solver) solve(group []*Func) {
	for changed := true; changed; {
		changed = false
		for _, f := range group {
			if !s.stale[f.index] || s.times[f.index] == manyTimes {
				continue
			}
			s.stale[f.index] = false
			s.times[f.index]++
			sum := f.solve()
			if !equalSummaries(sum, f.sum) {
				changed = true
				for _, u := range s.users[f.index] {
					s.stale[u] = true
				}
			}
			f.sum = sum
		}
	}
}

// sends tells whether a function sends on a channel.
func (f *Func) sends() bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool { return n.Op == table.Send })
}

// publishing lists the methods of a type that are called like a library's publishing ones.
func (p *Program) publishing(typ string) []int32 {
	t := p.types[bareType(typ)]
	if typ == "" || t == nil || t.Interface {
		return nil
	}
	var out []int32
	for _, m := range t.Methods {
		if f := p.byName[m.Func]; f != nil && slices.ContainsFunc(p.models.Methods(m.Name), func(m *models.Func) bool { return m.Publish != nil }) {
			out = append(out, f.index)
		}
	}
	return out
}

// components groups functions that call each other, callees before callers (Tarjan). A function counts as calling the literals and functions that it
// uses as values, because what they do may happen in its calls, and the publishing methods of what it makes an interface value of, because they say
// where that one publishes. It also returns, by function, those that count as calling it.
func (p *Program) components() (groups [][]*Func, users [][]int32) {
	succs := make([][]int32, len(p.Funcs))
	for i, f := range p.Funcs {
		for n := range f.Nodes {
			if op := f.Nodes[n].Op; op == table.Closure || op == table.FuncRef {
				if g := p.byName[f.Nodes[n].Name]; g != nil {
					succs[i] = append(succs[i], g.index)
				}
			}
			if f.Nodes[n].Op == table.Convert {
				succs[i] = append(succs[i], p.publishing(f.Nodes[n].Type)...)
			}
			for _, t := range f.calls[n].targets {
				if t.fn != nil {
					succs[i] = append(succs[i], t.fn.index)
				}
			}
		}
		slices.Sort(succs[i])
		succs[i] = slices.Compact(succs[i])
	}
	users = make([][]int32, len(p.Funcs))
	for i := range succs {
		for _, g := range succs[i] {
			users[g] = append(users[g], int32(i))
		}
	}
	var (
		index     = make([]int32, len(p.Funcs)) // 0: not visited
		low       = make([]int32, len(p.Funcs))
		onStack   = make([]bool, len(p.Funcs))
		stack     []int32
		next      int32
		component int32
	)
	type visit struct {
		v    int32
		edge int
	}
	for root := range p.Funcs {
		if index[root] != 0 {
			continue
		}
		work := []visit{{int32(root), 0}}
		for len(work) > 0 {
			top := &work[len(work)-1]
			v := top.v
			if top.edge == 0 && index[v] == 0 {
				next++
				index[v], low[v] = next, next
				stack = append(stack, v)
				onStack[v] = true
			}
			if top.edge < len(succs[v]) {
				w := succs[v][top.edge]
				top.edge++
				if index[w] == 0 {
					work = append(work, visit{w, 0})
				} else if onStack[w] {
					low[v] = min(low[v], index[w])
				}
				continue
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				u := work[len(work)-1].v
				low[u] = min(low[u], low[v])
			}
			if low[v] != index[v] {
				continue
			}
			var group []*Func
			component++
			for {
				w := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				onStack[w] = false
				p.Funcs[w].scc = component
				group = append(group, p.Funcs[w])
				if w == v {
					break
				}
			}
			slices.SortFunc(group, func(a, b *Func) int { return cmp.Compare(a.index, b.index) })
			groups = append(groups, group)
		}
	}
	return groups, users
}
