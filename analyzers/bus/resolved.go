package bus

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
)

// decides notes what decides on a text; what was noted first stays.
func (s *textSearch) decides(text string, r catalog.Resolution) {
	if s.by == nil {
		s.by = map[string]catalog.Resolution{}
	}
	if _, known := s.by[text]; !known {
		s.by[text] = r
	}
}

// missing notes what decides on a part that is not known.
func (s *textSearch) missing(r catalog.Resolution) []string {
	s.open = append(s.open, r)
	s.decides(hole, r)
	return []string{hole}
}

// atEnd is the text that a field or variable has from outside, by default, where the search for it ended; or a hole.
func (s *textSearch) atEnd(e deadEnd) []string {
	for _, at := range s.p.lookups().into[e.name] {
		return s.lookup(object{ref: nodeRef{at.Func, at.Node}, model: at.model()})
	}
	if e.by == catalog.ByField {
		if r, preset := s.p.configTag(e.name); r.By != "" || preset != "" {
			if r.By == "" {
				r = catalog.Resolution{By: catalog.ByField, From: Short(e.name)}
			}
			return s.outside(r, preset)
		}
	}
	return s.missing(catalog.Resolution{By: e.by, From: Short(e.name)})
}

// outside is a setting from outside: its default, if it has one.
func (s *textSearch) outside(r catalog.Resolution, preset string) []string {
	if preset == "" {
		return s.missing(r)
	}
	if s.presets == nil {
		s.presets = map[string]bool{}
	}
	s.open, s.presets[preset] = append(s.open, r), true
	s.decides(preset, r)
	return []string{preset}
}

// lookup is the default of a setting that a library's call reads, or a hole.
func (s *textSearch) lookup(o object) []string {
	f, l := o.ref.fn, o.model.Lookup
	r := catalog.Resolution{By: catalog.Means(l.From)}
	if a, fields, ok := f.argument(o.ref.node, l.Name); ok {
		r.From = s.p.only(f, o.stack, a, s.p.fieldKeys(fields))
	}
	if a, fields, ok := f.argument(o.ref.node, l.Default); ok {
		return s.outside(r, s.p.only(f, o.stack, a, s.p.fieldKeys(fields)))
	}
	var presets []string
	for _, at := range s.p.lookups().presets[lookupKey{o.model.Package, r.From}] {
		if a, fields, ok := at.Func.argument(at.Node, at.model().Lookup.Default); ok {
			presets = append(presets, s.p.only(at.Func, nil, a, s.p.fieldKeys(fields)))
		}
	}
	if slices.Sort(presets); r.From != "" && len(slices.Compact(presets)) == 1 {
		return s.outside(r, presets[0])
	}
	return s.missing(r)
}

// only is the text that a value is, if it can be but one.
func (p *Program) only(f *Func, stack *frame, n int32, path []int32) string {
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	if texts := s.texts(f, stack, n, path); len(texts) == 1 && !strings.Contains(texts[0], hole) {
		return texts[0]
	}
	return ""
}

// lookups are the calls of a program that say what settings from outside are, apart from those that return them.
type lookups struct {
	into    map[string][]CallSite    // by the field or package variable that they are written into
	presets map[lookupKey][]CallSite // that give a default
}

type lookupKey struct{ library, name string }

// lookups finds them, once.
func (p *Program) lookups() *lookups {
	if p.looked != nil {
		return p.looked
	}
	p.looked = &lookups{map[string][]CallSite{}, map[lookupKey][]CallSite{}}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for i := range f.Nodes {
			at := CallSite{f, int32(i)}
			if !isCall(f.Nodes[i].Op) {
				continue
			}
			m := at.model()
			switch {
			case m == nil || m.Lookup == nil:
			case !m.Lookup.Into.IsZero():
				if a, _, ok := f.argument(at.Node, m.Lookup.Into); ok {
					if to := &f.Nodes[a]; to.Op == table.FieldOf || to.Op == table.Global {
						p.looked.into[to.Name] = append(p.looked.into[to.Name], at)
					}
				}
			case f.Nodes[i].Out == "" && !m.Lookup.Default.IsZero():
				if a, _, ok := f.argument(at.Node, m.Lookup.Name); ok {
					k := lookupKey{m.Package, p.only(f, nil, a, nil)}
					p.looked.presets[k] = append(p.looked.presets[k], at)
				}
			}
		}
	}
	return p.looked
}

// configTag reads what the tag of a field says of where its value is from, and of its default.
func (p *Program) configTag(key string) (from catalog.Resolution, preset string) {
	dot := strings.LastIndexByte(key, '.')
	t := p.types[key[:max(dot, 0)]]
	if t == nil {
		return from, ""
	}
	i := slices.IndexFunc(t.Fields, func(f table.Field) bool { return f.Name == key[dot+1:] })
	if i < 0 {
		return from, ""
	}
	tags := p.models.ConfigTags()
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		value, ok := reflect.StructTag(t.Fields[i].Tag).Lookup(name)
		if !ok || value == "-" {
			continue
		}
		if tags[name] == "default" {
			preset = value
			continue
		}
		for part := range strings.SplitSeq(value, ",") {
			part = strings.TrimSpace(part)
			switch word, rest, valued := cutAny(part, "=:"); {
			case valued && word == "default":
				preset = rest
			case valued && word == "env":
				from = catalog.Resolution{By: catalog.ByEnvironment, From: rest}
			case !valued && part != "" && from.By == "" && tags[name] == "environment":
				from = catalog.Resolution{By: catalog.ByEnvironment, From: part}
			}
		}
	}
	return from, preset
}

// cutAny cuts a text at the first of some characters.
func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}
