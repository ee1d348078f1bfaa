package bus

import (
	"maps"
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
	if text := s.p.embedded[e.name]; s.embeds && e.by == catalog.ByVariable && text != "" {
		return []string{text}
	}
	if e.by == catalog.ByField {
		if r, preset := s.p.fieldSetting(e.name); r.By != "" || preset != "" {
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
	return s.outside(r, s.p.preset(o.model.Library, r.From))
}

// preset is the default that a program gives a setting of a library, "" if it gives none or several.
func (p *Program) preset(library, name string) string {
	var out []string
	for _, v := range p.lookups().presets[lookupKey{library, strings.ToLower(name)}] {
		out = append(out, p.only(v.fn, nil, v.node, v.path))
	}
	if slices.Sort(out); name != "" && len(slices.Compact(out)) == 1 {
		return out[0]
	}
	return ""
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
	into    map[string][]CallSite  // by the field or package variable that they are written into
	presets map[lookupKey][]preset // defaults
	filled  map[string][]filling   // by the struct type whose fields they fill
	within  map[string][]string    // by struct type: keys of the fields that are of it
}

type lookupKey struct{ library, name string }

// preset is a value that is a default.
type preset struct {
	fn   *Func
	node int32
	path []int32
}

// lookups finds them, once.
func (p *Program) lookups() *lookups {
	if p.looked != nil {
		return p.looked
	}
	l := &lookups{map[string][]CallSite{}, map[lookupKey][]preset{}, map[string][]filling{}, map[string][]string{}}
	p.looked = l
	for _, name := range slices.Sorted(maps.Keys(p.types)) {
		for _, f := range p.types[name].Fields {
			of := bareType(f.Type)
			l.within[of] = append(l.within[of], name+"."+f.Name)
		}
	}
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
						l.into[to.Name] = append(l.into[to.Name], at)
					}
				}
			case !m.Lookup.Fields.IsZero():
				l.fills(at, m)
			case !m.Lookup.Defaults.IsZero():
				if a, fields, ok := f.argument(at.Node, m.Lookup.Defaults); ok {
					l.defaults(p, m.Library, "", f, a, p.fieldKeys(fields))
				}
			case f.Nodes[i].Out == "" && !m.Lookup.Default.IsZero():
				name, _, named := f.argument(at.Node, m.Lookup.Name)
				if a, fields, ok := f.argument(at.Node, m.Lookup.Default); ok && named {
					k := lookupKey{m.Library, strings.ToLower(p.only(f, nil, name, nil))}
					l.presets[k] = append(l.presets[k], preset{f, a, p.fieldKeys(fields)})
				}
			}
		}
	}
	return l
}
