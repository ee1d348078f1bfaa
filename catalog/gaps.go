package catalog

import (
	"slices"
)

// GapKind says what is missing from events.yml.
type GapKind string

// The kinds of gaps.
const (
	TopicGap    GapKind = "topic"
	MessageGap  GapKind = "message"
	ConsumerGap GapKind = "consumer"
)

// Gap is something that the code does and events.yml does not say.
type Gap struct {
	Kind   GapKind
	Edge   Edge          // the first that does it: what publishes before what consumes
	Topic  string        // name of the topic in events.yml
	Write  DeclaredTopic // what is to be written there: the topic, or the message or consumer alone
	Listed int           // the declared topic that is meant, -1 if none is
}

// Gaps lists what is missing, each once. Topics of which nothing is known are left out, and those of an address that may mean them.
func (s *State) Gaps() []Gap {
	if s.File == nil {
		return nil
	}
	var out []Gap
	for _, e := range s.Edges {
		if e.Source != Static || e.Topic.Certainty == Unknown {
			continue // nothing to register
		}
		i := s.File.Topic(e)
		if i < 0 && slices.ContainsFunc(s.File.Topics, func(t DeclaredTopic) bool { return t.Name != "" && t.May(e) }) {
			continue // may be one that is declared
		}
		if i < 0 {
			out = s.topicGap(out, e)
			continue
		}
		t := s.File.Topics[i]
		if e.Direction == Publish && lacksMessage(t, e.Payload) && !has(out, MessageGap, t.Name, func(w DeclaredTopic) bool { return w.message(e.Payload) >= 0 }) {
			out = append(out, Gap{MessageGap, e, t.Name, DeclaredTopic{Name: t.Name, Messages: []DeclaredMessage{{Payload: e.Payload}}}, i})
		}
		if c := s.registration(e); e.Direction == Consume && s.lacksConsumer(t, e) && !has(out, ConsumerGap, t.Name, func(w DeclaredTopic) bool { return w.Consumers[0].Service == c.Service }) {
			out = append(out, Gap{ConsumerGap, e, t.Name, DeclaredTopic{Name: t.Name, Consumers: []Consumer{c}}, i})
		}
	}
	return out
}

func has(gaps []Gap, kind GapKind, topic string, same func(DeclaredTopic) bool) bool {
	return slices.ContainsFunc(gaps, func(g Gap) bool { return g.Kind == kind && g.Topic == topic && same(g.Write) })
}

// topicGap adds an edge's topic, or what the edge says of a topic that was added before.
func (s *State) topicGap(out []Gap, e Edge) []Gap {
	i := slices.IndexFunc(out, func(g Gap) bool { return g.Kind == TopicGap && g.Topic == e.Topic.Name && sameBus(g.Edge.Bus, e.Bus) })
	if i < 0 {
		if slices.ContainsFunc(out, func(g Gap) bool { return g.Kind == TopicGap && g.Topic == e.Topic.Name }) {
			return out // of another bus: a name stands in events.yml once
		}
		i = len(out)
		t := DeclaredTopic{Name: e.Topic.Name, Bus: e.Bus}
		if owners := s.OwnersOf(e); e.Direction == Publish && len(owners) > 0 {
			t.Owner = owners[0]
		}
		out = append(out, Gap{TopicGap, e, t.Name, t, -1})
	}
	w := &out[i].Write
	if e.Direction == Publish {
		if e.Payload != "" && w.message(e.Payload) < 0 {
			w.Messages = append(w.Messages, DeclaredMessage{Payload: e.Payload})
		}
		return out
	}
	if c := s.registration(e); s.registers() && !slices.ContainsFunc(w.Consumers, func(o Consumer) bool { return o.Service == c.Service }) {
		w.Consumers = append(w.Consumers, c)
	}
	return out
}

// lacksMessage tells whether a payload is none of those that a topic lists. A topic that lists none, or for which questions were answered alone, may have any.
func lacksMessage(t DeclaredTopic, payload string) bool {
	lists := slices.ContainsFunc(t.Messages, func(m DeclaredMessage) bool {
		return len(m.Review) == 0 && (m.Payload != "" || slices.ContainsFunc(m.Versions, func(v MessageVersion) bool { return v.Payload != "" }))
	})
	return lists && payload != "" && t.message(payload) < 0
}

// registers tells whether each consumer must be registered.
func (s *State) registers() bool { return s.File.Defaults.Register != nil && *s.File.Defaults.Register }

// lacksConsumer tells whether a consumer is none of those that a topic lists.
func (s *State) lacksConsumer(t DeclaredTopic, e Edge) bool {
	if s.File.Defaults.Register != nil && !*s.File.Defaults.Register || s.File.Defaults.Register == nil && len(t.Consumers) == 0 {
		return false // nobody asks for it
	}
	return !slices.ContainsFunc(t.Consumers, func(c Consumer) bool { return c.Consumes(&s.File.Events, e) })
}

// registration is what a consumer is registered with.
func (s *State) registration(e Edge) Consumer {
	c := Consumer{Service: s.File.ServiceOf(e), Group: e.Group}
	if svc := s.File.Service(e); svc == nil || svc.Owner == "" { // else the service has it
		if owners := s.OwnersOf(e); len(owners) > 0 {
			c.Owner = owners[0]
		}
	}
	return c
}

// Writing joins what is to be written of each topic.
func Writing(gaps []Gap) []DeclaredTopic {
	var out []DeclaredTopic
	for _, g := range gaps {
		i := slices.IndexFunc(out, func(t DeclaredTopic) bool { return t.Name == g.Topic })
		if i < 0 {
			out = append(out, g.Write)
			continue
		}
		out[i].Messages = slices.Concat(out[i].Messages, g.Write.Messages)
		out[i].Consumers = slices.Concat(out[i].Consumers, g.Write.Consumers)
	}
	return out
}
