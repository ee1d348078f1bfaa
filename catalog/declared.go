package catalog

import (
	"cmp"
	"slices"
)

// Catalogue is what the code does, with the services and owners that events.yml names, and what is registered there alone.
func (s *State) Catalogue() Catalogue {
	if s.File == nil {
		out := New(s.Edges)
		out.Shapes = s.Shapes
		return out
	}
	var edges []Edge
	for _, e := range s.Edges {
		if svc := s.File.Service(e); svc != nil {
			e.Service = svc.ID
		}
		if owners := s.OwnersOf(e); len(owners) > 0 {
			e.Owner = owners[0]
		}
		if c := s.registered(e); c != nil && c.Ack != nil {
			e.Acked = c.Ack.until()
		}
		edges = append(edges, e)
	}
	var topics []Declaration
	for i, t := range s.File.Topics {
		if t.Name == "" {
			continue // stands for many
		}
		topics = append(topics, s.declaration(i))
		for j, c := range t.Consumers {
			if !slices.ContainsFunc(s.Edges, func(e Edge) bool {
				return e.Direction == Consume && s.File.Topic(e) == i && c.Consumes(&s.File.Events, e)
			}) {
				edges = append(edges, s.declared(i, j))
			}
		}
	}
	out := New(edges)
	out.Shapes = s.Shapes
	out.Topics = sortTopics(topics)
	return out
}

// registered is the registration of a consuming edge, nil if it has none.
func (s *State) registered(e Edge) *Consumer {
	i := s.File.Topic(e)
	if i < 0 || e.Direction != Consume {
		return nil
	}
	consumers := s.File.Topics[i].Consumers
	if j := slices.IndexFunc(consumers, func(c Consumer) bool { return c.Consumes(&s.File.Events, e) }); j >= 0 {
		return &consumers[j]
	}
	return nil
}

// until is the sunset that a consumer has agreed to. One that names none has agreed to any.
func (a *Ack) until() string { return cmp.Or(a.Sunset, "0001-01-01") }

func (s *State) declaration(topic int) Declaration {
	t := s.File.Topics[topic]
	d := Declaration{Name: t.Name, Address: t.Address, Bus: t.Bus, Lifecycle: t.Lifecycle, Owner: t.Owner}
	d.Position, _ = s.File.At("topics", topic, "name")
	for _, m := range t.Messages {
		for _, v := range m.Versions {
			d.Versions = append(d.Versions, Numbered{m.Event, v.V, v.Payload})
		}
	}
	for _, e := range s.File.Endings() {
		if e.Topic == topic {
			d.Endings = append(d.Endings, Ending{e.V, e.Payload, e.Since, e.Sunset, e.Replacement})
		}
	}
	return d
}

// declared is the edge of a registration whose code is not here.
func (s *State) declared(topic, consumer int) Edge {
	t := s.File.Topics[topic]
	c := t.Consumers[consumer]
	e := Edge{
		Direction: Consume, Topic: Topic{Certainty: Constant, Name: t.Name}, Bus: t.Bus, Service: c.Service, Owner: cmp.Or(c.Owner, c.Contact), Group: c.Group,
		Versions: c.Versions, Source: Declared, Package: c.Repo, Confidence: High,
	}
	if wide(t.Name, t.Bus) {
		e.Topic.Certainty = Pattern
	}
	if c.Ack != nil {
		e.Acked = c.Ack.until()
	}
	e.Position, _ = s.File.At("topics", topic, "consumers", consumer, "service")
	return e
}

func sortTopics(topics []Declaration) []Declaration {
	slices.SortFunc(topics, func(a, b Declaration) int { return cmp.Or(cmp.Compare(a.Name, b.Name), a.Position.Compare(b.Position)) })
	return topics
}
