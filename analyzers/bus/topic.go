package bus

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// hole stands in a text for what is not known.
const hole = "{}"

// mostTopics is how many topics a call may mean. One that seems to mean more makes its topics of data, of which the code has examples.
const mostTopics = 64

// topics finds the topics that a library's call means: the first of the paths that leads to a text, or else what the handle (publisher, consumer or
// connection) was set to when it was made.
func (p *Program) topics(at CallSite, stack *frame, paths models.Paths, handle models.Path, embed []int32, settings ...string) []catalog.Topic {
	unknown := catalog.Topic{Certainty: catalog.Unknown}
	for _, path := range paths {
		a, fields, ok := at.Func.argument(at.Node, path)
		if !ok {
			continue
		}
		keys := p.fieldKeys(fields)
		if path.Root == "receiver" {
			keys = append(slices.Clone(embed), keys...)
		}
		s := textSearch{p: p, seen: map[traceKey]bool{}}
		if out := s.named(s.texts(at.Func, stack, a, keys), catalog.Call); len(out) > mostTopics {
			return []catalog.Topic{unknown}
		} else if len(out) > 0 {
			return out
		}
		unknown.Resolved = cmp.Or(unknown.Resolved, s.by[hole])
		if len(fields) == 0 || path.Root != "arg" {
			continue // no message
		}
		if out := s.named(s.set(at.Func, stack, a, nil, settings), catalog.Call); len(out) > 0 && len(out) <= mostTopics {
			return out
		}
	}
	if handle.IsZero() {
		handle.Root = "receiver"
	}
	if a, fields, ok := at.Func.argument(at.Node, handle); ok {
		keys := append(slices.Clone(embed), p.fieldKeys(fields)...)
		for _, suffix := range [][]int32{keys, append(slices.Clone(keys), elemKey)} { // or it is a list
			s := textSearch{p: p, seen: map[traceKey]bool{}}
			if out := s.named(s.set(at.Func, stack, a, suffix, settings), catalog.Setting); len(out) > mostTopics {
				return []catalog.Topic{unknown}
			} else if len(out) > 0 {
				return out
			}
			unknown.Resolved = cmp.Or(unknown.Resolved, s.by[hole])
		}
	}
	return []catalog.Topic{unknown}
}

// topicsOf finds the topics that an effect publishes to, if its function is called by stack; nil if its library's call publishes nothing by itself.
func (p *Program) topicsOf(e *Effect, stack *frame) []catalog.Topic {
	last := e
	for ; last.Next != nil; last = last.Next {
		stack = p.tracer.push(last.At, stack)
	}
	if last.Model == nil || last.Model.Publish == nil {
		return nil
	}
	m := last.Model.Publish
	out := p.topics(last.At, stack, m.Topic, m.Through, nil, "topic")
	if m.TopicOf != "" {
		if types := p.payloadTypes(e); len(types) == 1 {
			return p.topicsBy(m.TopicOf, types[0].typ.Name, out)
		}
	}
	if !slices.ContainsFunc(out, unspelled) {
		return out
	}
	return p.spelled(out, p.payloadTypes(e).names())
}

// topicsBy is what a method of a payload returns, or else the topics.
func (p *Program) topicsBy(method, payload string, topics []catalog.Topic) []catalog.Topic {
	t, ok := p.methodOf(payload, method)
	if !ok || t.fn == nil {
		return topics
	}
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	var texts []string
	for _, r := range t.fn.returns(0) {
		texts = append(texts, s.texts(t.fn, nil, r, nil)...)
	}
	if out := s.named(texts, catalog.Call); len(out) > 0 {
		return out
	}
	return topics
}

// Topic is the name of the topic that an effect publishes to, with braces for parts that are not known. It is "" if nothing is known where the effect is
// told, or if it is one of several.
func (e *Effect) Topic() string {
	if topics := e.At.Func.program.topicsOf(e, nil); len(topics) == 1 {
		return topics[0].Name
	}
	return ""
}

// named makes topics of the texts that a search has found. Those without a letter are none.
func (s *textSearch) named(texts []string, from catalog.Source) []catalog.Topic {
	var out []catalog.Topic
	for _, t := range texts {
		switch {
		case !strings.ContainsFunc(t, unicode.IsLetter):
			continue // nothing is known of it, or it is a position in a stream: ">", "0"
		case strings.Contains(t, hole) || strings.Contains(t, nameHole):
			out = append(out, catalog.Topic{Certainty: catalog.Pattern, Name: t, Source: from, Resolved: s.by[t]})
		default:
			out = append(out, catalog.Topic{Certainty: catalog.Constant, Name: t, Source: from, Resolved: s.by[t]})
		}
	}
	if len(out) > 1 { // what a setting is by default is no name beside those that the code gives
		given := slices.DeleteFunc(slices.Clone(out), func(t catalog.Topic) bool { return s.presets[t.Name] })
		if len(given) > 0 {
			out = given
		}
	}
	if missing := s.by[hole]; len(out) == 1 && out[0].Resolved.By == catalog.ByConstant && missing.By == catalog.ByEnvironment {
		out[0].Resolved = missing // what the code falls back on
	}
	return out
}

// textSearch finds the texts that values may be.
type textSearch struct {
	p       *Program
	seen    map[traceKey]bool             // on the way to the current value
	keys    []object                      // keys of maps that were met
	by      map[string]catalog.Resolution // what decides on texts that were found, or on the hole in them
	presets map[string]bool               // texts that settings from outside are by default
	open    []catalog.Resolution          // what decides on the parts that were met and are no constants, in order
	embeds  bool                          // schemas that the compiler puts into variables count, too
	one     bool                          // a part that may be several texts is a hole: which of them goes with the rest is not known
}

// part lists the texts of a node that a longer text is put together from.
func (s *textSearch) part(fn *Func, stack *frame, n int32) []string {
	out := s.texts(fn, stack, n, nil)
	if s.one && len(out) > 1 {
		return []string{hole}
	}
	return out
}

// texts lists the texts that field path suffix of a node may be, sorted; parts that are not known are holes.
func (s *textSearch) texts(fn *Func, stack *frame, n int32, suffix []int32) []string {
	k := traceKey{fn, n, s.p.paths.id(suffix), stack}
	if s.seen[k] {
		return nil // in a loop, a text is made of itself
	}
	s.seen[k] = true
	defer delete(s.seen, k)
	out := map[string]bool{}
	objects, ends := s.p.tracer.sources(fn, stack, n, suffix)
	for _, e := range ends {
		for _, t := range s.atEnd(e) {
			out[t] = true
		}
	}
	for _, o := range objects {
		if o.ref.fn == nil && len(ends) > 0 {
			continue // its way back ends there
		}
		for _, t := range s.object(o) {
			out[t] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// object lists the texts that an object is, or for a list those of its elements, or for a function those that it returns.
func (s *textSearch) object(o object) []string {
	if o.ref.fn == nil {
		return []string{hole}
	}
	before := len(s.open)
	out := s.textsOf(o)
	for _, t := range out {
		switch {
		case before < len(s.open):
			s.decides(t, s.open[before]) // the first part of it
		case t != hole:
			s.decides(t, catalog.Resolution{By: catalog.ByConstant})
		}
	}
	return out
}

func (s *textSearch) textsOf(o object) []string {
	f, n := o.ref.fn, o.ref.node
	node := &f.Nodes[n]
	switch {
	case node.Op == table.Const:
		return []string{node.Name}
	case node.Op == table.Elem:
		s.keys = append(s.keys, o)
	case s.p.isEventName(node):
		s.decides(nameHole, catalog.Resolution{By: catalog.ByType})
		return []string{nameHole}
	case node.Op == table.Alloc && node.Type == "string": // a pointer to a text
		var out []string
		for _, st := range f.stores[n] {
			out = append(out, s.texts(f, o.stack, st.value, nil)...)
		}
		return out
	case node.Op == table.Compute && node.Name == "+":
		return join(s.part(f, o.stack, node.Args[0]), s.part(f, o.stack, node.Args[1]))
	case node.Op == table.Call && node.Name == "fmt.Sprintf" && len(node.Args) > 0:
		return s.format(o)
	case node.Op == table.Call && node.Name == "cmp.Or" && len(node.Args) == 1:
		return s.firstOf(o)
	case node.Op == table.Alloc && container(strings.TrimLeft(node.Type, "*")) || node.Op == table.Alloc && strings.HasPrefix(node.Type, "["):
		return s.texts(f, o.stack, n, []int32{elemKey})
	case node.Op == table.Closure || node.Op == table.FuncRef:
		return s.returned(o)
	case o.model != nil && o.model.Lookup != nil:
		return s.lookup(o)
	case node.Op == table.Call && node.Name != "":
		return s.missing(catalog.Resolution{By: catalog.ByCall, From: Short(node.Name)})
	}
	return []string{hole}
}

// returned lists the texts that a function returns first.
func (s *textSearch) returned(o object) []string {
	t, ok := s.p.functionValue(o)
	if !ok || t.fn == nil {
		return nil
	}
	var out []string
	for _, r := range t.fn.returns(0) {
		out = append(out, s.texts(t.fn, nil, r, nil)...)
	}
	return out
}

// format fills a format's verbs with what they print.
func (s *textSearch) format(o object) []string {
	f, node := o.ref.fn, &o.ref.fn.Nodes[o.ref.node]
	out := []string{""}
	formats := s.texts(f, o.stack, node.Args[0], nil)
	var values []int32
	if len(node.Args) > 1 {
		values = f.elements(node.Args[1])
	}
	if len(values) == 0 && len(formats) > 0 && !slices.ContainsFunc(formats, func(s string) bool { return strings.Contains(s, "%") }) {
		return formats // nothing to fill in
	}
	if len(formats) != 1 {
		return []string{hole}
	}
	rest, next := formats[0], 0
	for {
		before, after, found := strings.Cut(rest, "%")
		out = join(out, []string{before})
		if !found {
			return out
		}
		end := strings.IndexFunc(after, func(r rune) bool { return r == '%' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
		if end < 0 {
			return []string{hole} // no format after all
		}
		verb := after[:end+1]
		rest = after[end+1:]
		switch {
		case verb == "%":
			out = join(out, []string{"%"})
			continue
		case (verb == "s" || verb == "v") && next < len(values):
			out = join(out, s.part(f, o.stack, values[next]))
		default:
			out = join(out, []string{hole})
		}
		next++
	}
}

// firstOf lists the texts that cmp.Or may return: those that it is given. What it gives a setting from outside is its default.
func (s *textSearch) firstOf(o object) []string {
	out, before := map[string]bool{}, len(s.open)
	for _, v := range o.ref.fn.elements(o.ref.fn.Nodes[o.ref.node].Args[0]) {
		for _, t := range s.texts(o.ref.fn, o.stack, v, nil) {
			out[t] = true
		}
	}
	if texts := slices.Sorted(maps.Keys(out)); len(texts) != 2 || texts[1] != hole || before == len(s.open) || !s.open[before].By.Outside() {
		return texts
	}
	delete(out, hole)
	return s.outside(s.open[before], slices.Collect(maps.Keys(out))[0])
}

// elements lists the values that a list was made of, in order.
func (f *Func) elements(list int32) []int32 {
	obj := f.object(list)
	if obj < 0 {
		return nil
	}
	var out []int32
	for _, st := range f.stores[obj] {
		if st.key == elemKey {
			out = append(out, st.value)
		}
	}
	return out
}

// join puts texts together. Where both sides may be several, which goes with which is not known: both are holes.
func join(a, b []string) []string {
	if len(a) == 0 {
		a = []string{hole}
	}
	if len(b) == 0 {
		b = []string{hole}
	}
	if len(a) > 1 && len(b) > 1 {
		return []string{hole}
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, strings.ReplaceAll(x+y, hole+hole, hole))
		}
	}
	return out
}

// set lists the texts that settings of a handle have: in the literal that it is, in the configuration or options that it was made with, or in those of
// the handle that it decorates.
func (s *textSearch) set(fn *Func, stack *frame, n int32, suffix []int32, settings []string) []string {
	k := traceKey{fn, n, s.p.paths.id(suffix), stack}
	if s.seen[k] {
		return nil // it decorates itself
	}
	s.seen[k] = true
	objects, _ := s.p.tracer.trace(fn, stack, n, suffix)
	out := map[string]bool{}
	for _, o := range objects {
		for _, t := range s.handle(o, settings) {
			out[t] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

func (s *textSearch) handle(o object, settings []string) []string {
	if o.ref.fn == nil {
		return nil
	}
	if o.model == nil {
		return s.options(o, settings)
	}
	f, n := o.ref.fn, o.ref.node
	if out := s.setting(o, settings); len(out) > 0 {
		return out
	}
	c := o.model.Construct
	if c == nil {
		return nil
	}
	if a, fields, ok := f.argument(n, c.Config); ok {
		config, _ := s.p.tracer.trace(f, o.stack, a, s.p.fieldKeys(fields))
		for _, o := range config {
			if out := s.options(o, settings); len(out) > 0 {
				return out
			}
		}
	}
	for _, a := range f.Nodes[n].Args { // client options
		given, _ := s.p.tracer.trace(f, o.stack, a, []int32{elemKey})
		for _, o := range given {
			if out := s.setting(o, settings); len(out) > 0 {
				return out
			}
		}
	}
	if a, fields, ok := f.argument(n, c.Decorates); ok {
		return s.set(f, o.stack, a, s.p.fieldKeys(fields), settings)
	}
	return nil
}

// setting reads what a library's option sets, if it is one of settings.
func (s *textSearch) setting(o object, settings []string) []string {
	if o.model == nil || o.model.Set == nil || !slices.Contains(settings, o.model.Set.Setting) {
		return nil
	}
	path, err := models.ParsePath(o.model.Set.Value)
	if err != nil {
		return []string{o.model.Set.Value} // a word
	}
	if a, fields, ok := o.ref.fn.argument(o.ref.node, path); ok {
		return s.texts(o.ref.fn, o.stack, a, s.p.fieldKeys(fields))
	}
	return nil
}

// options reads the fields of a configuration that are settings.
func (s *textSearch) options(o object, settings []string) []string {
	t := s.p.models.Type(bareType(o.typ))
	if t == nil || o.ref.fn == nil {
		return nil
	}
	var out []string
	for _, field := range slices.Sorted(maps.Keys(t.Options)) {
		if slices.Contains(settings, t.Options[field]) {
			out = append(out, s.texts(o.ref.fn, o.stack, o.ref.node, s.p.fieldKeys(strings.Split(field, ".")))...)
		}
	}
	return out
}
