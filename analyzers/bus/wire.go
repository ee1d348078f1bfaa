package bus

import (
	"cmp"
	"go/ast"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
)

// mostFields is how many fields of a payload are listed before structs within it stay as they are: generated types can refer to all others.
const mostFields = 200

// wireFields lists what a payload type writes on the wire in a format, or as encoding/json would, sorted by name; nothing for a type that writes itself.
func (p *Program) wireFields(payload, format string) []catalog.Field {
	t := p.types[payload]
	if t == nil || writesItself(t) {
		return nil
	}
	w := wire{p: p, format: format}
	w.add("", t, []*Type{t})
	slices.SortFunc(w.out, func(a, b catalog.Field) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type)) })
	return w.out
}

type wire struct {
	p      *Program
	format string
	out    []catalog.Field
}

// add lists the fields of a struct below a prefix. Within is the structs on the way: one that holds itself is not followed again.
func (w *wire) add(prefix string, t *Type, within []*Type) {
	seen := map[string]bool{}
	for level := []*Type{t}; len(level) > 0; { // embedded structs: a field that is not as deep hides others of its name
		names := map[string]bool{}
		var embedded []*Type
		for _, t := range level {
			for _, f := range t.Fields {
				name, tagged := nameIn(w.format, f)
				inner := w.p.inlined(w.format, f, tagged)
				switch {
				case name == "": // left out
				case inner != nil:
					if !slices.Contains(within, inner) {
						within = append(slices.Clone(within), inner)
						embedded = append(embedded, inner)
					}
				case ast.IsExported(f.Name) && !seen[name] && !names[name]:
					names[name] = true
					w.field(prefix+name, f.Type, within)
				}
			}
		}
		maps.Copy(seen, names)
		level = embedded
	}
}

// field lists a field, or if it holds structs, their fields.
func (w *wire) field(name, typ string, within []*Type) {
	elem, list := elements(typ)
	inner := w.p.plainStruct(elem)
	if inner == nil || slices.Contains(within, inner) || len(w.out) > mostFields {
		w.out = append(w.out, catalog.Field{Name: name, Type: typ})
		return
	}
	w.add(name+list+".", inner, append(slices.Clone(within), inner))
}

// inlined is the struct whose fields are written in place of a field, nil if the field is written as it is.
func (p *Program) inlined(format string, f table.Field, tagged bool) *Type {
	if _, options, _ := strings.Cut(reflect.StructTag(f.Tag).Get("json"), ","); format == "jsonv2" && strings.Contains(","+options+",", ",inline,") || f.Embedded && !tagged {
		return p.plainStruct(strings.TrimPrefix(f.Type, "*"))
	}
	return nil
}

// plainStruct is a struct of the program that is written field by field, or nil.
func (p *Program) plainStruct(typ string) *Type {
	if t := p.types[typ]; t != nil && !t.Foreign && len(t.Fields) > 0 && !writesItself(t) {
		return t
	}
	return nil
}

// writesItself tells whether a type has a wire form of its own, or a promoted one.
func writesItself(t *Type) bool {
	return slices.ContainsFunc(t.Methods, func(m table.Method) bool { return m.Name == "MarshalJSON" || m.Name == "MarshalText" })
}

// wireName is the name of a field on the wire, and whether its tag says so; "" if it is left out.
func wireName(f table.Field) (name string, tagged bool) {
	tag := reflect.StructTag(f.Tag).Get("json")
	if tag == "-" {
		return "", true
	}
	if name, _, _ := strings.Cut(tag, ","); name != "" {
		return name, true
	}
	return f.Name, false
}

// elements is what a pointer, list or map holds in the end, with brackets for each list or map around it.
func elements(typ string) (elem, brackets string) {
	for {
		switch {
		case strings.HasPrefix(typ, "*"):
			typ = typ[1:]
		case strings.HasPrefix(typ, "["):
			typ, brackets = typ[strings.IndexByte(typ, ']')+1:], brackets+"[]"
		case strings.HasPrefix(typ, "map["):
			depth, end := 0, 0
			for i, r := range typ {
				if r == '[' {
					depth++
				} else if r == ']' {
					if depth--; depth == 0 {
						end = i
						break
					}
				}
			}
			typ, brackets = typ[end+1:], brackets+"[]"
		default:
			return typ, brackets
		}
	}
}
