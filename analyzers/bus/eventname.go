package bus

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
)

// Some libraries name an event after its payload's type, and let the program make the topic of that name:
//
//	GeneratePublishTopic: func(p cqrs.GenerateEventPublishTopicParams) (string, error) { return "events." + p.EventName, nil }

// nameHole stands in a text for the name of the event, until its payload is known.
const nameHole = "{event}"

// isEventName tells whether a node is a library's field that holds the name of an event.
func (p *Program) isEventName(node *table.Node) bool {
	dot := strings.LastIndexByte(node.Name, '.')
	if node.Op != table.FieldOf || dot < 0 {
		return false
	}
	t := p.models.Type(node.Name[:dot])
	return t != nil && t.Options[node.Name[dot+1:]] == "event-name"
}

// unspelled tells whether the name of an event is still to be filled into a topic.
func unspelled(t catalog.Topic) bool { return strings.Contains(t.Name, nameHole) }

// spelled fills the names of events into topics: one for each payload. Without a payload, a name is not known.
func (p *Program) spelled(topics []catalog.Topic, payloads []string) []catalog.Topic {
	if !slices.ContainsFunc(topics, unspelled) {
		return topics
	}
	var names []string
	for _, payload := range payloads {
		names = append(names, p.eventNameOf(payload))
	}
	if len(names) == 0 {
		names = []string{hole}
	}
	var out []catalog.Topic
	for _, t := range topics {
		if !unspelled(t) {
			out = append(out, t)
			continue
		}
		for _, name := range names {
			text := strings.ReplaceAll(t.Name, nameHole, name)
			s := textSearch{by: map[string]catalog.Resolution{text: {By: catalog.ByType}}}
			out = append(out, s.named([]string{text}, t.Source)...)
		}
	}
	if len(out) == 0 {
		return []catalog.Topic{{Certainty: catalog.Unknown}}
	}
	return out
}

// eventNameOf is the name that the program's marshaler gives to events of a type: its own, with its package or without, as the marshalers are set.
// It is not known where they are not set alike.
func (p *Program) eventNameOf(payload string) string {
	how := p.eventNames()
	if len(how) != 1 {
		return hole
	}
	name := bareType(payload)
	name = name[strings.LastIndexByte(name, '/')+1:]
	switch how[0] {
	case "short":
		return name[strings.LastIndexByte(name, '.')+1:]
	case "full":
		return name
	}
	return hole
}

// eventNames lists how the program's marshalers name events, in words of the models, sorted: as their functions for it do, or with the package.
func (p *Program) eventNames() []string {
	if p.namings != nil {
		return p.namings
	}
	out := map[string]bool{}
	for _, name := range p.models.Fields("event-namer") {
		for _, r := range p.stores[p.keys.id(name)] {
			how := ""
			if m := p.model(r.fn.Nodes[strip(r.fn, r.node)].Name); m != nil {
				how = m.Names
			}
			out[how] = true
		}
	}
	if len(out) == 0 {
		out["full"] = true
	}
	p.namings = slices.Sorted(maps.Keys(out))
	return p.namings
}
