package bus

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Explain tells in words what is known of a function of the program and why, or "" if it has none of that name.
func (p *Program) Explain(name string) string {
	f := p.byName[name]
	if f == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", f.Name)
	where := func(s CallSite) string { at, _ := s.At(); return at.String() }
	for _, e := range f.sum.Effects {
		kind := "publishes"
		switch e.Kind {
		case Write:
			kind = "writes to a database"
		case Settle:
			kind = "acks a message"
		case Wait:
			kind = "waits"
		}
		var notes []string
		for _, n := range []struct {
			on   bool
			text string
		}{{e.Async, "without waiting"}, {e.InTx, "in a transaction of its own"}, {e.Ordered, "after a write"}, {e.Lost, "its failure is lost"}, {e.Unsure, "if that implementation is used"},
			{e.ErrRes >= 0, fmt.Sprintf("failure in result %d", e.ErrRes)}, {e.Payload.Root != Nowhere, "what it is given"}, {len(e.Ended) > 0, "after its caller's transaction ended"}} {
			if n.on {
				notes = append(notes, n.text)
			}
		}
		fmt.Fprintf(&b, "  %s at %s", kind, where(e.At))
		if len(notes) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(notes, ", "))
		}
		fmt.Fprintln(&b)
		for x := e; x != nil; x = x.Next {
			fmt.Fprintf(&b, "      %s calls %s\n", where(x.At), x.At.Callee())
		}
	}
	for _, o := range f.sum.Opens {
		fmt.Fprintf(&b, "  leaves a transaction open in %s\n", f.placeText(o.Places[0]))
	}
	for _, e := range f.sum.Ends {
		how := "rolls back"
		if e.Commit {
			how = "commits"
		}
		if !e.Always {
			how = "may end: " + how
		}
		fmt.Fprintf(&b, "  %s %s\n", how, f.placeText(e.Place))
	}
	for _, c := range f.sum.Calls {
		in := ""
		if c.InTx {
			in = " in a transaction"
		}
		if c.Repeats {
			in += ", perhaps more than once"
		}
		fmt.Fprintf(&b, "  calls %s%s\n", f.placeText(c.Place), in)
	}
	if f.sum.Relay {
		b.WriteString("  reads an outbox\n")
	}
	for n := range f.Nodes {
		if !isCall(f.Nodes[n].Op) {
			continue
		}
		c := &f.calls[n]
		var to []string
		for _, t := range c.targets {
			switch {
			case t.model != nil:
				to = append(to, t.model.Name+" ["+t.model.Library+"]")
			case t.fn != nil:
				to = append(to, t.fn.Name)
			}
		}
		if len(to) > 0 && f.Nodes[n].Mode != table.Static {
			fmt.Fprintf(&b, "  %s: %s is %s\n", where(CallSite{f, int32(n)}), CallSite{f, int32(n)}.Callee(), strings.Join(to, " or "))
		}
	}
	return b.String()
}

// placeText writes a place of f.
func (f *Func) placeText(pl Place) string {
	s := "a value of its own"
	switch pl.Root {
	case FromParam:
		s = "parameter " + f.Params[pl.Index].Name
		if f.Recv != "" && pl.Index == 0 {
			s = "the receiver"
		}
	case FromFree:
		s = "a captured variable"
	case FromGlobal:
		s = f.program.keys.names[pl.Index]
	case FromResult:
		s = fmt.Sprintf("result %d", pl.Index)
	}
	for _, k := range f.program.paths.list[pl.Path] {
		s += "." + f.program.keys.names[f.program.keys.bare[k]]
	}
	return s
}
