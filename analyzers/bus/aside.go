package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// Aside tells writes of the data that events are about from those beside it.
type Aside uint8

// The kinds of writes. Names only make them more than data: they silence, and never find.
const (
	Data   Aside = iota
	Mark         // only says that something was sent: SET published_at = now()
	Note         // a record of requests and messages: audit log, session, inbox
	Outbox       // keeps an event for a relay
)

var (
	writtenTable = lazyregexp.New("(?is)\\b((?:do|key|for)\\s+)?\\b(?:insert\\s+(?:or\\s+\\w+\\s+)?(?:ignore\\s+)?into|replace\\s+into|merge\\s+into|update(?:\\s+only)?|delete\\s+from|copy)\\s+([\\w.\"`\\[\\]]+)")
	noteTable    = lazyregexp.New(`(?i)(^|[_.])(audits?|inbox|processed|handled|dedup\w*|idempot\w*|sessions?|heartbeats?|checkpoints?|cursors?|offsets?|watermarks?|metrics?|stats|statistics|logs?|history)([_.]|$)`)
	markedColumn = lazyregexp.New(`(?is)\bset\b.*\b(is_)?(published|sent|relayed|emitted|enqueued|processed|dispatched|notified)(_at|_on|_time)?\s*=|\b(status|state)\s*=\s*'(published|sent|relayed|emitted|enqueued|queued|notified)'`)
	markWord     = lazyregexp.New(`(?i)^(is_?)?(published|sent|relayed|emitted|enqueued|queued|notified)(_?at|_?on|_?time)?$|^(processed|dispatched)_?(at|on)$`)
	sentTable    = lazyregexp.New(`(?i)(^|[_.])(events?|messages?|notifications?)_(published|sent|relayed|emitted)([_.]|$)|(^|[_.])(published|sent|relayed|emitted)_(events?|messages?|notifications?)([_.]|$)`)
	wordEnd      = lazyregexp.New(`([a-z0-9])([A-Z])`)
)

// aside tells what a library's call writes.
func (f *Func) aside(n int32, m *models.Func) Aside {
	q := m.Write
	if q == nil {
		q = m.Read
	}
	if m.Outbox != nil {
		return Outbox
	}
	if a, _, ok := f.argument(n, q.SQL); ok && !q.SQL.IsZero() {
		text := f.text(a)
		if into := writtenTables(text); len(into) > 0 {
			return max(ofTable(into[0]), marked(markedColumn.MatchString(text) || f.givenMark(n)))
		}
		if markedColumn.MatchString(text) {
			return Mark // in whatever table
		}
	}
	if a, _, ok := f.argument(n, models.Path{Root: "receiver"}); ok {
		if tables := f.program.tableOf(f, nil, a); len(tables) > 0 && ofTable(tables[0].name) != Data && !slices.ContainsFunc(tables, func(t dataTable) bool { return t != tables[0] }) {
			return ofTable(tables[0].name)
		}
	}
	if a, _, ok := f.argument(n, q.Value); ok && !q.Value.IsZero() {
		if k := ofTable(f.rowName(a)); k != Data {
			return k
		}
	}
	return marked(f.givenMark(n) || slices.ContainsFunc(f.inputs(n), func(in int32) bool { return ofTable(f.rowName(in)) == Mark }))
}

// writtenTables lists the tables that a statement writes to. ON CONFLICT DO UPDATE, ON DUPLICATE KEY UPDATE and FOR UPDATE name none.
func writtenTables(text string) []string {
	var out []string
	for _, m := range writtenTable.FindAllStringSubmatch(text, -1) {
		if m[1] == "" {
			out = append(out, m[2])
		}
	}
	return out
}

// rowName is the name of a row's type, in the way of a table's.
func (f *Func) rowName(n int32) string {
	return wordEnd.ReplaceAllString(localName(bareType(f.objectType(n))), "${1}_${2}")
}

func ofTable(name string) Aside {
	switch {
	case strings.Contains(strings.ToLower(name), "outbox"):
		return Outbox
	case noteTable.MatchString(strings.Trim(name, "\"`[]")):
		return Note
	case sentTable.MatchString(strings.Trim(name, "\"`[]")):
		return Mark
	}
	return Data
}

func marked(is bool) Aside {
	if is {
		return Mark
	}
	return Data
}

// givenMark tells whether a constant argument of a call says that something was sent: a column or a value.
func (f *Func) givenMark(n int32) bool {
	for _, in := range f.inputs(n) {
		values := []int32{in}
		if obj := f.object(in); obj >= 0 {
			for _, s := range f.stores[obj] {
				values = append(values, s.value)
			}
		}
		for _, v := range values {
			if c := &f.Nodes[strip(f, v)]; c.Op == table.Const && markWord.MatchString(c.Name) {
				return true
			}
		}
	}
	return false
}

// asideAt tells what a call writes, here or further down: data, if some of it is; an event that is kept counts for all.
func (g *gatherer) asideAt(n int32) (Aside, bool) {
	out, writes := Outbox, false
	for _, e := range g.byCall[n] {
		if e.Kind != Write {
			continue
		}
		if e.Aside == Outbox {
			return Outbox, true
		}
		out, writes = min(out, e.Aside), true
	}
	return out, writes
}
