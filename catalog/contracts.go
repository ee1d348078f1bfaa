package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/payload"
)

// Contract is a payload type that the program publishes or consumes, and what has to stay as it is about it.
type Contract struct {
	Event   string // under which it is locked
	Payload string // its type
	Shape   *payload.Schema
	Edges   []Edge // that publish or consume it
	History payload.History
	Mode    payload.Mode
	Role    payload.Role
	Options payload.CompareOptions
}

// Contracts lists the payloads of known shape, sorted by event. An event is named as its lock that has the payload's type, or else as events.yml names it
// ("OrderPlaced", and "OrderPlaced.v2" for a version), or else by its type, with as much of the package's path as tells it from others.
func (s *State) Contracts() []Contract {
	byType := map[string]*Contract{}
	for _, e := range s.Edges {
		shape := s.Shapes[e.Shape]
		if shape == nil {
			continue // it is not known what is written
		}
		c := byType[e.Payload]
		if c == nil {
			c = &Contract{Payload: e.Payload, Shape: shape, Mode: payload.Auto}
			byType[e.Payload] = c
		}
		if c.Shape != shape && (e.Format == "" || c.Edges[0].Format != "") {
			continue // a second format of one type
		}
		c.Shape = shape
		c.Edges = append(c.Edges, e)
	}
	types := slices.Sorted(maps.Keys(byType))
	names := s.eventNames(types)
	var out []Contract
	for _, t := range types {
		c := byType[t]
		c.Event = names[t]
		c.History = s.Locks[c.Event]
		s.terms(c)
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Contract) int {
		return cmp.Or(cmp.Compare(a.Event, b.Event), cmp.Compare(a.Payload, b.Payload))
	})
	return out
}

// terms finds out which changes of a payload are allowed.
func (s *State) terms(c *Contract) {
	draft := true
	var modes []payload.Mode
	for _, e := range c.Edges {
		c.Role.Publishes = c.Role.Publishes || e.Direction == Publish
		c.Role.Consumes = c.Role.Consumes || e.Direction == Consume
		if s.File == nil {
			draft = false
			continue
		}
		mode, closed := s.File.Defaults.Compat, s.File.Defaults.ContentModel == "closed"
		i := s.File.Topic(e)
		if i < 0 {
			draft = false
		} else {
			t := s.File.Topics[i]
			mode = cmp.Or(t.Compat, mode)
			draft = draft && (t.Lifecycle == "draft" || t.Lifecycle == "alpha")
			c.Role.Retained = c.Role.Retained || t.Retention > 0
		}
		if m, err := payload.ParseMode(mode); err == nil && !slices.Contains(modes, m) {
			modes = append(modes, m)
		}
		c.Options.Strict = c.Options.Strict || closed
	}
	switch {
	case draft:
		c.Mode = payload.None
	case len(modes) == 1:
		c.Mode = modes[0]
	case len(modes) > 1: // topics that ask for different things: all of it
		c.Mode = payload.Full
		if slices.ContainsFunc(modes, payload.Mode.Transitive) {
			c.Mode = payload.FullTransitive
		}
	}
}

// LockedEvents lists the events that have locks, sorted.
func LockedEvents(locks map[string]payload.History) []string { return slices.Sorted(maps.Keys(locks)) }

// eventNames names payload types, each otherwise.
func (s *State) eventNames(types []string) map[string]string {
	out := map[string]string{}
	taken := map[string]bool{}
	give := func(typ, name string) {
		if out[typ] == "" && name != "" && !taken[strings.ToLower(name)] {
			out[typ], taken[strings.ToLower(name)] = name, true
		}
	}
	for _, event := range LockedEvents(s.Locks) {
		h := s.Locks[event]
		if typ := h[len(h)-1].Go; slices.Contains(types, typ) {
			give(typ, event)
		}
	}
	for _, t := range types {
		give(t, s.declaredEvent(t))
	}
	for _, t := range types {
		parts := strings.Split(t, "/")
		names := []string{typeName(t)}
		for n := 1; n <= len(parts); n++ {
			names = append(names, strings.Join(parts[len(parts)-n:], "/"))
		}
		for i, name := range names {
			if i == len(names)-1 || !slices.ContainsFunc(types, func(o string) bool { return o != t && ends(o, name) }) {
				give(t, name)
			}
		}
	}
	return out
}

// ends tells whether a type's full name ends in a name. Locks are files, and some file systems know no case.
func ends(typ, name string) bool {
	return strings.EqualFold(typ, name) || len(typ) > len(name) && strings.EqualFold(typ[len(typ)-len(name):], name) && strings.ContainsAny(typ[len(typ)-len(name)-1:len(typ)-len(name)], "./")
}

// declaredEvent is what events.yml calls the event of a payload type, "" if it does not.
func (s *State) declaredEvent(typ string) string {
	if s.File == nil {
		return ""
	}
	for _, t := range s.File.Topics {
		for _, m := range t.Messages {
			if m.Event == "" {
				continue
			}
			for _, v := range m.Versions {
				if v.Payload == typ {
					return fmt.Sprintf("%s.v%d", m.Event, v.V)
				}
			}
			if m.Payload == typ {
				return m.Event
			}
		}
	}
	return ""
}

// Breaks lists what changed about a payload that nobody approved: since its lock, and since the base of a change if there is one.
func (s *State) Breaks(c Contract) []payload.Verdict {
	out := payload.Check(c.History.Revisions(), c.Shape, c.Mode, c.Role, c.Options)
	if s.Base != nil {
		for _, e := range s.Base.Edges {
			was := s.Base.Shapes[e.Shape]
			if e.Payload != c.Payload || was == nil || was.Codec != c.Shape.Codec {
				continue
			}
			for _, v := range payload.Check([]payload.Revision{{Schema: was}}, c.Shape, c.Mode, c.Role, c.Options) {
				if !slices.ContainsFunc(out, func(o payload.Verdict) bool { return o.Fingerprint == v.Fingerprint }) {
					out = append(out, v)
				}
			}
		}
	}
	out = slices.DeleteFunc(out, func(v payload.Verdict) bool { return v.Severity == payload.Safe })
	if s.Accepts != nil {
		out = s.Accepts.Open(c.Event, c.Shape, out)
	}
	return out
}

// Changed tells whether a payload has another shape than in the base of a change.
func (s *State) Changed(c Contract) bool {
	return s.Base != nil && slices.ContainsFunc(s.Base.Edges, func(e Edge) bool {
		was := s.Base.Shapes[e.Shape]
		return e.Payload == c.Payload && was != nil && was.Codec == c.Shape.Codec && was.Hash() != c.Shape.Hash()
	})
}

// Consumers lists who consumes a payload on one of the contract's topics, the payload's own type or another one. Field leaves those that read it, or of
// which that is not known.
func (s *State) Consumers(c Contract, field string) []Use {
	var out []Use
	for _, e := range s.Edges {
		if e.Direction != Consume || !slices.ContainsFunc(c.Edges, func(p Edge) bool {
			return p.Payload == e.Payload || p.Direction == Publish && p.Topic.Certainty == Constant && e.Topic.Certainty == Constant && sameBus(p.Bus, e.Bus) && JoinKey(p.Topic.Name) == JoinKey(e.Topic.Name) && sameType([]string{p.Payload}, e.Payload)
		}) {
			continue
		}
		u := Use{Edge: e, Sure: true}
		if u.reads(field) && !slices.ContainsFunc(out, func(o Use) bool { return o.Position == u.Position }) {
			out = append(out, u)
		}
	}
	return out
}
