package catalog

import (
	"cmp"
	"fmt"
	"strings"
)

// Field is a field of a payload, as it is written on the wire. The fields of a struct within it have names like "address.city", those of the elements
// of a list or map "lines[].sku".
type Field struct {
	Name string `json:"name"`
	Type string `json:"type"` // in Go, with full package paths
}

func (f Field) compare(o Field) int {
	return cmp.Or(cmp.Compare(f.Name, o.Name), cmp.Compare(f.Type, o.Type))
}

// FieldChange is a field that is there on one side only, or has another type.
type FieldChange struct {
	Name string
	Was  string // its type before; "" if it was added
	Type string // its type now; "" if it was removed
}

// FieldChanges compares two payloads, both sorted by name, as Edge.Fields is.
func FieldChanges(was, now []Field) []FieldChange {
	var out []FieldChange
	for len(was) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(was) > 0 && was[0].Name < now[0].Name:
			out = append(out, FieldChange{Name: was[0].Name, Was: was[0].Type})
			was = was[1:]
		case len(was) == 0 || now[0].Name < was[0].Name:
			out = append(out, FieldChange{Name: now[0].Name, Type: now[0].Type})
			now = now[1:]
		default:
			if was[0].Type != now[0].Type {
				out = append(out, FieldChange{Name: now[0].Name, Was: was[0].Type, Type: now[0].Type})
			}
			was, now = was[1:], now[1:]
		}
	}
	return out
}

// FieldChanges lists how the payload's fields differ from what they were, if both payloads are known.
func (c Change) FieldChanges() []FieldChange {
	if c.Was == nil || c.Payload == "" || c.Was.Payload == "" {
		return nil
	}
	return FieldChanges(c.Was.Fields, c.Fields)
}

// String tells of the change for people.
func (f FieldChange) String() string {
	switch {
	case f.Was == "":
		return fmt.Sprintf("field added: %s %s", f.Name, ShortType(f.Type))
	case f.Type == "":
		return fmt.Sprintf("field removed: %s %s", f.Name, ShortType(f.Was))
	}
	return fmt.Sprintf("field changed: %s %s, was %s", f.Name, ShortType(f.Type), ShortType(f.Was))
}

// ShortType drops the folders of packages from a type: "[]example.com/shop/orders.Line" is "[]orders.Line".
func ShortType(typ string) string {
	var b strings.Builder
	start := 0
	for i, r := range typ {
		switch {
		case strings.ContainsRune("*[](){}, ", r):
			b.WriteString(typ[start : i+1])
			start = i + 1
		case r == '/':
			start = i + 1
		}
	}
	return b.String() + typ[start:]
}
