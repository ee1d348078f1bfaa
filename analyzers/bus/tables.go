package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// dataTable is where data lies: a table, a collection, or what rows of a type are kept in.
type dataTable struct {
	library string // of a collection: the database that has it; "" for tables of SQL, whichever library is used
	name    string
}

var (
	readTables = lazyregexp.New("(?is)\\b(?:from|join)\\s+([\\w.\"`\\[\\]]+)")
	capital    = lazyregexp.New(`([a-z0-9])([A-Z])`)
)

// tablesOf lists the tables that a library's call reads or writes, nil if they are not known.
func (p *Program) tablesOf(s step, t target) []dataTable {
	f, n := s.at.Func, s.at.Node
	q := t.model.Write
	if q == nil {
		q = t.model.Read
	}
	if a, _, ok := f.argument(n, q.SQL); ok && !q.SQL.IsZero() {
		return inStatement(f.text(a), f.isWrite(n, t.model))
	}
	if t.model.Entity != "" {
		return []dataTable{{t.model.Library, t.model.Entity}}
	}
	if a, _, ok := f.argument(n, models.Path{Root: "receiver"}); ok {
		if out := p.tableOf(f, s.stack, a); len(out) > 0 {
			return out
		}
	}
	if a, fields, ok := f.argument(n, q.Value); ok && !q.Value.IsZero() {
		return p.tablesOfRows(f, s.stack, a, p.fieldKeys(fields))
	}
	return nil
}

// inStatement lists the tables that a statement writes to, or else those that it reads from.
func inStatement(text string, writes bool) []dataTable {
	var names []string
	if writes {
		names = writtenTables(text)
	} else {
		for _, m := range readTables.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
	}
	var out []dataTable
	for _, name := range names {
		name = strings.ToLower(strings.Trim(name, "\"`[]"))
		out = append(out, dataTable{name: name[strings.LastIndexByte(name, '.')+1:]})
	}
	return out
}

// tableOf finds the table that a handle was told to work on, in the chain of calls that leads to it or where it was made.
func (p *Program) tableOf(f *Func, stack *frame, n int32) []dataTable {
	for at := strip(f, n); f.Nodes[at].Op == table.Call; at = strip(f, f.Nodes[at].Args[0]) {
		for _, t := range f.calls[at].targets {
			if t.model != nil && !t.model.Table.IsZero() {
				return p.toldTables(f, stack, at, t)
			}
		}
		if !f.Nodes[at].Recv {
			break
		}
	}
	objects, _ := p.tracer.trace(f, stack, n, nil)
	var out []dataTable
	for _, o := range objects {
		if o.model != nil && !o.model.Table.IsZero() && o.ref.fn != nil {
			out = append(out, p.toldTables(o.ref.fn, o.stack, o.ref.node, target{model: o.model})...)
		}
	}
	return out
}

// toldTables lists the tables that a call tells a handle to work on: by name, or by the type of their rows.
func (p *Program) toldTables(f *Func, stack *frame, n int32, t target) []dataTable {
	a, fields, ok := f.argument(n, t.model.Table)
	if !ok {
		return nil
	}
	keys := p.fieldKeys(fields)
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	var out []dataTable
	for _, text := range s.texts(f, stack, a, keys) {
		if text != "" && !strings.Contains(text, hole) {
			library := t.model.Library
			if t.model.Write != nil || !t.model.Same.IsZero() { // a builder of statements
				library = ""
			}
			out = append(out, dataTable{library, strings.ToLower(text)})
		}
	}
	if len(out) > 0 {
		return out
	}
	return p.tablesOfRows(f, stack, a, keys)
}

// tablesOfRows lists the tables that rows are kept in: what their method TableName returns, or else their type's name in the plural.
func (p *Program) tablesOfRows(f *Func, stack *frame, n int32, path []int32) []dataTable {
	var out []dataTable
	add := func(typ string) {
		elem, _ := elements(typ)
		t := p.ownType(elem)
		if t == nil || len(t.Fields) == 0 {
			return
		}
		d := dataTable{name: plural(strings.ToLower(capital.ReplaceAllString(localName(t.Name), "${1}_${2}")))}
		if m, ok := p.methodOf(t.Name, "TableName"); ok && m.fn != nil {
			s := textSearch{p: p, seen: map[traceKey]bool{}}
			for _, r := range m.fn.returns(0) {
				for _, text := range s.texts(m.fn, nil, r, nil) {
					d.name = strings.ToLower(text)
				}
			}
		}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	objects, _ := p.tracer.trace(f, stack, n, path)
	for _, o := range objects {
		add(o.typ)
	}
	return out
}

// plural makes a table's name of a type's, as mappers do.
func plural(name string) string {
	switch {
	case strings.HasSuffix(name, "s"), strings.HasSuffix(name, "x"), strings.HasSuffix(name, "ch"):
		return name + "es"
	case strings.HasSuffix(name, "y") && !strings.HasSuffix(name, "ey") && !strings.HasSuffix(name, "ay"):
		return name[:len(name)-1] + "ies"
	}
	return name + "s"
}
