package checklist

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Subject is what a question is asked of: an event, a package that consumes one, a topic, or the whole change.
type Subject struct {
	Scope    Scope                `json:"scope"`
	Topic    catalog.Topic        `json:"topic"`
	Payload  string               `json:"payload,omitempty"`
	Consumer string               `json:"consumer,omitempty"` // package path; "" for the event itself
	Ref      string               `json:"ref"`                // what commands call it
	Contract string               `json:"contract"`           // hash of what is agreed on: answers to another one are stale
	Changes  []catalog.ChangeKind `json:"changes"`
	Edges    []catalog.Edge       `json:"edges"` // where it is published or consumed, or was before it was removed
}

// String names a subject for people.
func (s Subject) String() string {
	switch {
	case s.silences():
		return "what the change silences"
	case s.Scope == PerPull:
		return "the pull request"
	case s.Scope == PerTopic:
		return "topic " + s.Topic.Name
	}
	event := catalog.Event{Topic: s.Topic, Payload: s.Payload}.String()
	if s.Consumer != "" {
		return s.Consumer + ", consumer of " + event
	}
	return event
}

// key tells subjects apart: the same one has the same key in every revision of the code.
func (s Subject) key() string {
	if s.silences() {
		return digest(string(s.Scope), string(Silenced))
	}
	if s.Scope != PerEvent {
		return digest(string(s.Scope), string(s.Topic.Certainty), s.Topic.Name)
	}
	return digest(string(s.Topic.Certainty), s.Topic.Name, s.Payload, s.Consumer)
}

// digest is a short hash of texts, none of which can take over a part of its neighbour.
func digest(parts ...string) string {
	data, err := json.Marshal(parts)
	if err != nil {
		panic(err) // texts can be encoded
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:12]
}

// of tells whether an edge is one of the subject's: that of a consumer is where it consumes, those of an event are where it is published.
func (s Subject) of(e catalog.Edge) bool {
	if e.Topic.Certainty != s.Topic.Certainty || e.Topic.Name != s.Topic.Name || e.Payload != s.Payload {
		return false
	}
	if s.Consumer == "" {
		return e.Direction == catalog.Publish
	}
	return e.Direction == catalog.Consume && e.Package == s.Consumer
}

// contract is what people agree on when they answer: topic, payload with its fields, and whether it goes through an outbox. Places and functions are no
// part of it, so that answers outlive code that moves.
func (s Subject) contract() string {
	var about []string
	for _, e := range s.Edges {
		about = append(about, "outbox "+map[bool]string{true: "yes", false: "no"}[e.Outbox])
		for _, f := range e.Fields {
			about = append(about, "field "+f.Name+" "+f.Type)
		}
	}
	slices.Sort(about)
	return digest(append([]string{s.key()}, slices.Compact(about)...)...)
}

// subjects joins the changes that concern one event or one consumer, in the order of the changes. head is the catalogue after them: an event is all
// places that publish it, not only those that changed.
func subjects(changes []catalog.Change, head catalog.Catalogue) []Subject {
	var out []Subject
	for _, c := range changes {
		for _, s := range concerned(c) {
			i := slices.IndexFunc(out, func(o Subject) bool { return o.key() == s.key() })
			if i < 0 {
				i = len(out)
				out = append(out, s)
			}
			out[i].Changes = append(out[i].Changes, c.Kind)
		}
	}
	for i := range out {
		s := &out[i]
		s.Changes = slices.Compact(s.Changes)
		var now []catalog.Edge
		for _, e := range head.Edges {
			if s.of(e) {
				now = append(now, e)
			}
		}
		if len(now) > 0 {
			s.Edges = now
		}
		s.Contract = s.contract()
	}
	refer(out)
	return out
}

// concerned lists what a change is about: a consumer that comes or goes is asked about by itself, all else is about the event.
func concerned(c catalog.Change) []Subject {
	if c.Kind == catalog.TopicAdded {
		return nil // its events were added too
	}
	removed := c.Kind == catalog.EventRemoved || c.Kind == catalog.ProducerRemoved || c.Kind == catalog.ConsumerRemoved
	if removed && c.Topic.Certainty == catalog.Unknown && c.Payload == "" {
		return nil // it may be one of those that are known now
	}
	event := Subject{Scope: PerEvent, Topic: c.Topic, Payload: c.Payload, Edges: c.Edges}
	if c.Kind != catalog.ConsumerAdded && c.Kind != catalog.ConsumerRemoved {
		return []Subject{event}
	}
	var out []Subject
	for _, e := range c.Edges {
		if !slices.ContainsFunc(out, func(s Subject) bool { return s.Consumer == e.Package }) {
			s := event
			s.Consumer = e.Package
			out = append(out, s)
		}
	}
	return out
}

// topicSubjects lists the topics that changes concern, in their order, with all places that use them.
func topicSubjects(changes []catalog.Change, head catalog.Catalogue) []Subject {
	var out []Subject
	for _, c := range changes {
		if c.Topic.Certainty == catalog.Unknown {
			continue
		}
		s := Subject{Scope: PerTopic, Topic: c.Topic}
		i := slices.IndexFunc(out, func(o Subject) bool { return o.key() == s.key() })
		if i < 0 {
			i = len(out)
			out = append(out, s)
		}
		out[i].add(c)
	}
	for i := range out {
		s := &out[i]
		used := slices.DeleteFunc(slices.Clone(head.Edges), func(e catalog.Edge) bool {
			return e.Topic.Certainty != s.Topic.Certainty || e.Topic.Name != s.Topic.Name || e.Source == catalog.Declared || e.Source == catalog.Observed
		})
		if len(used) > 0 {
			s.Edges = used
		}
		s.Contract = s.key() // the name is all that is agreed on
	}
	refer(out)
	return out
}

// pullSubject is the change as a whole, if there is one. Its contract is all that changed.
func pullSubject(changes []catalog.Change) []Subject {
	if len(changes) == 0 {
		return nil
	}
	s := Subject{Scope: PerPull}
	var about []string
	for _, c := range changes {
		s.add(c)
		about = append(about, string(c.Kind), string(c.Topic.Certainty), c.Topic.Name, c.Payload)
	}
	s.Contract = digest(about...)
	all := []Subject{s}
	refer(all)
	return all
}

// add notes a change of a subject that several of them concern.
func (s *Subject) add(c catalog.Change) {
	if !slices.Contains(s.Changes, c.Kind) {
		s.Changes = append(s.Changes, c.Kind)
	}
	s.Edges = append(s.Edges, c.Edges...)
}

// odd is what a reference cannot have: it is one word of a command.
var odd = lazyregexp.New(`[^A-Za-z0-9._/{}:-]+`)

// refer gives subjects their references: the name of the topic, or of the payload if that is not known, for a consumer with that of its package. One that
// is not the plain name, or that two would share, ends in a part of the key.
func refer(ss []Subject) {
	plain := func(s Subject) string {
		if s.Scope == PerPull {
			return string(PerPull)
		}
		name := s.Topic.Name
		if s.Topic.Certainty == catalog.Unknown {
			name = s.Payload[strings.LastIndexByte(s.Payload, '/')+1:]
		}
		if s.Consumer != "" {
			name += "/" + path.Base(s.Consumer)
		}
		return name
	}
	shared := map[string]int{}
	for _, s := range ss {
		shared[plain(s)]++
	}
	for i, s := range ss {
		name := odd.ReplaceAllString(plain(s), "-")
		if ss[i].Ref = name; name != plain(s) || name == "" || shared[name] > 1 {
			ss[i].Ref = name + "~" + s.key()[:4]
		}
	}
}
