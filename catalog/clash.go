package catalog

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/buslint/buslint/finding"
)

// clashes tells of payloads of a topic that are written and read otherwise in different programs: a consumer cannot read them, or misreads them, or, where
// catalogues have no shapes, a field of one name has two kinds of values.
func clashes(c Catalogue) []Conflict {
	var out []Conflict
	for _, m := range c.Misfits() {
		if m.Publish.Position.Module == m.Consume.Position.Module {
			continue // the linter tells of those
		}
		v := m.Verdicts[0]
		what := cmp.Or(v.Path, "the payload")
		text := fmt.Sprintf("%s of %q is %s where %s publishes it and %s where %s consumes it", what, m.Publish.Topic.Name, v.New, m.Publish.Who(), v.Old, m.Consume.Who())
		if v.New == "" || v.Old == "" {
			text = fmt.Sprintf("%s of %q, published by %s and consumed by %s: %s", what, m.Publish.Topic.Name, m.Publish.Who(), m.Consume.Who(), v.Why)
		}
		out = append(out, Conflict{ShapeConflict, finding.Error, text, []finding.Position{m.Publish.Position, m.Consume.Position}})
	}
	for i, p := range c.Edges {
		if p.Direction != Publish || p.Topic.Certainty != Constant || len(p.Fields) == 0 {
			continue
		}
		for j, o := range c.Edges {
			if o.Direction == Publish && j <= i || o.Position.Module == p.Position.Module || len(o.Fields) == 0 || o.Topic.Certainty != Constant ||
				o.Direction == Consume && c.Shapes[p.Shape] != nil && c.Shapes[o.Shape] != nil || !sameBus(p.Bus, o.Bus) || !joined(p.Topic.Name, o) || !paired(c, p, o) {
				continue // told already, of one program, or of another topic or event
			}
			if field, written, read := clash(p.Fields, o.Fields); field != "" {
				out = append(out, Conflict{ShapeConflict, finding.Error, fmt.Sprintf("%s of %q is %s where %s publishes it and %s where %s %s it", field, p.Topic.Name, written, p.Who(), read, o.Who(), o.verb()), []finding.Position{p.Position, o.Position}})
			}
		}
	}
	return out
}

// paired tells whether two edges of a topic are of one event: their types have one name, or each program has one type there alone.
func paired(c Catalogue, p, o Edge) bool {
	if typeName(p.Payload) == typeName(o.Payload) {
		return true
	}
	single := func(e Edge) bool {
		for _, x := range c.Edges {
			if x.Direction == e.Direction && x.Position.Module == e.Position.Module && x.Payload != e.Payload && JoinKey(x.Topic.Name) == JoinKey(e.Topic.Name) {
				return false
			}
		}
		return true
	}
	return o.Direction == Consume && single(p) && single(o)
}

// clash finds the first field that has another kind of value in b than in a.
func clash(a, b []Field) (name, inA, inB string) {
	for _, f := range FieldChanges(a, b) {
		was, now := kindOf(f.Was), kindOf(f.Type)
		if was != "" && now != "" && was != now {
			return f.Name, was, now
		}
	}
	return "", "", ""
}

// kindOf is the kind of value that a Go type is on the wire, "" if that is not known.
func kindOf(typ string) string {
	typ = strings.TrimLeft(typ, "*")
	switch {
	case typ == "string" || typ == "time.Time" || typ == "[]byte":
		return "a text"
	case typ == "bool":
		return "a truth value"
	case strings.HasPrefix(typ, "[]") || strings.HasPrefix(typ, "["):
		return "a list"
	case strings.HasPrefix(typ, "map["):
		return "an object"
	case strings.ContainsAny(typ, "./ {") || typ == "any":
		return "" // a type of its own, which may write anything
	case strings.HasPrefix(typ, "int"), strings.HasPrefix(typ, "uint"), strings.HasPrefix(typ, "float"):
		return "a number"
	}
	return ""
}
