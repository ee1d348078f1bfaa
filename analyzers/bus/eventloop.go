package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

// Loop is an event whose handling publishes it again, by itself or by way of other handlers.
type Loop struct {
	Publish CallSite
	Topic   string // that is published to; "" where the type of the event decides
	Others  int    // handlers on the way besides the first
	Path    []finding.Frame
}

// hop is an event that is published for every message of a consumption, and the consumptions that get it.
type hop struct {
	step   step
	topic  string
	toward []int
}

// Loops lists the loops of events in the program, each once, by place.
func (p *Program) Loops() []Loop {
	all := p.consumes()
	g := loopGraph{p: p, all: all, hops: make([][]hop, len(all)), binds: p.bindings(), leads: p.leadingTo(func(m *models.Func) bool { return m.Publish != nil || m.Outbox != nil })}
	for i := range all {
		g.hopsOf(i)
	}
	var out []Loop
	told := map[CallSite]bool{}
	for length := 1; length <= mostHops; length++ { // the shortest loop of a publish is told
		for i := range all {
			for _, way := range g.loops(i, length) {
				if slices.ContainsFunc(way, func(h hop) bool { return told[h.step.decides()] }) {
					continue // part of another one
				}
				l := g.loop(i, way)
				told[l.Publish] = true
				out = append(out, l)
			}
		}
	}
	slices.SortFunc(out, func(a, b Loop) int {
		x, _ := a.Publish.At()
		y, _ := b.Publish.At()
		return x.Compare(y)
	})
	return out
}

// mostHops is how many handlers a loop may lead through.
const mostHops = 4

type loopGraph struct {
	p     *Program
	all   []consumption
	hops  [][]hop // by consumption
	binds []binding
	leads map[*Func]bool
	views bool // a consumer may have a type of its own for the one event of a topic
}

// hopsOf finds what is published for every message of a consumption.
func (g *loopGraph) hopsOf(i int) {
	c := &g.all[i]
	if c.unsure {
		return // perhaps nothing is consumed
	}
	w := walk{p: g.p, leads: g.leads, seen: map[walked]bool{}, found: func(s step, t target) {
		if m := t.model; m.Publish != nil && m.Publish.Handler.IsZero() && m.Publish.Channel.IsZero() && !s.at.Func.answers(s.at.Node, m) {
			g.publishes(i, s, t)
		}
	}}
	for _, b := range c.begins {
		w.from(b)
	}
	for _, t := range c.at.Func.calls[c.at.Node].targets {
		if t.model != nil && t.model.Publish != nil && t.model.Consume != nil && !t.model.Publish.Handler.IsZero() && slices.ContainsFunc(c.begins, func(b beginning) bool { return b.fn.alwaysReturns() }) {
			g.publishes(i, step{at: c.at, stack: c.stack, begin: beginning{fn: c.at.Func, after: -1}}, t)
		}
	}
}

// publishes notes a publish for a message, if nothing on the way depends on the message, and where it goes is known.
func (g *loopGraph) publishes(i int, s step, t target) {
	if !s.all(func(x *step) bool {
		return x.at.Func.unconditional(x.at.Node, x.after()) && !x.at.Func.delays(x.at.Node)
	}) {
		return // under a condition, or some other time
	}
	f, m := s.at.Func, t.model.Publish
	if slices.ContainsFunc(f.handle(s.at.Node, t, m.Through), func(pl Place) bool { d := g.p.goesTo(f, pl, t.model); return d == inProcess || d == outbox }) {
		return
	}
	types := g.p.typesAt(s, t)
	h := hop{step: s}
	topics := g.p.topics(s.at, s.stack, m.Topic, m.Through, t.embed, "topic")
	if m.TopicOf != "" && len(types) == 1 {
		topics = g.p.topicsBy(m.TopicOf, types[0], topics)
	}
	if len(topics) != 1 {
		return // one of several
	}
	h.topic = topics[0].Name
	for j := range g.all {
		if to := &g.all[j]; !to.unsure && sameBroker(t.model.Library, to.library) && g.meet(s, m, topics[0], types, to) {
			h.toward = append(h.toward, j)
		}
	}
	if len(h.toward) > 0 {
		g.hops[i] = append(g.hops[i], h)
	}
}

// meet tells whether a consumption surely gets what is published.
func (g *loopGraph) meet(s step, m *models.Publish, topic catalog.Topic, types []string, to *consumption) bool {
	if from := g.p.clients(s.at, s.stack, m.Through); len(from) > 0 && len(to.clients) > 0 && !slices.ContainsFunc(from, func(a string) bool {
		return slices.ContainsFunc(to.clients, func(b string) bool { return sameBroker(a, b) })
	}) {
		return false // another broker, behind one interface
	}
	common := slices.ContainsFunc(types, func(t string) bool { return slices.Contains(to.types, t) })
	if len(types) > 0 && len(to.types) > 0 && !common && !(g.views && len(types) == 1 && len(to.types) == 1 && g.p.alone(topic, types[0])) {
		return false // another event on the same topic
	}
	if to.byType() { // the type decides where it goes
		return common && len(types) == 1 && slices.ContainsFunc(to.topics, func(t catalog.Topic) bool { return t.Name == topic.Name })
	}
	if topic.Certainty == catalog.Unknown {
		return false
	}
	if exchanges := g.p.textsAt(s, m.Exchange); len(exchanges) > 0 && !slices.Equal(exchanges, []string{""}) {
		return len(exchanges) == 1 && g.bound(exchanges[0], g.p.textsAt(s, firstPath(m.Key)), to)
	}
	return slices.ContainsFunc(to.topics, func(t catalog.Topic) bool {
		return t.Certainty == catalog.Constant && (t.Name == topic.Name && topic.Certainty == catalog.Constant || m.Wildcards && matches(t.Name, topic.Name))
	})
}

// alone tells whether the program publishes nothing else to a topic than one type of payload.
func (p *Program) alone(topic catalog.Topic, typ string) bool {
	return topic.Certainty == catalog.Constant && !slices.ContainsFunc(p.Edges(), func(e catalog.Edge) bool {
		return e.Direction == catalog.Publish && e.Topic.Name == topic.Name && e.Payload != typ
	})
}

func firstPath(paths models.Paths) models.Path {
	if len(paths) == 0 {
		return models.Path{}
	}
	return paths[0]
}

// byType tells whether the library hands messages to the handler by the type of their payload.
func (c *consumption) byType() bool {
	return slices.ContainsFunc(c.at.Func.calls[c.at.Node].targets, func(t target) bool {
		return t.model != nil && t.model.Consume != nil && len(t.model.Consume.Topic) == 0 && !t.model.Consume.Handler.IsZero() && t.model.Consume.Takes == ""
	})
}

// matches tells whether a pattern takes a topic in: * and + stand for one part, > and # for all that follow.
func matches(pattern, topic string) bool {
	sep := "."
	if strings.Contains(pattern, "/") {
		sep = "/"
	}
	want, parts := strings.Split(pattern, sep), strings.Split(topic, sep)
	for i, w := range want {
		switch {
		case w == ">" || w == "#":
			return i < len(parts)
		case i >= len(parts), w != "*" && w != "+" && w != parts[i]:
			return false
		}
	}
	return len(want) == len(parts)
}

// sameBroker tells whether two libraries talk to the same kind of broker: the parts of one are named after it.
func sameBroker(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-")
}

// binding lets a queue have what is published to an exchange.
type binding struct{ queue, key, exchange string }

// bindings lists the bindings of the program that are known, outside its tests.
func (p *Program) bindings() []binding {
	var out []binding
	for at, m := range p.libraryCalls() {
		b := m.Binds
		if b == nil {
			continue
		}
		for _, r := range p.routes(at, at.Func.givenTo(at.Node)) {
			s := step{at: at, stack: r.stack}
			queue, exchange := p.textsAt(s, b.Queue), p.textsAt(s, b.Exchange)
			if len(queue) != 1 || len(exchange) != 1 {
				continue // not known
			}
			for _, key := range p.textsAt(s, b.Key) {
				out = append(out, binding{queue[0], key, exchange[0]})
			}
		}
	}
	return out
}

// givenTo lists the places of a call's arguments.
func (f *Func) givenTo(n int32) []Place {
	var out []Place
	for _, a := range f.Nodes[n].Args {
		out = append(out, f.placesAt(a, nil)...)
	}
	return out
}

// bound tells whether a consumption's queue surely gets what is published to an exchange with a key.
func (g *loopGraph) bound(exchange string, keys []string, to *consumption) bool {
	return len(keys) == 1 && slices.ContainsFunc(g.binds, func(b binding) bool {
		return b.exchange == exchange && !strings.Contains(exchange+b.queue+b.key, hole) && (b.key == keys[0] || !strings.Contains(keys[0], hole) && matches(b.key, keys[0])) &&
			slices.ContainsFunc(to.topics, func(t catalog.Topic) bool { return t.Certainty == catalog.Constant && t.Name == b.queue })
	})
}

// textsAt lists the texts of a call's argument.
func (p *Program) textsAt(s step, path models.Path) []string {
	if path.IsZero() {
		return nil
	}
	a, fields, ok := s.at.Func.argument(s.at.Node, path)
	if !ok {
		return nil
	}
	t := textSearch{p: p, seen: map[traceKey]bool{}}
	return t.texts(s.at.Func, s.stack, a, p.fieldKeys(fields))
}

// typesAt lists the payload types of what a step publishes, sorted.
func (p *Program) typesAt(s step, t target) []string {
	search := typeSearch{p: p, seen: map[traceKey]bool{}, stacks: stacks[traceKey]{}}
	if h := t.model.Publish.Handler; !h.IsZero() {
		return nil
	}
	if a, fields, ok := first(s.at.Func, s.at.Node, t.model.Publish.Payload); ok {
		search.find(s.at.Func, s.stack, a, p.fieldKeys(fields))
	}
	names := search.out.names()
	slices.Sort(names)
	return slices.Compact(names)
}

// loops lists the ways of a length from a consumption back to itself, by way of others that come after it.
func (g *loopGraph) loops(start, length int) [][]hop {
	var out [][]hop
	on := map[int]bool{}
	var follow func(i int, way []hop)
	follow = func(i int, way []hop) {
		if len(way) > length || len(out) > mostRoutes {
			return
		}
		on[i] = true
		defer delete(on, i)
		for _, h := range g.hops[i] {
			for _, j := range h.toward {
				switch {
				case j == start && len(way) == length-1:
					out = append(out, append(slices.Clone(way), h))
				case j > start && !on[j] && len(way) < length-1:
					follow(j, append(slices.Clone(way), h))
				}
			}
		}
	}
	follow(start, nil)
	return out
}

// loop is what to tell of a way from a consumption back to itself.
func (g *loopGraph) loop(start int, way []hop) Loop {
	l := Loop{Publish: way[0].step.decides(), Topic: way[0].topic, Others: len(way) - 1}
	l.Path = append(l.Path, g.all[start].from.Frame("consumes"))
	for i, h := range way {
		l.Path = append(l.Path, h.step.path("publishes with "+h.step.at.Callee())...)
		if i < len(way)-1 {
			for _, j := range h.toward {
				if slices.ContainsFunc(g.hops[j], func(x hop) bool { return x.step.at == way[i+1].step.at }) {
					l.Path = append(l.Path, g.all[j].from.Frame("consumes that"))
					break
				}
			}
		}
	}
	return l
}

// delays tells whether what a function publishes with a call is delivered later, or after a while: it polls rather than loops.
func (f *Func) delays(n int32) bool {
	for i := range f.Nodes {
		node := &f.Nodes[i]
		switch node.Op {
		case table.Call:
			for _, t := range f.calls[i].targets {
				if t.model != nil && (t.model.Set != nil && t.model.Set.Setting == "delay" || t.model.Sleeps && f.precedes(int32(i), n)) {
					return true
				}
			}
		case table.Recv:
			if node.Block >= 0 && strings.HasSuffix(f.valueType(node.Args[0]), "chan time.Time") && f.precedes(int32(i), n) {
				return true
			}
		case table.Store:
			if f.setsOption(int32(i), "delay") {
				return true
			}
		}
	}
	return false
}

// storedOption is the type of a configuration or message, and its field or key, that a store sets.
func (f *Func) storedOption(n int32) (typ, option string) {
	to := &f.Nodes[f.Nodes[n].Args[0]]
	option = f.Nodes[n].Name
	switch to.Op {
	case table.FieldOf:
		dot := strings.LastIndexByte(to.Name, '.')
		typ, option = to.Name[:max(dot, 0)], to.Name[dot+1:]
	case table.Elem:
		typ = f.valueType(to.Args[0])
	}
	return typ, option
}

// setsOption tells whether a store sets an option of a library's configuration or message that is a setting.
func (f *Func) setsOption(n int32, setting string) bool {
	typ, option := f.storedOption(n)
	t := f.program.models.Type(bareType(typ))
	return t != nil && option != "" && t.Options[option] == setting && !zero(f, f.Nodes[n].Args[1])
}

// alwaysReturns tells whether a handler returns something to publish whenever it does not fail.
func (f *Func) alwaysReturns() bool {
	returns := 0
	for n := range f.Nodes {
		node := &f.Nodes[n]
		if node.Op != table.Return || len(node.Args) != 2 {
			continue
		}
		if messages := node.Args[0]; zero(f, messages) {
			if zero(f, node.Args[1]) {
				return false // handled, and nothing to publish
			}
			continue
		}
		if !f.unconditional(int32(n), -1) {
			return false
		}
		returns++
	}
	return returns > 0
}
