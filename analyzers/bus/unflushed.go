package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Unflushed is a publisher that keeps events back to send them later, and is given up before they are sent.
type Unflushed struct {
	Publish CallSite
	At      CallSite // where it is closed; where it is made, if it is never closed
	Closed  bool
}

// Unflushed lists the publishers that lose what they have not sent yet when the program ends, each once: those that are closed without a flush, and those
// that a program's main function reaches and nobody flushes or closes.
func (p *Program) Unflushed() []Unflushed {
	var out []Unflushed
	told := map[CallSite]bool{}
	for _, h := range p.handles().list {
		publish, ok := p.keepsBack(h)
		if !ok {
			continue
		}
		u := Unflushed{Publish: publish}
		if u.At, u.Closed = p.closedUnflushed(h); !u.Closed {
			if !p.leftOpen(h) {
				continue
			}
			u.At = CallSite{h.made.fn, h.made.node}
		}
		if !told[u.At] {
			told[u.At] = true
			out = append(out, u)
		}
	}
	return out
}

// keepsBack finds an asynchronous publish through a handle that nobody waits for.
func (p *Program) keepsBack(h handle) (CallSite, bool) {
	for _, u := range p.handles().of[h] {
		if u.base || u.model.Publish == nil {
			continue
		}
		switch u.model.Publish.Async {
		case "", "false":
			continue
		case "true":
		default:
			if !p.setTo(h, "async", "on") {
				continue // a setting, which is off or not known
			}
		}
		if !p.awaited(u) {
			return u.at, true
		}
	}
	return CallSite{}, false
}

// awaited tells whether the program may wait for what became of an asynchronous publish: it looks at the promise that the library returns, is told by a
// function that it gives to the library, or receives from a channel.
func (p *Program) awaited(u use) bool {
	f, n := u.at.Func, u.at.Node
	if f.Nodes[n].Op == table.Closure {
		return true // handed to somebody
	}
	if promise := u.model.Publish.Error; promise.Root == "result" {
		for i := range int32(3) {
			if typ := f.resultType(n, i); typ != "error" && typ != "" && len(f.usersOf(f.resultNode(n, i))) > 0 {
				return true
			}
		}
	}
	for _, a := range f.Nodes[n].Args {
		switch typ := strings.TrimPrefix(f.valueType(strip(f, a)), "*"); {
		case f.isNil(a):
		case strings.HasPrefix(typ, "func"), f.Nodes[strip(f, a)].Op == table.Closure, f.Nodes[strip(f, a)].Op == table.FuncRef:
			if f.signalled(a) {
				return true
			}
		case strings.HasPrefix(typ, "chan"):
			if f.receives(n, f.Places(a)) {
				return true
			}
		}
	}
	return f.receives(n, nil)
}

// signalled tells whether a function that is told of an outcome may tell those who wait for it.
func (f *Func) signalled(value int32) bool {
	targets := f.functions(value, nil)
	if len(targets) == 0 {
		return true // not known
	}
	return slices.ContainsFunc(targets, func(t target) bool { return t.fn == nil || t.fn.signals() })
}

// signals tells whether a function sends on a channel, closes one, is done for a group, or calls what it was given.
func (f *Func) signals() bool {
	for n := range f.Nodes {
		switch node := &f.Nodes[n]; {
		case node.Op == table.Send, node.Op == table.Compute && node.Name == "close":
			return true
		case isCall(node.Op) && (node.Name == "(*sync.WaitGroup).Done" || node.Mode == table.Dynamic && f.isCallback(node.Args[0])):
			return true
		}
	}
	return false
}

// receives tells whether a function receives, after a call, from a channel that it gave to the call, or that a library gives out through the same value.
func (f *Func) receives(call int32, given []Place) bool {
	for n := range f.Nodes {
		r := &f.Nodes[n]
		if r.Op != table.Recv || r.Block < 0 || r.Block == f.Nodes[call].Block || !f.reaches(f.Nodes[call].Block, r.Block) {
			continue
		}
		from := strip(f, r.Args[0])
		if slices.ContainsFunc(f.Places(from), func(pl Place) bool { return slices.Contains(given, pl) }) {
			return true
		}
		if c := &f.Nodes[from]; c.Op == table.Call && c.Recv && f.Nodes[call].Recv && slices.Equal(f.Places(c.Args[0]), f.Places(f.Nodes[call].Args[0])) {
			return true
		}
	}
	return false
}

// reaches tells whether control can go from the end of a block to another.
func (f *Func) reaches(from, to int32) bool {
	w := flow{f: f}
	return slices.ContainsFunc(f.Blocks[from].Succs, func(s int32) bool { return w.reaches(s, to) })
}

// closedUnflushed finds where a handle is closed without being flushed. A flush counts for what the function around it closes; one in a function that
// closes nothing counts for all.
func (p *Program) closedUnflushed(h handle) (CallSite, bool) {
	closing, flushing := map[string]bool{}, map[string]bool{}
	var closes []CallSite
	for _, u := range p.handles().of[h] {
		in := u.at.Func.Declared()
		switch {
		case u.flushes():
			flushing[in] = true
		case u.model.Close != nil:
			closing[in] = true
			closes = append(closes, u.at)
		}
	}
	for in := range flushing {
		if !closing[in] {
			return CallSite{}, false
		}
	}
	for _, c := range closes {
		if !flushing[c.Func.Declared()] && c.Func.Nodes[c.Node].Op != table.Closure && !c.Func.waitsAfter(c.Node) {
			return c, true
		}
	}
	return CallSite{}, false
}

// flushes tells whether a use sends what was kept back. What closes a connection does not wait for what is made on it.
func (u use) flushes() bool {
	return u.model.Flush != nil || u.model.Close != nil && u.model.Close.Flushes && !u.base
}

// waitsAfter tells whether a function receives from a channel, or waits for a group, after a call: a close that only begins is waited for like this.
func (f *Func) waitsAfter(call int32) bool {
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if node.Block < 0 || node.Op != table.Recv && node.Name != "(*sync.WaitGroup).Wait" {
			continue
		}
		if node.Block == f.Nodes[call].Block && f.precedes(call, int32(n)) || f.reaches(f.Nodes[call].Block, node.Block) {
			return f.Nodes[call].Op == table.Call
		}
	}
	return false
}

// leftOpen tells whether a running program makes a handle that nobody flushes or closes. Of a program that was seen in part, the rest may do it.
func (p *Program) leftOpen(h handle) bool {
	if p.partial || h.unseen() || !p.runs(h.made.fn) {
		return false
	}
	return !slices.ContainsFunc(p.handles().of[h], func(u use) bool { return u.flushes() || u.model.Close != nil })
}
