package payload

import (
	"slices"
	"strings"
)

// matched is a field of a reader and the field that is written for it.
type matched struct {
	w, r   *Field
	folded bool
}

// object compares the fields of two objects.
func (c *comparison) object(path string, w, r *Shape, reads *readTree) {
	pairs, extra, missing := c.match(w, r)
	for _, p := range pairs {
		if !reads.has(p.r.Name) {
			continue
		}
		at := join(path, p.r.Name)
		if p.folded {
			c.emit("J07", Safe, at, p.w.Name, p.r.Name, "encoding/json reads names in any case")
		}
		c.omitted(at, p)
		c.shape(at, p.w.Shape, p.r.Shape, p.w.Presence, reads.at(p.r.Name))
	}
	extra, missing = c.renamed(path, w, r, extra, missing, reads)
	extra, missing = c.moved(path, extra, missing, reads)
	for _, f := range missing {
		if reads.has(f.Name) && r.Elem == nil {
			c.unwritten(join(path, f.Name), f, w)
		}
	}
	for _, f := range extra {
		if r.Elem != nil {
			c.shape(join(path, f.Name), f.Shape, r.Elem, f.Presence, nil) // kept among the members without a field
			continue
		}
		c.unread(join(path, f.Name), f)
	}
	if w.Elem != nil && r.Elem != nil {
		c.shape(path+"[]", w.Elem, r.Elem, Always, nil)
	}
}

// match finds the field that is written for each field of the reader: by its name, or where the codec does, by its name in any case.
func (c *comparison) match(w, r *Shape) (pairs []matched, extra, missing []*Field) {
	used := map[int]bool{}
	find := func(same func(string) bool) *Field {
		for i := range w.Fields {
			if !used[i] && same(w.Fields[i].Name) {
				used[i] = true
				return &w.Fields[i]
			}
		}
		return nil
	}
	var left []*Field
	for i := range r.Fields {
		f := &r.Fields[i]
		if m := find(func(n string) bool { return n == f.Name }); m != nil {
			pairs = append(pairs, matched{m, f, false})
		} else {
			left = append(left, f)
		}
	}
	for _, f := range left {
		same := func(n string) bool { return strings.EqualFold(n, f.Name) }
		if c.r.Codec == JSONv2 {
			same = func(n string) bool { return strings.EqualFold(undelimited(n), undelimited(f.Name)) }
		}
		var m *Field
		if f.Fold {
			m = find(same)
		}
		if m != nil {
			pairs = append(pairs, matched{m, f, true})
		} else {
			missing = append(missing, f)
		}
	}
	for i := range w.Fields {
		if !used[i] {
			extra = append(extra, &w.Fields[i])
		}
	}
	return pairs, extra, missing
}

// undelimited is a name as json/v2 compares it where case does not count.
func undelimited(n string) string { return strings.NewReplacer("_", "", "-", "").Replace(n) }

// omitted judges a change of when a field is left out.
func (c *comparison) omitted(path string, p matched) {
	w, r := c.w.resolve(p.w.Shape), c.r.reads(p.r.Shape)
	old, now := oldNew(c, p.w, p.r)
	omits := func(f *Field) bool { return f.Presence == OmitEmpty || f.Presence == OmitZero }
	aware := r.Nullable && !c.noNull(r) || r.Kind == Any && r.Enc == Raw
	switch {
	case omits(p.w) && aware && (!w.Nullable || c.noNull(w)) && !(w.Kind == Any):
		c.emit("J21", Risk, path, string(p.w.Presence), string(p.r.Presence), "a zero value is left out, and the reader takes it for missing")
	case !omits(old) && omits(now):
		c.emit("J21", Safe, path, string(p.w.Presence), string(p.r.Presence), "missing and zero are the same to the reader")
	case omits(old) && !omits(now):
		c.emit("J22", Safe, path, string(p.w.Presence), string(p.r.Presence), "missing and zero are the same to the reader")
	}
}

// renamed pairs a field that is no longer read with one that is read instead: they have one name in Go, or stand at one place and are of one shape.
func (c *comparison) renamed(path string, w, r *Shape, extra, missing []*Field, reads *readTree) (extraLeft, missingLeft []*Field) {
	used := map[*Field]bool{}
	for _, m := range missing {
		for _, e := range extra {
			if used[e] || !(e.Go != "" && e.Go == m.Go || indexOf(w, e) == indexOf(r, m) && len(w.Fields) == len(r.Fields) && c.alike(e.Shape, m.Shape)) {
				continue
			}
			used[e], used[m] = true, true
			id, s, why := "J06", Lossy, "the value is written under another name, so zero is read"
			if strings.EqualFold(e.Name, m.Name) {
				id = "J07"
			}
			if c.strict {
				s, why = Break, "the other name is an unknown field"
			}
			if reads.has(m.Name) {
				c.emit(id, s, join(path, m.Name), e.Name, m.Name, why)
			}
			break
		}
	}
	return unused(extra, used), unused(missing, used)
}

func unused(list []*Field, used map[*Field]bool) []*Field {
	var out []*Field
	for _, f := range list {
		if !used[f] {
			out = append(out, f)
		}
	}
	return out
}

// indexOf is the index of a field.
func indexOf(sh *Shape, f *Field) int {
	for i := range sh.Fields {
		if &sh.Fields[i] == f {
			return i
		}
	}
	return -1
}

// alike tells whether a written and a read shape are the same on the wire.
func (c *comparison) alike(w, r *Shape) bool {
	return (&Schema{Root: w, Defs: c.w.Defs}).Hash() == (&Schema{Root: r, Defs: c.r.Defs}).Hash()
}

// moved finds fields that are written beside each other and read from an object within, or the other way round: an embedded struct got a name, or lost it.
func (c *comparison) moved(path string, extra, missing []*Field, reads *readTree) (extraLeft, missingLeft []*Field) {
	used := map[*Field]bool{}
	within := func(outer *Field, s *Schema, list []*Field) (out []*Field) {
		sh := s.resolve(outer.Shape)
		if sh.Kind != Object {
			return nil
		}
		for _, f := range list {
			if f != outer && !used[f] {
				for i := range sh.Fields {
					if sh.Fields[i].Name == f.Name && s.resolve(sh.Fields[i].Shape).Kind == f.Shape.Kind {
						out = append(out, f)
					}
				}
			}
		}
		return out
	}
	s, why := Lossy, "the value is written at another depth, so zero is read"
	if c.strict {
		s, why = Break, "what is written at another depth is an unknown field"
	}
	for _, m := range missing {
		if inner := within(m, c.r, extra); len(inner) > 0 {
			used[m] = true
			for _, f := range inner {
				used[f] = true
				if reads.has(m.Name) && reads.at(m.Name).has(f.Name) {
					c.emit("J34", s, join(join(path, m.Name), f.Name), join(path, f.Name), join(join(path, m.Name), f.Name), why)
				}
			}
		}
	}
	for _, e := range extra {
		if used[e] {
			continue
		}
		if inner := within(e, c.w, missing); len(inner) > 0 {
			used[e] = true
			for _, f := range inner {
				used[f] = true
				if reads.has(f.Name) {
					c.emit("J34", s, join(path, f.Name), join(join(path, e.Name), f.Name), join(path, f.Name), why)
				}
			}
		}
	}
	return unused(extra, used), unused(missing, used)
}

// unwritten judges a field of the reader that the writer does not have.
func (c *comparison) unwritten(path string, f *Field, w *Shape) {
	shape := c.describe(c.r, f.Shape)
	switch {
	case c.direction == Backward:
		c.emit(c.added(c.r, f), Safe, path, "", shape, "what was written before has no such field: it is read as "+zero(c.r.reads(f.Shape)))
	case slices.Contains(w.Conflicts, f.Name):
		c.emit("J54", Lossy, path, "", shape, "several fields of the writer have this name, so none is written, and zero is read")
	default:
		c.emit("J05", Lossy, path, "", shape, "the field is not written, so it is read as "+zero(c.r.reads(f.Shape)))
	}
}

// unread judges a field of the writer that the reader does not have.
func (c *comparison) unread(path string, f *Field) {
	id := "J05"
	if c.direction == Forward {
		id = c.added(c.w, f)
	}
	s, why := Safe, "the reader ignores it"
	if c.strict {
		s, why = Break, "the reader rejects unknown fields"
		if f.Presence == OmitEmpty || f.Presence == OmitZero {
			s, why = Risk, "the reader rejects unknown fields, and this one is there when it is not empty"
		}
	}
	c.emit(id, s, path, c.describe(c.w, f.Shape), "", why)
}

// added is the id of a field that is new.
func (c *comparison) added(s *Schema, f *Field) string {
	pointer := s.resolve(f.Shape).Nullable
	omits := f.Presence == OmitEmpty || f.Presence == OmitZero
	switch {
	case pointer && omits:
		return "J04"
	case pointer:
		return "J03"
	case omits:
		return "J02"
	}
	return "J01"
}

func zero(sh *Shape) string {
	switch {
	case sh.Nullable, sh.Kind == Map, sh.Kind == Array && sh.Len == nil:
		return "nil"
	case sh.Enc == RFC3339:
		return "the zero time"
	}
	switch sh.Kind {
	case String:
		return `""`
	case Int, Number:
		return "0"
	case Bool:
		return "false"
	}
	return "the zero value"
}
