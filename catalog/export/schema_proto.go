package export

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/payload"
)

// protoSchema is a protobuf message in its JSON form, whatever form the program writes it in.
func protoSchema(p *payload.Proto, refs string) schema {
	ids := newSlugs(80)
	names := map[string]string{}
	messages := slices.Sorted(maps.Keys(p.Messages))
	for _, m := range messages {
		names[m] = ids.give(m)
	}
	var out schema
	for _, m := range messages {
		message := p.Messages[m]
		if message.Map {
			continue // stands where it is used
		}
		properties := pairs{}
		for _, f := range message.Fields {
			properties = append(properties, pair{f.JSON, protoField(p, f, refs, names)})
		}
		out.defs = append(out.defs, pair{names[m], pairs{{"type", "object"}, {"properties", properties}}})
	}
	out.root = anything
	if name, ok := names[p.Message]; ok {
		out.root = pairs{{"$ref", refs + name}}
	}
	return out
}

// protoField is a field's schema: its value's, or a list or map of such.
func protoField(p *payload.Proto, f payload.ProtoField, refs string, names map[string]string) pairs {
	if m := p.Messages[f.Of]; m != nil && m.Map {
		for _, value := range m.Fields {
			if value.Number == 2 {
				return pairs{{"type", "object"}, {"additionalProperties", protoValue(p, value, refs, names)}}
			}
		}
		return pairs{{"type", "object"}}
	}
	value := protoValue(p, f, refs, names)
	if f.Label == "repeated" {
		return pairs{{"type", "array"}, {"items", value}}
	}
	return value
}

func protoValue(p *payload.Proto, f payload.ProtoField, refs string, names map[string]string) pairs {
	switch {
	case f.Of == "google.protobuf.Timestamp":
		return pairs{{"type", "string"}, {"format", "date-time"}}
	case f.Type == "enum":
		var values []string
		if e := p.Enums[f.Of]; e != nil {
			for _, v := range e.Values {
				values = append(values, v.Name)
			}
		}
		return pairs{{"type", "string"}}.with("enum", values)
	case strings.HasPrefix(f.Of, "google.protobuf."):
		return anything // written in forms of their own
	case f.Of != "":
		if name, ok := names[f.Of]; ok {
			return pairs{{"$ref", refs + name}}
		}
		return anything
	case f.Type == "double" || f.Type == "float":
		return pairs{{"type", []string{"number", "string"}}} // NaN and Infinity are texts
	case strings.HasSuffix(f.Type, "32"):
		return pairs{{"type", "integer"}}
	case strings.HasSuffix(f.Type, "64"):
		return pairs{{"type", "string"}, {"pattern", "^-?[0-9]+$"}}
	case f.Type == "bool":
		return pairs{{"type", "boolean"}}
	case f.Type == "bytes":
		return pairs{{"type", "string"}, {"contentEncoding", "base64"}}
	}
	return pairs{{"type", "string"}}
}
