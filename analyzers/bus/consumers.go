package bus

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// consumption is what a library's call consumes, by one of the ways that the program gets there.
type consumption struct {
	at       CallSite // the library's call
	from     CallSite // who decides on topic and handler
	stack    *frame   // calls from there down to the library's
	library  string
	topics   []catalog.Topic
	types    []string            // payload types that are expected, sorted
	expected map[string]expected // what is known of each
	begins   []beginning
	clients  []string // libraries whose client it comes through, sorted; none if they are not known
	kept     bool     // topic and handler are kept in a map
	unsure   bool     // the call goes through an interface that nobody was seen to use
}

// beginning is where the handling of a message begins: in a function that is called for it, or behind a node that receives it.
type beginning struct {
	fn    *Func
	stack *frame
	after int32 // -1: the whole function
}

// consumption is what a receiver has found.
func (r *receiver) consumption(at, from CallSite, t target) consumption {
	return consumption{at: at, from: from, library: t.model.Library, types: r.sorted(), expected: r.types, begins: r.begins, unsure: at.Func.calls[at.Node].unsure}
}

// consumptions lists what a library's call consumes, for each way to it that decides on topic or handler.
func (p *Program) consumptions(at CallSite, t target) []consumption {
	f, m := at.Func, t.model.Consume
	handle := f.handle(at.Node, t, models.Path{Root: "receiver"})
	if !slices.ContainsFunc(handle, func(pl Place) bool { return pl.Root == Nowhere || p.goesTo(f, pl, t.model) != inProcess }) {
		return nil // stays in the process, or a test double
	}
	if kept := p.kept(at, t); len(kept) > 0 {
		return kept
	}
	given := slices.DeleteFunc(slices.Clone(handle), func(Place) bool { return len(m.Topic) > 0 })
	if a, fields, ok := first(f, at.Node, m.Topic); ok {
		given = append(given, f.textParts(a, p.fieldKeys(fields))...)
	}
	handler, _, handled := f.argument(at.Node, m.Handler)
	if handled {
		given = append(given, f.placesAt(handler, nil)...)
	} else if m.Message.Root == "result" {
		given = append(given, f.handlersOf(f.resultNode(at.Node, int32(m.Message.Index)))...)
	}
	var out []consumption
	for _, w := range p.routes(at, given) {
		r := newReceiver(p)
		switch {
		case handled:
			r.handlers(f, w.stack, handler, m.Method)
			if r.theirs || m.Takes == "message" && !r.given {
				continue
			}
		case m.Message.Root == "result":
			r.message(f, w.stack, FromNode, f.resultNode(at.Node, int32(m.Message.Index)))
		default:
			if a, _, ok := f.argument(at.Node, m.Message); ok { // a channel that the library sends on
				for _, pl := range f.placesAt(a, nil) {
					r.message(f, w.stack, pl.Root, pl.Index)
				}
			}
		}
		c := r.consumption(at, w.from, t)
		c.stack = w.stack
		c.clients = p.clients(at, w.stack, m.Through)
		c.topics = p.topics(at, w.stack, m.Topic, models.Path{}, t.embed, "consume-topic", "topic")
		if m.Config != "" && c.topics[0].Certainty == catalog.Unknown {
			if told := p.configuredTopics(m.Config); len(told) > 0 {
				c.topics = told
			}
		}
		if m.TopicOf != "" && len(c.types) == 1 {
			c.topics = p.topicsBy(m.TopicOf, c.types[0], c.topics)
		}
		if len(m.Topic) == 0 && c.topics[0].Certainty == catalog.Unknown {
			if told := p.subscribed(at, w.stack, t); len(told) > 0 {
				c.topics = told
			}
		}
		c.topics = p.spelled(c.topics, c.types)
		out = append(out, c)
	}
	return out
}

// configuredTopics lists the topics that the configurations of a type tell, wherever the program makes them, outside its tests.
func (p *Program) configuredTopics(typ string) []catalog.Topic {
	t := p.models.Type(typ)
	if t == nil {
		return nil
	}
	s := textSearch{p: p, seen: map[traceKey]bool{}}
	var texts []string
	for _, field := range slices.Sorted(maps.Keys(t.Options)) {
		if t.Options[field] != "topic" {
			continue // another setting
		}
		for _, r := range p.stores[p.keys.id(typ+"."+field)] {
			if !r.fn.tests() {
				texts = append(texts, s.texts(r.fn, nil, r.node, nil)...)
			}
		}
	}
	slices.Sort(texts)
	return s.named(slices.Compact(texts), catalog.Setting)
}

// group is the consumer group of what a call consumes, "" where that is not a constant.
func (p *Program) group(c consumption, t target) string {
	if c.kept || t.model.Consume == nil {
		return ""
	}
	found := p.topics(c.at, c.stack, t.model.Consume.Group, models.Path{}, t.embed, "group")
	if len(found) == 1 && found[0].Certainty == catalog.Constant {
		return found[0].Name
	}
	return ""
}

// clients lists the libraries that made the client of a call, the receiver by default, sorted; none if they are not known.
func (p *Program) clients(at CallSite, stack *frame, through models.Path) []string {
	if through.IsZero() {
		through.Root = "receiver"
	}
	a, fields, ok := at.Func.argument(at.Node, through)
	if !ok {
		return nil
	}
	var out []string
	objects, _ := p.tracer.trace(at.Func, stack, a, p.fieldKeys(fields))
	for _, o := range objects {
		if o.model != nil && o.model.Construct != nil && o.model.Construct.Kind != "message" {
			out = append(out, o.model.Library)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// consumes lists what the program consumes, outside its tests.
func (p *Program) consumes() []consumption {
	if p.consuming != nil {
		return p.consuming
	}
	p.consuming = []consumption{}
	for _, at := range p.consumeCalls() {
		for _, t := range at.Func.calls[at.Node].targets {
			if t.model != nil && t.model.Consume != nil {
				p.consuming = append(p.consuming, p.consumptions(at, t)...)
			}
		}
	}
	return p.consuming
}

// consumeCalls lists the calls of libraries that consume, outside tests.
func (p *Program) consumeCalls() []CallSite {
	var out []CallSite
	for _, f := range p.Funcs {
		if !f.flowsOut() {
			continue // test
		}
		for n := range f.Nodes {
			if isCall(f.Nodes[n].Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Consume != nil }) {
				out = append(out, CallSite{f, int32(n)})
			}
		}
	}
	return out
}

// subscribed lists the topics that a consumer was told before it receives: by the call that made it, or by another call on it.
//
//	consumer.SubscribeTopics([]string{"orders"}, nil)
//	m, err := consumer.ReadMessage(-1)
func (p *Program) subscribed(at CallSite, stack *frame, t target) []catalog.Topic {
	f := at.Func
	a, _, ok := f.argument(at.Node, models.Path{Root: "receiver"})
	if !ok {
		return nil
	}
	if p.subscriptions == nil {
		p.findSubscriptions()
	}
	var out []catalog.Topic
	objects, _ := p.tracer.trace(f, stack, a, t.embed)
	for _, o := range objects {
		if m := o.model; o.ref.fn != nil && m != nil && m.Consume != nil && len(m.Consume.Topic) > 0 {
			out = append(out, p.topics(CallSite{o.ref.fn, o.ref.node}, o.stack, m.Consume.Topic, models.Path{}, nil)...)
		}
		for _, s := range p.subscriptions[handle{made: o.ref}] {
			if s.Func == o.ref.fn {
				out = append(out, p.topicsTold(s, o.stack)...)
			} else {
				out = append(out, p.topicsTold(s, nil)...)
			}
		}
	}
	if !slices.ContainsFunc(objects, func(o object) bool { return o.ref.fn != nil }) { // given from outside
		for _, h := range p.handlesAt(f, a, t.embed) {
			for _, s := range p.subscriptions[h] {
				out = append(out, p.topicsTold(s, nil)...)
			}
		}
	}
	slices.SortFunc(out, func(a, b catalog.Topic) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(out, func(a, b catalog.Topic) bool { return a.Name == b.Name })
}

// topicsTold lists the topics that a call tells a consumer, if they are the same for all callers of its function.
func (p *Program) topicsTold(at CallSite, stack *frame) []catalog.Topic {
	for _, t := range at.Func.calls[at.Node].targets {
		a, fields, ok := first(at.Func, at.Node, t.model.Consume.Topic)
		if !ok || stack == nil && len(p.routes(at, at.Func.placesAt(a, p.fieldKeys(fields)))) > 1 {
			continue // which of them is not known
		}
		return p.topics(at, stack, t.model.Consume.Topic, models.Path{}, nil)
	}
	return nil
}

// findSubscriptions finds the calls that tell consumers their topics, by consumer.
func (p *Program) findSubscriptions() {
	p.subscriptions = map[handle][]CallSite{}
	for _, at := range p.consumeCalls() {
		f := at.Func
		if len(f.calls[at.Node].targets) != 1 {
			continue // one of several
		}
		t := f.calls[at.Node].targets[0]
		m := t.model.Consume
		a, _, ok := f.argument(at.Node, models.Path{Root: "receiver"})
		if !ok || len(m.Topic) == 0 || !m.Handler.IsZero() || !m.Message.IsZero() {
			continue // it receives by itself
		}
		for _, h := range p.handlesAt(f, a, t.embed) {
			p.subscriptions[h] = append(p.subscriptions[h], at)
		}
	}
}
