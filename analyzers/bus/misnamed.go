package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// Misnamed is an event that is named after what is to be done, not after what happened.
type Misnamed struct {
	Site  *Effect  // where it is published first
	Topic string   // if it is the topic's name
	Event string   // if it is the name that the message gives for its kind
	Type  *Payload // else
}

// Misnamed lists the topics, kinds of messages and payload types whose name ends in a thing and a command, "orders.create" or OrderCreate, once each. What goes to workers, and
// what is a command by its type's name or its topic's, is called rightly so. Of an event whose topic is told of, the type is not.
func (p *Program) Misnamed() []Misnamed {
	var out []Misnamed
	topics := map[string]bool{}
	told := map[*Effect]bool{}
	for _, f := range p.Funcs {
		if f.tests() || f.relay() {
			continue
		}
		for _, e := range f.flow.Sites {
			if !p.feasibleConds(f, e) || e.forWorkers() || slices.ContainsFunc(p.payloadTypes(e), func(t published) bool { return t.typ.commands() }) {
				continue
			}
			topic, event := misnamedOf(p.addressesOf(e)), misnamedOf(p.namedAlong(e, e.last().Model.Publish.Type))
			if topic == "" && event == "" {
				continue
			}
			told[e] = true
			if !topics[topic] && topic != "" {
				out = append(out, Misnamed{Site: e, Topic: topic})
			} else if !topics[event] && topic == "" {
				out = append(out, Misnamed{Site: e, Event: event})
			}
			topics[topic], topics[event] = true, true
		}
	}
	for _, x := range p.eventTypes() {
		if !slices.ContainsFunc(x.Sites, func(e *Effect) bool { return told[e] }) && thingThenVerb(wordsOf(localName(x.Type.Name))) {
			out = append(out, Misnamed{Site: x.Sites[0], Type: &x})
		}
	}
	return out
}

// Command is an event that tells its consumers what to do.
type Command struct {
	Payload
	Field string // that does; "" if it is the event's name
}

// Commands lists them, sorted by name: those named as commands while their topic or they themselves say that they are events, and events with a field
// for the control of a flow. What goes to workers, or is a command by its topic, is none.
func (p *Program) Commands() []Command {
	var out []Command
	for _, x := range p.eventTypes() {
		ws := wordsOf(localName(x.Type.Name))
		event := eventWords[ws[len(ws)-1]] || slices.ContainsFunc(x.Sites, func(e *Effect) bool { return p.carriesEvents(e) })
		if event && verbThenThing(ws) {
			out = append(out, Command{Payload: x})
			continue
		}
		if last := said(ws); !event && (len(last) == 0 || !past(last[len(last)-1])) {
			continue // perhaps none
		}
		for _, s := range p.sent(x.Type, func(f table.Field) bool { return allows(f, "commandevent") }) {
			if fw := wordsOf(s.Name); slices.ContainsFunc(controlWords, func(c []string) bool { return slices.Equal(fw, c) }) || len(fw) > 1 && fw[0] == "should" {
				out = append(out, Command{x, s.Path})
				break
			}
		}
	}
	return out
}

// eventTypes are the payload types that may be events: not called commands, and not sent to workers or where commands go, wherever they are published.
func (p *Program) eventTypes() []Payload {
	return payloadsWith(p, func(x Payload) (Payload, bool) {
		return x, len(wordsOf(localName(x.Type.Name))) > 0 && !x.Type.commands() && !slices.ContainsFunc(x.Sites, func(e *Effect) bool {
			return e.forWorkers() || slices.ContainsFunc(p.addressesOf(e), func(t catalog.Topic) bool { return commands(wordsOf(t.Name)) })
		})
	})
}

// carriesEvents tells whether a topic that an effect publishes to says that it is for events: by the word, or because it is called after what happened.
func (p *Program) carriesEvents(e *Effect) bool {
	return slices.ContainsFunc(p.addressesOf(e), func(t catalog.Topic) bool {
		ws := wordsOf(t.Name)
		last := said(ws)
		return hasOf(ws, eventWords) || len(last) > 1 && past(last[len(last)-1])
	})
}

// addressesOf lists the topics that an effect publishes to. Where consumers choose by the key what an exchange sends them, that is a topic too.
func (p *Program) addressesOf(e *Effect) []catalog.Topic {
	out := slices.Clone(p.topicsOf(e, nil))
	if m := e.last().Model; m != nil && m.Publish != nil && !m.Publish.Exchange.IsZero() {
		out = append(out, p.namedAlong(e, m.Publish.Key)...)
	}
	return out
}

// namedAlong lists the names that the library's call at the end of an effect is given.
func (p *Program) namedAlong(e *Effect, paths models.Paths) []catalog.Topic {
	if len(paths) == 0 {
		return nil
	}
	var stack *frame
	x := e
	for ; x.Next != nil; x = x.Next {
		stack = p.tracer.push(x.At, stack)
	}
	return p.topics(x.At, stack, paths, models.Path{}, nil)
}

// misnamedOf is the first of some names that ends in a thing and a command, "" if none does.
func misnamedOf(names []catalog.Topic) string {
	for _, t := range names {
		if ws := wordsOf(t.Name); !commands(ws) && thingThenVerb(ws) {
			return t.Name
		}
	}
	return ""
}

// forWorkers tells whether an effect puts work into a queue: each message is for one worker, which is to do it.
func (e *Effect) forWorkers() bool {
	m := e.last().Model
	if m == nil || m.Publish == nil || m.Publish.Work {
		return true
	}
	if a, fields, ok := e.last().At.Func.argument(e.last().At.Node, m.Publish.Exchange); ok && len(fields) == 0 {
		return zero(e.last().At.Func, a) // the default exchange leads to one queue
	}
	return false
}

// commands tells whether a type's name says that it is a command, or its package's.
func (t *Type) commands() bool {
	return commands(wordsOf(localName(t.Name))) || commands(wordsOf(packageOf(t.Name)[strings.LastIndexByte(packageOf(t.Name), '/')+1:]))
}

// commands tells whether words say that something asks for work.
func commands(ws []string) bool { return hasOf(ws, commandWords) }

// verbThenThing tells whether a name begins with a command, and says nothing of what happened: CreateOrder, SendInvoiceEvent.
func verbThenThing(ws []string) bool {
	ws = said(ws)
	return len(ws) > 1 && verbs[ws[0]] && !slices.ContainsFunc(ws, past)
}

// thingThenVerb tells whether a name ends in a command: order.create, OrderCreateEvent.
func thingThenVerb(ws []string) bool {
	ws = said(ws)
	return len(ws) > 1 && verbs[ws[len(ws)-1]] && !verbs[ws[0]] && !slices.ContainsFunc(ws, past)
}
