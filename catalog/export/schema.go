package export

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// schema is a payload as JSON Schema: what is written, not all that a reader takes. Named types stand in defs once.
type schema struct {
	root any
	defs pairs // by name; references begin with what converts them
}

// schemaOf converts an event's shape, or else what is known of its fields. refs stands in front of the names of definitions, as in "#/$defs/".
func schemaOf(ev *event, refs string) schema {
	switch {
	case ev.shape == nil || ev.shape.Root == nil && ev.shape.Proto == nil:
		return schema{root: fieldsSchema(ev.fields)}
	case ev.shape.Proto != nil:
		return protoSchema(ev.shape.Proto, refs)
	}
	c := converter{refs: refs, names: map[string]string{}}
	ids := newSlugs(80)
	types := slices.Sorted(maps.Keys(ev.shape.Defs))
	for _, t := range types {
		c.names[t] = ids.give(catalog.ShortType(t))
	}
	out := schema{root: c.shape(ev.shape.Root)}
	for _, t := range types {
		out.defs = append(out.defs, pair{c.names[t], c.shape(ev.shape.Defs[t])})
	}
	return out
}

// converter writes shapes of Go types as JSON Schema.
type converter struct {
	refs  string
	names map[string]string // of definitions, by type
}

// anything is the schema that all values fit.
var anything = pairs{}

func (c converter) shape(s *payload.Shape) any {
	if s == nil {
		return anything
	}
	if s.Kind == payload.Ref {
		name, ok := c.names[s.Ref]
		if !ok {
			return anything
		}
		ref := pairs{{"$ref", c.refs + name}}
		if s.Nullable {
			return pairs{{"anyOf", []pairs{ref, {{"type", "null"}}}}}
		}
		return ref
	}
	name, more := c.value(s)
	if name == "" {
		return more
	}
	if s.Nullable {
		return append(pairs{{"type", []string{name, "null"}}}, more...)
	}
	return append(pairs{{"type", name}}, more...)
}

// value is the type of a value and what else is known of it; "" is any type.
func (c converter) value(s *payload.Shape) (string, pairs) {
	if s.Quoted && (s.Kind == payload.Int || s.Kind == payload.Number || s.Kind == payload.Bool) {
		return "string", pairs{}.with("description", "a "+map[payload.Kind]string{payload.Int: "whole number", payload.Number: "number", payload.Bool: "boolean"}[s.Kind]+" in quotes")
	}
	switch s.Kind {
	case payload.Object:
		return c.object(s)
	case payload.Array:
		out := pairs{{"items", c.shape(s.Elem)}}
		if s.Len != nil {
			out = append(out, pair{"minItems", *s.Len}, pair{"maxItems", *s.Len})
		}
		return "array", out
	case payload.Map:
		return "object", pairs{{"additionalProperties", c.shape(s.Elem)}}
	case payload.String:
		return "string", text(s)
	case payload.Int:
		out := pairs{}
		if n := s.Bits; n > 0 && n < 64 {
			low, high := 0, 1<<n-1
			if s.Signed {
				low, high = -1<<(n-1), 1<<(n-1)-1
			}
			out = append(out, pair{"minimum", low}, pair{"maximum", high})
		} else if n == 64 && !s.Signed {
			out = append(out, pair{"minimum", 0})
		}
		if s.Enc != payload.Plain {
			out = out.with("description", string(s.Enc))
		}
		return "integer", append(out, examples(s)...)
	case payload.Number:
		return "number", examples(s)
	case payload.Bool:
		return "boolean", pairs{}
	}
	return "", pairs{}.with("x-go-type", s.Type)
}

func (c converter) object(s *payload.Shape) (string, pairs) {
	if s.Enc == payload.Positional {
		var items []any
		for _, f := range s.Fields {
			items = append(items, c.shape(f.Shape))
		}
		return "array", pairs{{"prefixItems", items}}
	}
	properties, required := pairs{}, []string{}
	for _, f := range s.Fields {
		properties = append(properties, pair{f.Name, c.shape(f.Shape)})
		if f.Presence == payload.Always {
			required = append(required, f.Name)
		}
	}
	out := pairs{{"properties", properties}}
	if len(required) > 0 {
		out = append(out, pair{"required", required})
	}
	if s.Elem != nil {
		out = append(out, pair{"additionalProperties", c.shape(s.Elem)})
	}
	return "object", out
}

// text says what is known of a text. Formats are those of JSON Schema; other encodings are told to people.
func text(s *payload.Shape) pairs {
	out := pairs{}
	switch s.Enc {
	case payload.Plain:
	case payload.Base64:
		out = out.with("contentEncoding", "base64")
	case payload.RFC3339:
		out = out.with("format", "date-time")
	case "uuid":
		out = out.with("format", "uuid")
	default:
		out = out.with("description", string(s.Enc))
	}
	return append(out, examples(s)...)
}

// examples lists the constants of a named type. Its values may be others too, so it is no enumeration.
func examples(s *payload.Shape) pairs {
	if len(s.Consts) == 0 {
		return nil
	}
	var values []any
	for _, text := range s.Consts {
		if s.Kind == payload.String {
			values = append(values, text)
		} else if json.Valid([]byte(text)) {
			values = append(values, json.RawMessage(text))
		}
	}
	return pairs{{"examples", values}}
}

// fieldsSchema is what fields alone say: no field is known to be always there.
func fieldsSchema(fields []catalog.Field) any {
	if len(fields) == 0 {
		return anything
	}
	root := &fieldTree{}
	for _, f := range fields {
		at := root
		for name := range strings.SplitSeq(f.Name, ".") {
			name, list := strings.CutSuffix(name, "[]")
			at = at.member(name)
			at.list = at.list || list
		}
		at.typ = f.Type
	}
	return root.schema()
}

// fieldTree is a field and those within it.
type fieldTree struct {
	name, typ string
	list      bool // of several, or a map
	members   []*fieldTree
}

func (t *fieldTree) member(name string) *fieldTree {
	if i := slices.IndexFunc(t.members, func(m *fieldTree) bool { return m.name == name }); i >= 0 {
		return t.members[i]
	}
	m := &fieldTree{name: name}
	t.members = append(t.members, m)
	return m
}

func (t *fieldTree) schema() pairs {
	var out pairs
	if len(t.members) == 0 {
		out = goType(t.typ)
	} else {
		properties := pairs{}
		for _, m := range t.members {
			properties = append(properties, pair{m.name, m.schema()})
		}
		out = pairs{{"type", "object"}, {"properties", properties}}
	}
	if t.list && len(t.members) > 0 {
		return pairs{{"description", "each element"}, {"type", []string{"array", "object", "null"}}, {"items", out}, {"additionalProperties", out}}
	}
	return out
}

// goType is what a Go type's name alone says of its JSON.
func goType(typ string) pairs {
	switch {
	case typ == "string":
		return pairs{{"type", "string"}}
	case typ == "bool":
		return pairs{{"type", "boolean"}}
	case strings.HasPrefix(typ, "float"):
		return pairs{{"type", "number"}}
	case typ == "time.Time":
		return pairs{{"type", "string"}, {"format", "date-time"}}
	case slices.Contains([]string{"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte", "rune"}, typ):
		return pairs{{"type", "integer"}}
	}
	return pairs{}.with("x-go-type", typ)
}
