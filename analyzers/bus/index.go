package bus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
)

// InTx lists the publishes that can run while a transaction is open, each told once, at the function that holds the transaction.
func (p *Program) InTx() []TxPublish {
	if p.inTx != nil {
		return p.inTx
	}
	p.inTx = []TxPublish{}
	seen := told{}
	for _, f := range p.Funcs {
		list := f.flow.InTx
		if len(f.Callers) == 0 && len(f.made) == 0 {
			list = append(slices.Clone(list), f.flow.Params...)
		}
		for _, t := range surest(list, func(t TxPublish) *Effect { return t.Effect }) {
			holder := t.Effect.At.Func
			inner := t.Effect.innermost()
			if seen.has(inner) || t.ReadOnly || holder.relay() || !p.Feasible(holder, t.Effect) {
				continue // told already, or nothing can be rolled back, or the outbox's own relay
			}
			if at := t.Effect.At; at.Func.endsInError(at.Func.Nodes[at.Node].Block) || at.Func.abandons(at.Node, t.Open) {
				continue // it tells of the failure that rolls back
			}
			seen.add(inner)
			for e := t.Effect; e != nil; e = e.Next {
				p.told[e.At] = true
			}
			if t.Effect.unsure() {
				continue // what is used in a transaction may just as well be an outbox
			}
			t.Repeats = t.Repeats || p.reruns(t)
			t.Effect = inner
			p.inTx = append(p.inTx, t)
		}
	}
	return p.inTx
}

// surest sorts what is told once for a call: what is known for sure, and of brokers that keep what they are given, comes first.
func surest[T any](list []T, effect func(T) *Effect) []T {
	return slices.SortedStableFunc(slices.Values(list), func(a, b T) int {
		x, y := effect(a), effect(b)
		return cmp.Or(cmp.Compare(btoi(x.unsure()), btoi(y.unsure())), cmp.Compare(btoi(x.AtMostOnce()), btoi(y.AtMostOnce())))
	})
}

// relay tells whether f, or the function around it, forwards an outbox: it reads one, or is given a row of one.
func (f *Func) relay() bool {
	for g := f; g != nil; g = g.program.byName[g.Parent] {
		if g.sum.Relay || slices.ContainsFunc(g.Params, func(p table.Param) bool { return g.program.outboxRow(p.Type) }) {
			return true
		}
		if g.Parent == "" {
			return false
		}
	}
	return false
}

// UncheckedCommits lists the publishes and acks after a commit that may have failed, each once.
func (p *Program) UncheckedCommits() []Unchecked {
	seen := map[CallSite]int{}
	var out []Unchecked
	for _, f := range p.Funcs {
		for _, u := range f.flow.Unchecked {
			if !p.Feasible(f, u.Effect) {
				continue // its way is none that can be gone
			}
			u.Effect = u.Effect.innermost()
			i, again := seen[u.Effect.At]
			switch {
			case !again:
				seen[u.Effect.At] = len(out)
				out = append(out, u)
			case u.Commit.Func == u.Effect.At.Func && out[i].Commit.Func != u.Commit.Func:
				out[i] = u // in a function literal, and told of the function around it before
			}
		}
	}
	return out
}

// Orders lists the writes and publishes of one operation that no transaction holds together.
func (p *Program) Orders() []Order {
	p.InTx()
	seen := map[bool]told{false: {}, true: {}}
	var out []Order
	for _, f := range p.Funcs {
		for _, o := range surest(f.flow.Orders, func(o Order) *Effect { return o.Effect }) {
			if seen[o.Before].has(o.Effect) || p.told[o.Effect.At] || f.relay() || !p.Feasible(f, o.Effect) || p.maybeKept(o.Effect) {
				continue // told already, in a transaction, a relay that marks what it sent, or a middleware may keep the event
			}
			seen[o.Before].add(o.Effect)
			out = append(out, o)
		}
	}
	return out
}

// told keeps what was told of, by call.
type told map[CallSite][]*Effect

func (t told) add(e *Effect) { t[e.At] = append(t[e.At], e) }

// has tells whether an effect was told of: the same publish, by another implementation of an interface on the way perhaps.
func (t told) has(e *Effect) bool {
	return slices.ContainsFunc(t[e.At], func(o *Effect) bool {
		x, y := e, o
		for x.Next != nil && y.Next != nil && x.At != x.Site && x.At == y.At {
			x, y = x.Next, y.Next
		}
		return x.At == y.At || x.At.Func != y.At.Func
	})
}

// Losses lists the publishes whose failure nobody learns of, each once.
func (p *Program) Losses() []Loss {
	seen := map[CallSite]bool{}
	var out []Loss
	for _, f := range p.Funcs {
		for _, l := range surest(f.flow.Losses, func(l Loss) *Effect { return l.Effect }) {
			if seen[l.Effect.At] || !l.Written && f.relay() || !p.Feasible(f, l.Effect) {
				continue // one call that publishes several things is told once; what a relay does not mark as sent, it sends again
			}
			seen[l.Effect.At] = true
			if !l.Logged {
				l.Start, l.Detached = l.Effect.detached()
			}
			out = append(out, l)
		}
	}
	return out
}

// At returns where a call begins and ends.
func (s CallSite) At() (from, to finding.Position) {
	n := &s.Func.Nodes[s.Node]
	file := s.Func.Table.Files[s.Func.File]
	module := ""
	if s.Func.Table.Outside {
		module = s.Func.Table.Module
	}
	return finding.Position{Module: module, File: file, Line: int(n.Line), Column: int(n.Col)}, finding.Position{Module: module, File: file, Line: int(n.EndLine), Column: int(n.EndCol)}
}

// Frame is a step of a finding's path at a call.
func (s CallSite) Frame(note string) finding.Frame {
	at, _ := s.At()
	return finding.Frame{Func: s.Func.Name, Note: note, Position: at}
}

// Finding makes a finding at a call.
func (s CallSite) Finding(rule string, severity finding.Severity, text string) finding.Finding {
	from, to := s.At()
	return finding.Finding{Rule: rule, Severity: severity, Text: text, Symbol: s.Func.Declared(), Position: from, End: to, Package: s.Func.Table.Package}
}

// Callee is the name of what a call calls, short: "Service.Place".
func (s CallSite) Callee() string {
	n := &s.Func.Nodes[s.Node]
	if n.Op == table.Send {
		return "channel send"
	}
	if n.Mode == table.Dynamic {
		for _, t := range s.Func.calls[s.Node].targets {
			if t.fn != nil {
				return Short(t.fn.Name)
			}
		}
		return "function value"
	}
	return Short(n.Name)
}

// Short drops import paths from a FullName: "(*a/b.T).M" is "T.M", "a/b.F" is "b.F". Type arguments go too.
func Short(full string) string {
	if rest, ok := strings.CutPrefix(full, "("); ok {
		recv, method, _ := strings.Cut(rest, ").")
		recv, _, _ = strings.Cut(recv, "[") // type arguments
		return recv[strings.LastIndexByte(recv, '.')+1:] + "." + method
	}
	return full[strings.LastIndexByte(full, '/')+1:]
}

// Path lists the calls from where an effect is told down to where the event is published; the last frame names what lies between that and the library.
func (e *Effect) Path() []finding.Frame {
	var out []finding.Frame
	for x := e; x != nil; x = x.Next {
		if x.At == e.Site || x.Next == nil {
			out = append(out, x.At.Frame(x.published()))
			break
		}
		out = append(out, x.At.Frame("calls "+x.At.Callee()))
	}
	return out
}

// folded lists the calls that the last frame of Path names: those between it and the library.
func (e *Effect) folded() []finding.Position {
	for e.At != e.Site && e.Next != nil {
		e = e.Next
	}
	var out []finding.Position
	for x := e.Next; x != nil; x = x.Next {
		from, _ := x.At.At()
		out = append(out, from)
	}
	return out
}

// innermost follows an effect into the function literals of the function that has it, and into the handlers of a request: there stands the call that
// publishes.
func (e *Effect) innermost() *Effect {
	for e.Next != nil && e.At != e.Site {
		if at, next := e.At.Func, e.Next.At.Func; !(next.Parent != "" && next.Declared() == at.Declared()) && !at.program.goingOn[e.At] {
			break
		}
		e = e.Next
	}
	return e
}

// AtMostOnce tells whether the broker gives no receipt and keeps nothing: whoever does not listen misses the event anyway.
func (e *Effect) AtMostOnce() bool {
	return e.Model != nil && e.Model.Publish != nil && e.Model.Publish.Delivery == "at-most-once"
}

// Farewell tells whether an event is published on the way out: by a deferred call, or by closing something.
func (e *Effect) Farewell() bool {
	for x := e; x != nil; x = x.Next {
		n := &x.At.Func.Nodes[x.At.Node]
		if n.Op == table.Defer || n.Mode != table.Dynamic && n.Recv && methodName(n.Name) == "Close" {
			return true
		}
	}
	return false
}

// published says how an event gets from its publish call to the library.
func (e *Effect) published() string {
	names := []string{e.At.Callee()}
	for x := e.Next; x != nil; x = x.Next {
		if c := x.At.Callee(); c != names[len(names)-1] {
			names = append(names, c)
		}
	}
	if e.Kind == Wait {
		return "waits in " + strings.Join(names, " → ")
	}
	if e.Kind == Settle {
		return "acks with " + strings.Join(names, " → ")
	}
	if e.Kind == Write {
		return "writes with " + strings.Join(names, " → ")
	}
	return "publishes with " + strings.Join(names, " → ")
}

// Finding makes a finding at the call where an effect is told.
func (e *Effect) Finding(rule string, severity finding.Severity, text string) finding.Finding {
	from, to := e.At.At()
	if e.unsure() {
		severity = finding.Info
	}
	return finding.Finding{
		Rule: rule, Severity: severity, Text: text, Symbol: e.At.Func.Declared(), Position: from, End: to, Package: e.At.Func.Table.Package, Path: e.Path(), Topic: e.Topic(), Folded: e.folded(),
	}
}

// Declared is the name of the declared function that f is, or is a literal of.
func (f *Func) Declared() string {
	name, _, _ := strings.Cut(f.Name, "$")
	return name
}
