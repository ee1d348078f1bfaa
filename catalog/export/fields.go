package export

import (
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// fieldRow tells people of a field: its path on the wire, its type, and when it is there.
type fieldRow struct {
	Name string `json:"name"`
	Type string `json:"type"`
	When string `json:"when,omitempty"`
}

// maxDepth is how far types within types are taken apart for people, and maxRows how many fields are listed.
const (
	maxDepth = 5
	maxRows  = 500
)

// rows lists an event's fields by its shape, or else those that the catalogue has.
func rows(ev *event) []fieldRow {
	out := []fieldRow{}
	if ev.shape != nil && ev.shape.Root != nil {
		flatten(ev.shape, "", ev.shape.Root, 0, &out)
	}
	if len(out) == 0 {
		for _, f := range ev.fields {
			out = append(out, fieldRow{Name: plain(f.Name), Type: plain(catalog.ShortType(f.Type))})
		}
	}
	return out
}

func flatten(s *payload.Schema, prefix string, sh *payload.Shape, depth int, out *[]fieldRow) {
	sh = resolved(s, sh)
	if depth > maxDepth || len(*out) >= maxRows || sh == nil {
		return
	}
	switch sh.Kind {
	case payload.Object:
		if prefix != "" {
			prefix += "."
		}
		for _, f := range sh.Fields {
			value := resolved(s, f.Shape)
			row := fieldRow{Name: plain(prefix + f.Name), Type: typeText(s, f.Shape), When: map[payload.Presence]string{payload.Always: "always", payload.OmitEmpty: "unless empty", payload.OmitZero: "unless zero", payload.Embedded: "unless it is nil what holds it"}[f.Presence]}
			if value != nil && (value.Nullable || f.Shape.Nullable) {
				row.When += ", or null"
			}
			*out = append(*out, row)
			flatten(s, prefix+f.Name, f.Shape, depth+1, out)
		}
	case payload.Array, payload.Map:
		flatten(s, prefix+"[]", sh.Elem, depth+1, out)
	}
}

// resolved is the shape that a reference means, nil if there is none.
func resolved(s *payload.Schema, sh *payload.Shape) *payload.Shape {
	for range len(s.Defs) + 1 {
		if sh == nil || sh.Kind != payload.Ref {
			return sh
		}
		sh = s.Defs[sh.Ref]
	}
	return nil
}

// typeText names the type of a value for people.
func typeText(s *payload.Schema, sh *payload.Shape) string {
	name := ""
	if sh != nil && sh.Kind == payload.Ref {
		name = catalog.ShortType(sh.Ref)
	}
	sh = resolved(s, sh)
	if sh == nil {
		return plain(name)
	}
	word := map[payload.Kind]string{payload.Object: "object", payload.Array: "list", payload.Map: "map", payload.String: "string", payload.Int: "integer", payload.Number: "number", payload.Bool: "boolean", payload.Any: "anything", payload.Opaque: "unknown"}[sh.Kind]
	var more []string
	if sh.Enc != payload.Plain {
		more = append(more, string(sh.Enc))
	}
	if sh.Quoted {
		more = append(more, "in quotes")
	}
	if len(sh.Consts) > 0 {
		more = append(more, "such as "+strings.Join(sh.Consts[:min(len(sh.Consts), 6)], ", "))
	}
	if name != "" {
		more = append(more, name)
	}
	if len(more) > 0 {
		word += " (" + strings.Join(more, ", ") + ")"
	}
	return plain(word)
}
