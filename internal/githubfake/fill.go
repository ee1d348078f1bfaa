package githubfake

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

type object = map[string]any

// fill completes an object with what a schema of the description requires and the fake does not care for: empty texts, zeros, nulls.
func (f *Fake) fill(schema string, known object) object {
	return fill(f.doc.Components.Schemas[schema].Value, known).(object)
}

func fill(s *openapi3.Schema, known any) any {
	if known == nil && s.Nullable {
		return nil
	}
	if len(s.Enum) > 0 && known == nil {
		return s.Enum[0]
	}
	for _, choice := range slices.Concat(s.OneOf, s.AnyOf, s.AllOf) {
		return fill(choice.Value, known)
	}
	switch {
	case s.Type.Is("object"):
		in, _ := known.(object)
		out := object{}
		maps.Copy(out, in)
		for name, p := range s.Properties {
			if v := out[name]; v != nil || slices.Contains(s.Required, name) {
				out[name] = fill(p.Value, v)
			}
		}
		return out
	case s.Type.Is("array"):
		in, _ := known.([]any)
		out := make([]any, len(in))
		for i, v := range in {
			out[i] = fill(s.Items.Value, v)
		}
		return out
	case known != nil:
		return known
	case s.Type.Is("string") && s.Format == "date-time":
		return "2026-01-01T00:00:00Z"
	case s.Type.Is("string") && s.Format == "uri":
		return "https://api.github.com/"
	case s.Type.Is("string"):
		return ""
	case s.Type.Is("boolean"):
		return false
	}
	return 0
}
