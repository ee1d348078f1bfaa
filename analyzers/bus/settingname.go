package bus

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// filling is a call that fills the fields of a struct with settings from outside.
type filling struct {
	library  string
	from     catalog.Means
	prefix   string // of their names
	untagged bool   // fields without a tag, too
}

// fills notes a call that does so.
func (l *lookups) fills(at CallSite, m *models.Func) {
	f := at.Func
	a, _, ok := f.argument(at.Node, m.Lookup.Fields)
	if !ok {
		return
	}
	c := filling{m.Library, catalog.Means(m.Lookup.From), "", m.Lookup.Untagged}
	if prefix, fields, ok := f.argument(at.Node, m.Lookup.Prefix); ok {
		c.prefix = f.program.only(f, nil, prefix, f.program.fieldKeys(fields))
	}
	typ := bareType(f.valueType(strip(f, a)))
	l.filled[typ] = append(l.filled[typ], c)
}

// defaults notes the defaults that a map or a struct holds.
func (l *lookups) defaults(p *Program, library, before string, f *Func, n int32, path []int32) {
	if strings.Count(before, ".") > maxNested {
		return // a map that holds itself, say
	}
	objects, _ := p.tracer.trace(f, nil, n, path)
	for _, o := range objects {
		g := o.ref.fn
		if g == nil {
			continue // it is not known what it holds
		}
		for i := range g.Nodes {
			if g.Nodes[i].Op != table.Store {
				continue
			}
			to := g.target(int32(i))
			if to.root != o.ref.node || len(to.path) == 0 {
				continue
			}
			name := before
			for _, k := range to.path {
				own, isKey := strings.CutPrefix(p.keys.names[k], keyMark)
				if !isKey {
					own, _ = p.ownName(own, "configuration")
				}
				name = dotted(name, strings.ToLower(own))
			}
			value := g.Nodes[i].Args[1]
			typ := strings.TrimLeft(g.valueType(strip(g, value)), "*")
			if t := p.types[typ]; strings.HasPrefix(typ, "map[") || t != nil && len(t.Fields) > 0 {
				l.defaults(p, library, name, g, value, nil)
				continue
			}
			k := lookupKey{library, name}
			l.presets[k] = append(l.presets[k], preset{g, value, nil})
		}
	}
}

func dotted(before, name string) string {
	return strings.TrimPrefix(before+"."+name, ".")
}

// fieldSetting is what a field that nobody writes to has from outside: the variable or key that it is read from, and its default.
//
//	type Config struct {
//		Kafka struct{ Topic string `mapstructure:"topic"` }
//	}
//	viper.SetDefault("kafka.topic", "orders")
//	viper.Unmarshal(&cfg)
func (p *Program) fieldSetting(key string) (from catalog.Resolution, preset string) {
	from, preset = p.configTag(key)
	ways := p.waysTo(key, 0)
	var variables, keys, presets []string
	for _, w := range ways {
		if name := w.variable(p, from); name != "" {
			variables = append(variables, name)
		}
		name, said := w.key(p)
		if said {
			keys = append(keys, name)
		}
		for _, library := range p.lookups().libraries() {
			if v := p.preset(library, name); v != "" && (w.by == nil && said || w.by != nil && w.by.library == library) {
				keys, presets = append(keys, name), append(presets, v)
			}
		}
	}
	variables, keys, presets = distinctTexts(variables), distinctTexts(keys), distinctTexts(presets)
	switch {
	case len(variables) == 1:
		from = catalog.Resolution{By: catalog.ByEnvironment, From: variables[0]}
	case from.By == "" && len(keys) == 1:
		from = catalog.Resolution{By: catalog.ByConfiguration, From: keys[0]}
	}
	if preset == "" && len(presets) == 1 {
		preset = presets[0]
	}
	return from, preset
}

func distinctTexts(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// libraries lists those of which the program gives defaults.
func (l *lookups) libraries() []string {
	var out []string
	for k := range l.presets {
		out = append(out, k.library)
	}
	return distinctTexts(out)
}

// settingWay is a chain of fields from a struct that is filled, or that is in no other one, to a field.
type settingWay struct {
	by     *filling
	fields []string // keys, the outermost first
}

// maxNested is how deep structs of a configuration are followed.
const maxNested = 5

// waysTo lists the ways to a field.
func (p *Program) waysTo(key string, depth int) []settingWay {
	if depth == maxNested {
		return nil
	}
	typ := key[:max(strings.LastIndexByte(key, '.'), 0)]
	l := p.lookups()
	var out []settingWay
	for i := range l.filled[typ] {
		out = append(out, settingWay{&l.filled[typ][i], []string{key}})
	}
	for _, outer := range l.within[typ] {
		for _, w := range p.waysTo(outer, depth+1) {
			out = append(out, settingWay{w.by, append(slices.Clone(w.fields), key)})
		}
	}
	if len(out) == 0 {
		out = append(out, settingWay{nil, []string{key}})
	}
	return out
}

// variable is the environment variable that a way means, with what names on the way begin with; "" if it means none.
func (w settingWay) variable(p *Program, tagged catalog.Resolution) string {
	if w.by != nil && w.by.untagged {
		parts := []string{w.by.prefix}
		for i, key := range w.fields {
			if f := p.field(key); f != nil && f.Embedded && i < len(w.fields)-1 {
				continue // its fields are those of the struct around it
			}
			parts = append(parts, p.variableName(key))
		}
		return strings.ToUpper(strings.TrimPrefix(strings.Join(parts, "_"), "_"))
	}
	if tagged.By != catalog.ByEnvironment {
		return ""
	}
	name := ""
	if w.by != nil && w.by.from == catalog.ByEnvironment {
		name = w.by.prefix
	}
	for _, key := range w.fields[:len(w.fields)-1] {
		name += p.namePrefix(key)
	}
	return name + tagged.From
}

// variableName is what a field is called in the names of variables: as its tag says, or as in the code.
func (p *Program) variableName(key string) string {
	name, tagged := p.ownName(key, "environment")
	f := p.field(key)
	if f == nil || tagged {
		return name
	}
	for tag, kind := range p.models.ConfigTags() {
		if value := reflect.StructTag(f.Tag).Get(tag); kind == "words" && value == "true" {
			return strings.Join(wordsOf(name), "_")
		}
	}
	return name
}

// key is the key of a configuration that a way means, and whether a tag says so.
func (w settingWay) key(p *Program) (name string, said bool) {
	if w.by != nil {
		name = w.by.prefix
	}
	for i, key := range w.fields {
		own, tagged := p.ownName(key, "configuration")
		if f := p.field(key); f != nil && f.Embedded && !tagged && i < len(w.fields)-1 {
			continue // its fields are those of the struct around it
		}
		name, said = dotted(name, strings.ToLower(own)), tagged || w.by != nil && w.by.from == catalog.ByConfiguration
	}
	return name, said
}

// field finds a field of a struct of the program, nil if there is none.
func (p *Program) field(key string) *table.Field {
	dot := strings.LastIndexByte(key, '.')
	t := p.types[key[:max(dot, 0)]]
	if t == nil {
		return nil
	}
	i := slices.IndexFunc(t.Fields, func(f table.Field) bool { return f.Name == key[dot+1:] })
	if i < 0 {
		return nil
	}
	return &t.Fields[i]
}

// ownName is what a field is called by tags with names of a kind, or else in the code.
func (p *Program) ownName(key, kind string) (name string, tagged bool) {
	f := p.field(key)
	if f == nil {
		return "", false
	}
	tags := p.models.ConfigTags()
	for _, tag := range slices.Sorted(maps.Keys(tags)) {
		if value, ok := reflect.StructTag(f.Tag).Lookup(tag); ok && tags[tag] == kind {
			if name, _, _ = strings.Cut(value, ","); name != "" && !strings.Contains(name, "=") {
				return name, true
			}
		}
	}
	return f.Name, false
}

// namePrefix is what a field's tag says that names of the struct that it holds begin with.
func (p *Program) namePrefix(key string) string {
	f := p.field(key)
	if f == nil {
		return ""
	}
	tags := p.models.ConfigTags()
	for _, tag := range slices.Sorted(maps.Keys(tags)) {
		value, ok := reflect.StructTag(f.Tag).Lookup(tag)
		if ok && tags[tag] == "prefix" {
			return value
		}
		for part := range strings.SplitSeq(value, ",") {
			if prefix, ok := strings.CutPrefix(strings.TrimSpace(part), "prefix="); ok && tags[tag] == "environment" {
				return prefix
			}
		}
	}
	return ""
}

// configTag reads what the tag of a field says of where its value is from, and of its default.
func (p *Program) configTag(key string) (from catalog.Resolution, preset string) {
	f := p.field(key)
	if f == nil {
		return from, ""
	}
	tags := p.models.ConfigTags()
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		value, ok := reflect.StructTag(f.Tag).Lookup(name)
		if !ok || value == "-" {
			continue
		}
		if tags[name] == "default" {
			preset = cmp.Or(value, preset)
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
