package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
)

// Query asks who consumes a topic.
type Query struct {
	Topic   string
	Version int    // of its messages, 0 for all
	Field   string // path of a field that they read, "" for all
}

// Use is a consumer that answers a query.
type Use struct {
	Edge
	Reads string `json:"reads,omitempty"` // the field's type there
	Sure  bool   `json:"sure"`            // it is known that it consumes this topic, version and field
}

// Answer is who consumes what was asked for.
type Answer struct {
	Topic     string `json:"topic"`
	Consumers []Use  `json:"consumers"`         // sorted by service and place
	Unknown   []Edge `json:"unknown,omitempty"` // consumers of topics of which nothing is known: they may be of this one
}

// Consumers finds who consumes a topic, by what the code does, events.yml says and brokers have seen. A topic that nobody knows is an error.
func (c Catalogue) Consumers(q Query) (Answer, error) {
	m, err := c.meant(q)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Topic: q.Topic, Consumers: []Use{}}
	for _, e := range c.Edges {
		if e.Direction != Consume || !sameBus(m.bus, e.Bus) {
			continue
		}
		if e.Topic.Certainty == Unknown {
			a.Unknown = append(a.Unknown, e)
			continue
		}
		u, ok := m.use(e, q.Version)
		if !ok || !u.reads(q.Field) {
			continue
		}
		a.Consumers = append(a.Consumers, u)
	}
	slices.SortStableFunc(a.Consumers, func(x, y Use) int {
		return cmp.Or(cmp.Compare(x.who(), y.who()), x.Position.Compare(y.Position), cmp.Compare(x.Payload, y.Payload))
	})
	return a, nil
}

// meaning is what a query asks for.
type meaning struct {
	names []string // of the topic
	bus   string
	these []string // payloads of the version
	other []string // ... of other versions
}

// meant finds out what a query asks for.
func (c Catalogue) meant(q Query) (meaning, error) {
	m := meaning{names: []string{q.Topic}}
	known := slices.ContainsFunc(c.Edges, func(e Edge) bool { return e.Topic.Certainty != Unknown && joined(q.Topic, e) })
	var all []string
	var versions []int
	for _, t := range c.Topics {
		all = append(all, t.Name)
		if JoinKey(t.Name) != JoinKey(q.Topic) && t.Address != q.Topic {
			continue
		}
		known = true
		m.names = append(m.names, t.Name)
		if t.Address != "" {
			m.names = append(m.names, t.Address)
		}
		m.bus = cmp.Or(m.bus, t.Bus)
		for _, v := range t.Versions {
			versions = append(versions, v.Version)
			switch {
			case v.Payload == "":
			case v.Version == q.Version:
				m.these = append(m.these, v.Payload)
			default:
				m.other = append(m.other, v.Payload)
			}
		}
	}
	if !known {
		for _, e := range c.Edges {
			all = append(all, e.Topic.Name)
		}
		return meaning{}, fmt.Errorf("topic %q is neither declared nor found in code%s", q.Topic, config.Hint(q.Topic, all))
	}
	if q.Version != 0 && !slices.Contains(versions, q.Version) {
		return meaning{}, fmt.Errorf("topic %q has no version %d in events.yml", q.Topic, q.Version)
	}
	return m, nil
}

// joined tells whether a topic's name and that of an edge are one where catalogues are joined.
func joined(name string, e Edge) bool {
	return JoinKey(name) == JoinKey(e.Topic.Name) || e.Direction == Consume && wide(e.Topic.Name, e.Bus) && MayBe(name, e.Topic.Name, e.Bus) || e.Topic.Certainty == Pattern && MayBe(name, e.Topic.Name, e.Bus)
}

// use tells whether an edge consumes what is meant, as far as that is known.
func (m meaning) use(e Edge, version int) (Use, bool) {
	u := Use{Edge: e, Sure: true}
	if !slices.ContainsFunc(m.names, func(n string) bool { return joined(n, e) }) {
		return u, false
	}
	if !slices.ContainsFunc(m.names, func(n string) bool { return JoinKey(n) == JoinKey(e.Topic.Name) }) {
		u.Sure = e.Topic.Certainty == Constant && slices.ContainsFunc(m.names, func(n string) bool { return Covers(e.Topic.Name, n, e.Bus) }) // by wildcards
		u.Confidence = Medium
	}
	switch {
	case version == 0 || sameType(m.these, e.Payload):
		return u, true
	case e.Source == Declared:
		return u, len(e.Versions) == 0 || slices.Contains(e.Versions, version)
	case sameType(m.other, e.Payload):
		return u, false
	}
	u.Sure = false // which version it takes is not known
	return u, true
}

// sameType tells whether a payload is one of some types, or a copy of one in another package.
func sameType(types []string, payload string) bool {
	return payload != "" && slices.ContainsFunc(types, func(t string) bool { return t == payload || strings.EqualFold(typeName(t), typeName(payload)) })
}

// typeName is the name of a type without its package.
func typeName(full string) string { return full[strings.LastIndexByte(full, '.')+1:] }

// reads tells whether a consumer may read a field, and notes how it does.
func (u *Use) reads(field string) bool {
	field = unlisted(field)
	switch {
	case field == "":
		return true
	case len(u.Edge.Reads) > 0 && !slices.ContainsFunc(u.Edge.Reads, func(r string) bool { return below(r, field) || below(field, r) }):
		return false // it reads others
	case len(u.Fields) == 0:
		u.Sure = false // what it decodes is not known
		return true
	}
	for _, f := range u.Fields {
		switch rest, found := strings.CutPrefix(unlisted(f.Name), field); {
		case found && rest == "":
			u.Reads = f.Type
			return true
		case found && rest[0] == '.':
			u.Reads = "parts of it"
			return true
		}
	}
	return false
}

// unlisted is a field's name as people write it: lines.sku for lines[].sku.
func unlisted(name string) string { return strings.ReplaceAll(name, "[]", "") }

// below tells whether a field is another one, or a part of it. Lists are not told from their elements.
func below(field, of string) bool {
	field, of = unlisted(field), unlisted(of)
	return field == of || strings.HasPrefix(field, of+".")
}

// who names a consumer: its service, or else its group, package or file.
func (u Use) who() string { return u.Edge.Who() }

// Who names who publishes or consumes: the service, or else the package, group or file.
func (e Edge) Who() string { return cmp.Or(e.Service, e.Package, e.Group, e.Position.Path()) }

// Due is something deprecated, and who still consumes it.
type Due struct {
	Declaration Declaration `json:"topic"`
	Ending      Ending      `json:"ending"`
	Left        []Use       `json:"left"`              // have not agreed to be gone by its sunset
	Agreed      []Use       `json:"agreed,omitempty"`  // have
	Unknown     []Edge      `json:"unknown,omitempty"` // may consume it
}

// String names what ends.
func (d Due) String() string {
	if d.Ending.Version == 0 {
		return fmt.Sprintf("%q", d.Declaration.Name)
	}
	return fmt.Sprintf("version %d of %q", d.Ending.Version, d.Declaration.Name)
}

// Due lists what is to end until a day, in the order of its ends.
func (c Catalogue) Due(until string) []Due {
	var out []Due
	for _, t := range c.Topics {
		for _, e := range t.Endings {
			if e.Sunset == "" || e.Sunset > until {
				continue // later, or nobody knows
			}
			d := Due{Declaration: t, Ending: e, Left: []Use{}}
			a, err := c.Consumers(Query{Topic: t.Name, Version: e.Version})
			if err != nil {
				continue // a version that its topic does not list
			}
			d.Unknown = a.Unknown
			for _, u := range a.Consumers {
				if u.Acked != "" && u.Acked <= e.Sunset {
					d.Agreed = append(d.Agreed, u)
				} else {
					d.Left = append(d.Left, u)
				}
			}
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Due) int { return cmp.Compare(a.Ending.Sunset, b.Ending.Sunset) })
	return out
}
