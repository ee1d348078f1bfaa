package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// Words that say what a statement does.
var (
	writingSQL = lazyregexp.New(`(?is)^\s*(--[^\n]*\n\s*)*(insert|update|delete|merge|upsert|replace|copy)\b|^\s*with\b.*\b(insert\s+into|update\s+\w+\s+set|delete\s+from)\b`)
	otherSQL   = lazyregexp.New(`(?is)^\s*(--[^\n]*\n\s*)*(select|with|show|set|lock|create|alter|drop|truncate|listen|unlisten|notify|begin|commit|rollback|savepoint|release|pragma|explain|vacuum|analyze|grant|declare|fetch|refresh|use)\b`)
	relaySQL   = lazyregexp.New(`(?is)\bselect\b.*\bfrom\b[^;]*\b\w*outbox\w*`)
	skipsSQL   = lazyregexp.New(`(?i)skip\s+locked`)
	eventsSQL  = lazyregexp.New(`(?i)outbox|event|message|notification|payload|topic`)
)

// isWrite tells whether a library call writes to a database. A constant statement says so itself; otherwise the function's model does.
func (f *Func) isWrite(n int32, m *models.Func) bool {
	q := m.Write
	if q == nil {
		q = m.Read
	}
	if q == nil {
		return false
	}
	if !q.SQL.IsZero() {
		if a, fields, ok := f.argument(n, q.SQL); ok && len(fields) == 0 {
			if text := f.text(a); text != "" {
				if writingSQL.MatchString(text) {
					return true
				}
				if otherSQL.MatchString(text) {
					return false
				}
			}
		}
	}
	return m.Write != nil
}

// text is the constant text of a node, or of the beginning of a concatenation, or "".
func (f *Func) text(n int32) string {
	for range len(f.Nodes) {
		n = strip(f, n)
		switch node := &f.Nodes[n]; node.Op {
		case table.Const:
			if node.Name == "nil" {
				return ""
			}
			return node.Name
		case table.Compute:
			if len(node.Args) == 0 {
				return ""
			}
			n = node.Args[0]
		case table.Extract:
			if node.Index != 0 {
				return ""
			}
			n = node.Args[0]
		case table.Call:
			same, ok := f.sameAs(n)
			switch {
			case ok:
				n = same // sqlx's Rebind and BindNamed: the statement in another notation
			case node.Name == "fmt.Sprintf" && len(node.Args) > 0:
				n = node.Args[0]
			default:
				return ""
			}
		case table.Global:
			refs := f.program.globs[node.Name]
			if len(refs) != 1 {
				return ""
			}
			f, n = refs[0].fn, refs[0].node
		default:
			return ""
		}
	}
	return ""
}

// sameAs finds the argument that a call's first result is the same as: a model says so, or the body of what is called.
func (f *Func) sameAs(n int32) (int32, bool) {
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil && !t.model.Same.IsZero():
			a, _, ok := f.argument(n, t.model.Same)
			return a, ok
		case t.fn != nil && t.fn.scc != f.scc:
			for _, pl := range t.fn.returned(0, nil) {
				if pl.Root == FromParam && pl.Path == 0 {
					return f.arg(n, t, pl.Index)
				}
			}
		}
	}
	return 0, false
}

// readsOutbox tells whether f, or what it calls, reads an outbox, by name or by taking events that nobody else has taken: then what it publishes comes
// from there. A queue of something else is none.
func (f *Func) readsOutbox() bool {
	skips := false
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if node.Op == table.Const && len(node.Name) > 10 {
			if relaySQL.MatchString(node.Name) {
				return true
			}
			skips = skips || skipsSQL.MatchString(node.Name)
		}
		if !isCall(node.Op) {
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.fn != nil && t.fn.sum != nil && t.fn.sum.Relay {
				return true
			}
			if t.model != nil && (t.model.Read != nil || t.model.ErrorOf != nil || t.model.Neutral && node.Recv) && slices.ContainsFunc(node.Args, func(a int32) bool { return f.program.outboxRow(f.objectType(a)) }) {
				return true // filled by a query, a cursor or a result
			}
		}
	}
	return skips && slices.ContainsFunc(f.Nodes, namesEvents)
}

// namesEvents tells whether a text or the type of an object speaks of events.
func namesEvents(n table.Node) bool {
	return n.Op == table.Const && eventsSQL.MatchString(n.Name) || n.Op == table.Alloc && eventName.MatchString(localName(bareType(n.Type)))
}

// outboxRow tells whether a type is a row of an outbox, or a list of them, rather than the outbox.
func (p *Program) outboxRow(typ string) bool {
	if name := typ[strings.LastIndexByte(typ, '/')+1:]; !strings.Contains(strings.ToLower(name), "outbox") {
		return false // the path of a package says nothing of a type
	}
	t := p.types[bareType(strings.TrimLeft(typ, "*[]"))]
	return t == nil || !t.Interface && !slices.ContainsFunc(t.Methods, func(m table.Method) bool { return m.Name != "TableName" })
}

// objectType is the type of the local object a node is, or "".
func (f *Func) objectType(n int32) string {
	if obj := f.object(n); obj >= 0 {
		return f.Nodes[obj].Type
	}
	return ""
}
