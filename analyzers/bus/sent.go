package bus

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Sent is a field that goes out with a payload: of its type, or of a type in it.
type Sent struct {
	table.Field
	Of   *Type
	Path string // from the payload: "Customer.Email"
}

// sent lists the fields that go out with a payload of a type, in order, those of the types in it behind the field that holds them. Fields for which skip holds
// are left out, with all below them. What encodes itself, and what nobody ever sets, is not known.
func (p *Program) sent(t *Type, skip func(table.Field) bool) []Sent {
	var out []Sent
	p.sentOf(t, "", skip, map[*Type]bool{}, &out)
	return out
}

func (p *Program) sentOf(t *Type, path string, skip func(table.Field) bool, seen map[*Type]bool, out *[]Sent) {
	if seen[t] || t.encodesItself() {
		return
	}
	seen[t] = true
	p.sentFields(t, t.Fields, path, skip, seen, out)
}

// sentFields adds those of some fields of a type, or of a struct within it that has no name.
func (p *Program) sentFields(t *Type, fields []table.Field, path string, skip func(table.Field) bool, seen map[*Type]bool, out *[]Sent) {
	for _, f := range fields {
		if tagName(f.Tag) == "-" || !f.Embedded && !exported(f.Name) || skip(f) || p.unset(t, f) {
			continue // not sent
		}
		if !f.Embedded {
			*out = append(*out, Sent{f, t, path + f.Name})
		}
		below := path
		if !f.Embedded {
			below += f.Name + "."
		}
		elem, _ := elements(f.Type)
		p.sentFields(t, unnamedFields(elem), below, skip, seen, out)
		if inner := p.ownType(elem); inner != nil && !inner.Double {
			p.sentOf(inner, below, skip, seen, out)
		}
	}
}

// unnamedFields reads the fields of a struct type without a name from its text: struct{ID string "json:\"id\""; Lines []struct{SKU string}}.
func unnamedFields(typ string) []table.Field {
	body, ok := strings.CutPrefix(typ, "struct{")
	if !ok {
		return nil
	}
	var out []table.Field
	body = strings.TrimSuffix(body, "}") + ";"
	start, tag, depth, quoted := 0, -1, 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			if quoted = !quoted; quoted && depth == 0 {
				tag = i
			}
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == ';' && depth == 0:
			out = append(out, unnamedField(strings.TrimSpace(body[start:i]), tag-start))
			start, tag = i+2, -1
		}
	}
	return out
}

// unnamedField reads one such field, whose tag, if any, begins at a place of its text.
func unnamedField(text string, tag int) table.Field {
	var f table.Field
	if tag > 0 {
		f.Tag, _ = strconv.Unquote(text[tag:])
		text = strings.TrimSpace(text[:tag])
	}
	name, typ, ok := strings.Cut(text, " ")
	if !ok {
		name, typ, f.Embedded = localName(bareType(text)), text, true
	}
	f.Name, f.Type = name, typ
	return f
}

// encodesItself tells whether a type says by a method of its own how it is written.
func (t *Type) encodesItself() bool {
	return slices.ContainsFunc(t.Methods, func(m table.Method) bool {
		return m.Name == "MarshalJSON" || m.Name == "MarshalText" || m.Name == "MarshalBinary"
	})
}

// unset tells whether all that the program stores into a field is nothing.
func (p *Program) unset(t *Type, f table.Field) bool {
	stored := p.stores[p.keys.id(t.Name+"."+f.Name)]
	return len(stored) > 0 && !slices.ContainsFunc(stored, func(r nodeRef) bool { return !zero(r.fn, r.node) })
}

// allows tells whether a field's tag says that it is well as it is: `buslint:"pii=ok"`.
func allows(f table.Field, what string) bool {
	return slices.Contains(strings.Split(reflect.StructTag(f.Tag).Get("buslint"), ","), what+"=ok")
}

// madeBy lists the names of the calls that a value is what they return, or a part of it, all the way down in its function: hash(mask(x)).
func (r nodeRef) madeBy() []string {
	var out []string
	seen := map[int32]bool{}
	var walk func(n int32)
	walk = func(n int32) {
		if seen[n] {
			return
		}
		seen[n] = true
		node := &r.fn.Nodes[n]
		switch node.Op {
		case table.Call:
			out = append(out, node.Name)
			for _, a := range node.Args {
				walk(a)
			}
		case table.Alloc:
			for _, s := range r.fn.stores[n] {
				if s.key == wholeKey {
					walk(s.value)
				}
			}
		case table.Extract, table.Convert, table.Load, table.FieldOf, table.Elem, table.Phi, table.Compute:
			for _, a := range node.Args {
				walk(a)
			}
		}
	}
	walk(r.node)
	return out
}

// storedInto lists what the program stores into a field.
func (p *Program) storedInto(t *Type, f table.Field) []nodeRef {
	return p.stores[p.keys.id(t.Name+"."+f.Name)]
}

// payloadsWith lists what an inspection says of the payload types that are seen all the way.
func payloadsWith[T any](p *Program, look func(Payload) (T, bool)) []T {
	var out []T
	for _, x := range p.Payloads() {
		if len(x.Sites) == 0 {
			continue // not all of the way was seen
		}
		if found, ok := look(x); ok {
			out = append(out, found)
		}
	}
	return out
}
