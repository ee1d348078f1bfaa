package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// attempt is a part of a function that runs again for the same event when it failed: the body of a loop that ends with success, or a function literal that
// is given to something that tries again.
type attempt struct {
	f    *Func
	loop []bool // blocks of the loop, nil for the whole function
	at   CallSite
	down []*Func // functions on the way from there to where the event is published
}

// holds tells whether something is made in an attempt, by its chain of calls: see mint.
func (a attempt) holds(chain []CallSite) bool {
	return slices.Contains(a.down, chain[len(chain)-1].Func) || slices.ContainsFunc(chain, a.has)
}

func (a attempt) has(s CallSite) bool {
	if s.Func == a.f {
		return a.loop == nil || a.runs(s.Node)
	}
	for g := s.Func; g != nil && g.Parent != ""; g = g.program.byName[g.Parent] {
		if g.Parent == a.f.Name {
			return a.loop == nil || slices.ContainsFunc(g.made, func(m CallSite) bool { return slices.ContainsFunc(a.f.usersOf(m.Node), a.runs) })
		}
	}
	return false
}

// runs tells whether an action stands in the loop.
func (a attempt) runs(n int32) bool {
	b := a.f.Nodes[n].Block
	return b >= 0 && a.loop[b]
}

// attempts lists the parts of a program that try again if an effect fails: around it, and below on the way to the library.
func (p *Program) attempts(e *Effect) []attempt {
	a := attempting{seen: map[attemptAt]bool{}}
	for x := e; x != nil; x = x.Next {
		a.around(x.At, x.ErrRes, nil)
	}
	if e.ErrRes >= 0 {
		a.above(e.At.Func, e.ErrRes, nil)
	}
	return a.out
}

type attempting struct {
	seen map[attemptAt]bool
	out  []attempt
}

type attemptAt struct {
	f   *Func
	res int32
}

// around looks for what tries a call again in its own function, or the whole function if its result res says that the call failed.
func (a *attempting) around(at CallSite, res int32, down []*Func) {
	f := at.Func
	if loop := f.retryLoop(at.Node); loop != nil {
		a.out = append(a.out, attempt{f, loop, at, down})
	}
	if f.Parent == "" || res < 0 {
		return // no literal, or one that does not tell
	}
	for _, m := range f.made {
		if n, ok := m.Func.triesAgain(m.Node); ok {
			a.out = append(a.out, attempt{f, nil, CallSite{m.Func, n}, down})
		}
	}
}

// above looks at the callers of a function whose result says that the publish failed.
func (a *attempting) above(f *Func, res int32, down []*Func) {
	if a.seen[attemptAt{f, res}] {
		return
	}
	a.seen[attemptAt{f, res}] = true
	down = append(slices.Clone(down), f)
	for _, c := range f.Callers {
		if c.Func.tests() || c.Func.Nodes[c.Node].Op != table.Call {
			continue
		}
		o := c.Func.outcomeOf(c.Node, res)
		a.around(c, o.returned, down)
		if o.returned >= 0 {
			a.above(c.Func, o.returned, down)
		}
	}
}
