package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Laned is a publish to a topic that keeps the order of each key, whose key or id is missing or says little.
type Laned struct {
	Effect  *Effect
	Message CallSite // where the message is made
	Topic   string   // its name, without what it is part of
	Lacks   Lack
}

// Lack says what is wrong with such a message.
type Lack uint8

// The lacks, the gravest first.
const (
	NoKey  Lack = iota // it has no key
	NoID               // it has no id, and the topic is not known to make one
	OneKey             // all have the same key
)

// Laned lists them, each message once: in the innermost function in which it is known which topic it goes to. A key that is always the same makes one group
// of a topic only where no other call publishes to it.
func (p *Program) Laned() []Laned {
	var all []Laned
	known := map[*Effect]bool{}
	calls := map[string][]CallSite{} // by topic
	for _, f := range p.Funcs {
		if f.tests() || f.sum == nil {
			continue
		}
		for _, e := range f.sum.Effects {
			l, ok := p.laned(e)
			if at := e.last().At; l.Topic != "" && !slices.Contains(calls[l.Topic], at) {
				calls[l.Topic] = append(calls[l.Topic], at)
			}
			if ok && p.feasibleConds(f, e) {
				all = append(all, l)
				known[e] = true
			}
		}
	}
	var out []Laned
	for _, l := range all {
		if l.Lacks == OneKey && len(calls[l.Topic]) > 1 {
			continue
		}
		inner := false
		for e := l.Effect.Next; e != nil; e = e.Next {
			inner = inner || known[e]
		}
		if !inner && !slices.ContainsFunc(out, func(x Laned) bool { return x.Message == l.Message && x.Effect.At == l.Effect.At }) {
			out = append(out, l)
		}
	}
	return out
}

// last is the library's call that an effect ends in.
func (e *Effect) last() *Effect {
	for e.Next != nil {
		e = e.Next
	}
	return e
}

func (p *Program) laned(e *Effect) (Laned, bool) {
	var stack *frame
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	if x.handler != nil || x.Model == nil || x.Model.Publish == nil || x.Model.Publish.Fifo == nil {
		return Laned{}, false
	}
	m := x.Model.Publish
	l := Laned{Effect: e}
	for _, t := range p.topicsOf(e, nil) {
		name, _, _ := strings.Cut(t.Name, "?")
		if !strings.HasSuffix(name, m.Fifo.Suffix) {
			return l, false // another kind, or not known
		}
		l.Topic = name[strings.LastIndexAny(name, "/:")+1:]
	}
	if l.Topic == "" {
		return l, false
	}
	if m.Fifo.Entry != "" {
		l.Message = x.At
		return l, !p.speaksOf(m.Fifo.Entry) && p.madeInSight(x, stack, m.Payload)
	}
	key := m.Key
	if len(key) == 0 {
		key = m.Headers
	}
	var ok bool
	if l.Message, ok = p.lacks(e, x, stack, key); ok {
		return l, true
	}
	l.Lacks = NoID
	if l.Message, ok = p.lacks(e, x, stack, m.ID); ok && !p.stored(m.Fifo.Content) {
		return l, true
	}
	l.Lacks, l.Message = OneKey, x.At
	return l, p.constant(x.At, stack, m.Key)
}

// lacks finds the message that an effect publishes, if it is made in sight and nothing sets one of its fields.
func (p *Program) lacks(e, x *Effect, stack *frame, paths models.Paths) (CallSite, bool) {
	var out CallSite
	for _, path := range paths {
		a, ok := x.At.Func.message(x.At.Node, path)
		if !ok || len(path.Fields) == 0 {
			return out, false
		}
		last := len(path.Fields) - 1
		key := p.keys.id(path.Fields[last])
		messages, ok := p.messages(x.At.Func, stack, a, p.fieldKeys(path.Fields[:last]), key, 0)
		if !ok || len(messages) == 0 || e.assigns(key) || slices.ContainsFunc(messages, func(o object) bool { return !o.without(key) }) {
			return out, false
		}
		out = CallSite{messages[0].ref.fn, messages[0].ref.node}
	}
	return out, out.Func != nil
}

// speaksOf tells whether a constant stands anywhere outside tests, be it as a key.
func (p *Program) speaksOf(text string) bool {
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return !f.tests() && slices.ContainsFunc(f.Nodes, func(n table.Node) bool { return n.Name == text && (n.Op == table.Const || n.Op == table.Store) })
	})
}

// madeInSight tells whether all messages of which a part is published are made by the program, from nothing that others may have filled.
func (p *Program) madeInSight(x *Effect, stack *frame, paths models.Paths) bool {
	for _, path := range paths {
		a, ok := x.At.Func.message(x.At.Node, path)
		if !ok {
			return false
		}
		inputs, ok := p.messages(x.At.Func, stack, a, nil, wholeKey, 0)
		if !ok || len(inputs) == 0 {
			return false
		}
	}
	return len(paths) > 0
}

// stored tells whether something is put into a map under a constant key.
func (p *Program) stored(key string) bool {
	return slices.ContainsFunc(p.Funcs, func(f *Func) bool {
		return slices.ContainsFunc(f.Nodes, func(n table.Node) bool { return n.Op == table.Store && key != "" && n.Name == key })
	})
}

// constant tells whether what a library's call is given is the same each time.
func (p *Program) constant(at CallSite, stack *frame, paths models.Paths) bool {
	for _, path := range paths {
		a, ok := at.Func.message(at.Node, path)
		if !ok {
			return false
		}
		s := textSearch{p: p, seen: map[traceKey]bool{}}
		if texts := s.texts(at.Func, stack, a, p.fieldKeys(path.Fields)); len(texts) != 1 || texts[0] == "" || strings.Contains(texts[0], hole) {
			return false
		}
	}
	return len(paths) > 0
}
