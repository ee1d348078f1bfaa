package catalog

import (
	"cmp"
	"io"
	"slices"
)

// ChangeKind says what is different.
type ChangeKind string

// The kinds of changes.
const (
	EventAdded      ChangeKind = "event-added"   // published nowhere before
	EventRemoved    ChangeKind = "event-removed" // published nowhere any more
	TopicAdded      ChangeKind = "topic-added"   // neither published to nor consumed before
	TopicChanged    ChangeKind = "topic-changed"
	PayloadChanged  ChangeKind = "payload-changed" // to another type, or its type has other fields
	ProducerAdded   ChangeKind = "producer-added"  // of an event that is published elsewhere too
	ProducerRemoved ChangeKind = "producer-removed"
	ConsumerAdded   ChangeKind = "consumer-added"
	ConsumerRemoved ChangeKind = "consumer-removed"
)

// Change is one difference. An event is a payload on a topic; who publishes or consumes it is a package, whatever its functions are called.
type Change struct {
	Kind      ChangeKind `json:"kind"`
	Direction Direction  `json:"direction"`
	Topic     Topic      `json:"topic"` // as it is now, or was before it was removed
	Payload   string     `json:"payload,omitempty"`
	Fields    []Field    `json:"fields,omitempty"` // of the payload
	Was       *Event     `json:"was,omitempty"`    // before a topic or payload changed
	Edges     []Edge     `json:"edges"`            // where it is now, or was before it was removed
}

// Event is a payload on a topic.
type Event struct {
	Topic   Topic   `json:"topic"`
	Payload string  `json:"payload,omitempty"`
	Fields  []Field `json:"fields,omitempty"`
}

// eventKey says which event one is. Where its topic's name was found, and which fields it has today, make no other event of it.
type eventKey struct {
	topic     string
	certainty Certainty
	payload   string
}

func (e Edge) key() eventKey { return eventKey{e.Topic.Name, e.Topic.Certainty, e.Payload} }

func (k eventKey) compare(o eventKey) int {
	return cmp.Or(cmp.Compare(k.topic, o.topic), cmp.Compare(k.certainty, o.certainty), cmp.Compare(k.payload, o.payload))
}

// link is what is compared: a package that publishes or consumes an event, and where it does.
type link struct {
	dir   Direction
	pkg   string
	event eventKey
	edges []Edge
}

// now is the event of a link, as its edges have it.
func (l link) now() Event {
	e := l.edges[0]
	return Event{e.Topic, e.Payload, e.Fields}
}

// change makes a change that ends in this link.
func (l link) change(kind ChangeKind) Change {
	e := l.now()
	return Change{Kind: kind, Direction: l.dir, Topic: e.Topic, Payload: e.Payload, Fields: e.Fields, Edges: l.edges}
}

func (l link) compare(o link) int {
	return cmp.Or(-cmp.Compare(l.dir, o.dir), l.event.compare(o.event), cmp.Compare(l.pkg, o.pkg))
}

// links joins the edges of a catalogue.
func links(c Catalogue) []link {
	var out []link
	for _, e := range c.Edges {
		if e.Source == Declared || e.Source == Observed {
			continue // nothing that changed in the code
		}
		l := link{dir: e.Direction, pkg: e.Package, event: e.key(), edges: []Edge{e}}
		if i, found := slices.BinarySearchFunc(out, l, link.compare); found {
			out[i].edges = append(out[i].edges, e)
		} else {
			out = slices.Insert(out, i, l)
		}
	}
	return out
}

// without lists the links of a that b does not have.
func without(a, b []link) []link {
	var out []link
	for _, l := range a {
		if _, found := slices.BinarySearchFunc(b, l, link.compare); !found {
			out = append(out, l)
		}
	}
	return out
}

// Diff lists what head publishes and consumes otherwise than base. Code that only moved makes no difference. A package's event whose payload's type
// stays and whose topic does not, or the other way round, has changed if there is only one that it may have been; all else was added or removed. An
// event whose payload's type stays and has other fields has changed, once for all that publish it and once for all that consume it.
func Diff(base, head Catalogue) []Change {
	before, after := links(base), links(head)
	removed, added := without(before, after), without(after, before)
	out := reshaped(before, after)
	for _, c := range []struct {
		kind ChangeKind
		same func(a, b link) bool
	}{
		{PayloadChanged, func(a, b link) bool { return a.now().Topic.same(b.now().Topic) && a.event.certainty != Unknown }},
		{TopicChanged, func(a, b link) bool { return a.event.payload == b.event.payload && a.event.payload != "" }},
	} {
		var changed []Change
		changed, removed, added = pair(c.kind, removed, added, c.same)
		out = append(out, changed...)
	}
	out = append(out, single(added, before, EventAdded, ProducerAdded, ConsumerAdded)...)
	out = append(out, single(removed, after, EventRemoved, ProducerRemoved, ConsumerRemoved)...)
	out = append(out, newTopics(before, after)...)
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(order(a.Kind), order(b.Kind)), a.key().compare(b.key()), -cmp.Compare(a.Direction, b.Direction))
	})
	return out
}

func (c Change) key() eventKey { return eventKey{c.Topic.Name, c.Topic.Certainty, c.Payload} }

// reshaped tells of events that are on both sides and whose payloads have other fields.
func reshaped(before, after []link) []Change {
	var out []Change
	for _, l := range after {
		i, found := slices.BinarySearchFunc(before, l, link.compare)
		if !found || slices.Equal(before[i].now().Fields, l.now().Fields) {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Direction == l.dir && out[n].key() == l.event { // links of an event follow one another
			out[n].Edges = append(slices.Clone(out[n].Edges), l.edges...)
			continue
		}
		c, was := l.change(PayloadChanged), before[i].now()
		c.Was = &was
		out = append(out, c)
	}
	return out
}

// pair finds what was removed and added in one package and is the same in one respect, and returns what is left.
func pair(kind ChangeKind, removed, added []link, same func(a, b link) bool) (changed []Change, restRemoved, restAdded []link) {
	partners := func(l link, list []link) []int {
		var out []int
		for i, o := range list {
			if o.dir == l.dir && o.pkg == l.pkg && same(l, o) {
				out = append(out, i)
			}
		}
		return out
	}
	took := map[int]bool{}
	for _, r := range removed {
		to := partners(r, added)
		if len(to) != 1 || len(partners(added[to[0]], removed)) != 1 {
			restRemoved = append(restRemoved, r)
			continue // which one it became is not known
		}
		a := added[to[0]]
		took[to[0]] = true
		c, was := a.change(kind), r.now()
		c.Was = &was
		changed = append(changed, c)
	}
	for i, a := range added {
		if !took[i] {
			restAdded = append(restAdded, a)
		}
	}
	return changed, restRemoved, restAdded
}

// single tells of links that the other catalogue does not have: of an event that it does not publish at all, once for all producers.
func single(list, other []link, event, producer, consumer ChangeKind) []Change {
	var out []Change
	told := map[eventKey]int{} // where in out
	for _, l := range list {
		c := l.change(consumer)
		if l.dir == Publish {
			c.Kind = producer
			if !slices.ContainsFunc(other, func(o link) bool { return o.dir == Publish && o.event == l.event }) {
				c.Kind = event
				if i, found := told[l.event]; found {
					out[i].Edges = append(slices.Clone(out[i].Edges), l.edges...)
					continue
				}
				told[l.event] = len(out)
			}
		}
		out = append(out, c)
	}
	return out
}

// newTopics tells of the topics that head uses and base does not, each once.
func newTopics(before, after []link) []Change {
	var out []Change
	for _, l := range after {
		topic := l.now().Topic
		if topic.Certainty == Unknown || slices.ContainsFunc(before, l.mayShareTopic) {
			continue
		}
		if i := slices.IndexFunc(out, func(c Change) bool { return c.Topic.same(topic) }); i >= 0 {
			out[i].Edges = append(slices.Clone(out[i].Edges), l.edges...)
			continue
		}
		out = append(out, Change{Kind: TopicAdded, Direction: l.dir, Topic: topic, Edges: l.edges})
	}
	return out
}

// mayShareTopic tells whether a link of before is of the same topic. One of the same package and payload whose topic was not known may have been.
func (l link) mayShareTopic(before link) bool {
	return before.now().Topic.same(l.now().Topic) || before.event.certainty == Unknown && before.pkg == l.pkg && before.event.payload == l.event.payload
}

// ChangeKinds lists the kinds of changes in the order in which they are told.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{EventAdded, EventRemoved, TopicAdded, TopicChanged, PayloadChanged, ProducerAdded, ProducerRemoved, ConsumerAdded, ConsumerRemoved}
}

func order(k ChangeKind) int { return slices.Index(ChangeKinds(), k) }

// EncodeDiff writes changes as JSON.
func EncodeDiff(w io.Writer, changes []Change) error {
	return encode(w, struct {
		Version int      `json:"version"`
		Changes []Change `json:"changes"`
	}{Version, append([]Change{}, changes...)})
}
