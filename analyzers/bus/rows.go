package bus

import (
	"reflect"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Row is a payload type that is a database's row, or holds one.
type Row struct {
	Payload
	Row *Type // the row: the payload itself, or the type of one of its fields
}

// pastTense is a type that is named after what happened: it is an event, also where it is stored as it is.
var pastTense = lazyregexp.New(`[a-z]ed(_?[Vv]\d+)?$`)

// Rows lists the payloads that are rows of a database or hold one, sorted by name. A row is recognised by an ORM's tags or embedded type, by being generated from the
// database's schema, or because it is written to or read from the database as it is. What is stored because it is an event is none.
func (p *Program) Rows() []Row {
	var out []Row
	var stored map[*Type]bool
	for _, x := range p.Payloads() {
		if len(x.Sites) == 0 {
			continue // not all of the way was seen
		}
		if stored == nil {
			stored = p.storedTypes()
		}
		if r := p.row(x.Type, stored, map[*Type]bool{}); r != nil && !p.isEvent(x.Type, r) {
			out = append(out, Row{x, r})
		}
	}
	return out
}

// isEvent tells whether a payload is itself the row, and is stored because it is an event or message.
func (p *Program) isEvent(t, row *Type) bool {
	name := localName(row.Name)
	return t == row && (eventName.MatchString(name) || pastTense.MatchString(name)) || ofTable(wordEnd.ReplaceAllString(name, "${1}_${2}")) != Data
}

// row finds the row that a type is, or that one of its fields is sent with, nil if there is none.
func (p *Program) row(t *Type, stored, seen map[*Type]bool) *Type {
	if seen[t] {
		return nil
	}
	seen[t] = true
	if stored[t] || p.tabled(t) {
		return t
	}
	for _, f := range t.Fields {
		if tagName(f.Tag) == "-" || !f.Embedded && !exported(f.Name) {
			continue // not sent
		}
		if inner := p.ownType(f.Type); inner != nil {
			if r := p.row(inner, stored, seen); r != nil {
				return r
			}
		}
	}
	return nil
}

func exported(name string) bool { return name != "" && strings.ToUpper(name[:1]) == name[:1] }

// tabled tells whether a type is made for a table: by an ORM's tags or the type that its rows embed, or because it is generated from a schema.
func (p *Program) tabled(t *Type) bool {
	if p.shaped[packageOf(t.Name)] != "" {
		return t.Generated() && !strings.HasSuffix(t.Name, "Params") && slices.ContainsFunc(t.Fields, func(f table.Field) bool { return exported(f.Name) })
	}
	return slices.ContainsFunc(t.Fields, func(f table.Field) bool {
		return p.rowTag(f.Tag) || f.Embedded && p.is(f.Type, "row")
	})
}

// rowTag tells whether a struct tag has a key that only rows have, and does not say with it that the field is none of the row's.
func (p *Program) rowTag(tag string) bool {
	for rest := tag; rest != ""; {
		key, after, ok := strings.Cut(strings.TrimSpace(rest), `:"`)
		if !ok {
			return false
		}
		if value, _ := reflect.StructTag(tag).Lookup(key); p.models.RowTag(key) && value != "-" {
			return true
		}
		if _, rest, ok = strings.Cut(after, `"`); !ok {
			return false
		}
	}
	return false
}

// storedTypes are the types that the program hands to a database to be written, or to be filled with what is read.
func (p *Program) storedTypes() map[*Type]bool {
	out := map[*Type]bool{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for n := range f.Nodes {
			if f.Nodes[n].Op == table.Call {
				p.storedBy(f, int32(n), out)
			}
		}
	}
	return out
}

func (p *Program) storedBy(f *Func, n int32, out map[*Type]bool) {
	for _, t := range f.calls[n].targets {
		if t.model == nil {
			continue
		}
		q := t.model.Write
		if q == nil {
			q = t.model.Read
		}
		if q == nil || q.Value.IsZero() {
			continue
		}
		a, fields, ok := f.argument(n, q.Value)
		if !ok {
			continue
		}
		objects, _ := p.tracer.trace(f, nil, a, p.fieldKeys(fields))
		for _, o := range objects {
			if own := p.ownType(o.typ); own != nil && !own.Double && len(own.Fields) > 0 {
				out[own] = true
			}
		}
	}
}
