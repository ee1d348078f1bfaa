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
	TopicChanged    ChangeKind = "topic-changed"
	PayloadChanged  ChangeKind = "payload-changed"
	ProducerAdded   ChangeKind = "producer-added" // of an event that is published elsewhere too
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
	Was       *Event     `json:"was,omitempty"` // before a topic or payload changed
	Edges     []Edge     `json:"edges"`         // where it is now, or was before it was removed
}

// Event is a payload on a topic.
type Event struct {
	Topic   Topic  `json:"topic"`
	Payload string `json:"payload,omitempty"`
}

// event is an event as a key: where its topic's name was found says nothing of which it is.
func (e Edge) event() Event {
	return Event{Topic{Certainty: e.Topic.Certainty, Name: e.Topic.Name}, e.Payload}
}

func (e Event) compare(o Event) int {
	return cmp.Or(cmp.Compare(e.Topic.Name, o.Topic.Name), cmp.Compare(e.Topic.Certainty, o.Topic.Certainty), cmp.Compare(e.Payload, o.Payload))
}

// link is what is compared: a package that publishes or consumes an event, and where it does.
type link struct {
	dir   Direction
	pkg   string
	event Event
	edges []Edge
}

func (l link) compare(o link) int {
	return cmp.Or(-cmp.Compare(l.dir, o.dir), l.event.compare(o.event), cmp.Compare(l.pkg, o.pkg))
}

// links joins the edges of a catalogue.
func links(c Catalogue) []link {
	var out []link
	for _, e := range c.Edges {
		l := link{dir: e.Direction, pkg: e.Package, event: e.event(), edges: []Edge{e}}
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
// stays and whose topic does not, or the other way round, has changed if there is only one that it may have been; all else was added or removed.
func Diff(base, head Catalogue) []Change {
	before, after := links(base), links(head)
	removed, added := without(before, after), without(after, before)
	var out []Change
	for _, c := range []struct {
		kind ChangeKind
		same func(a, b link) bool
	}{
		{PayloadChanged, func(a, b link) bool { return a.event.Topic.same(b.event.Topic) && a.event.Topic.Certainty != Unknown }},
		{TopicChanged, func(a, b link) bool { return a.event.Payload == b.event.Payload && a.event.Payload != "" }},
	} {
		var changed []Change
		changed, removed, added = pair(c.kind, removed, added, c.same)
		out = append(out, changed...)
	}
	out = append(out, single(added, before, EventAdded, ProducerAdded, ConsumerAdded)...)
	out = append(out, single(removed, after, EventRemoved, ProducerRemoved, ConsumerRemoved)...)
	slices.SortStableFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(order(a.Kind), order(b.Kind)), Event{a.Topic, a.Payload}.compare(Event{b.Topic, b.Payload}), -cmp.Compare(a.Direction, b.Direction))
	})
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
		was := Event{r.edges[0].Topic, r.event.Payload}
		changed = append(changed, Change{kind, a.dir, a.edges[0].Topic, a.event.Payload, &was, a.edges})
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
	told := map[Event]int{} // where in out
	for _, l := range list {
		c := Change{Kind: consumer, Direction: l.dir, Topic: l.edges[0].Topic, Payload: l.event.Payload, Edges: l.edges}
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

// order is the order in which changes are told.
func order(k ChangeKind) int {
	return slices.Index([]ChangeKind{EventAdded, EventRemoved, TopicChanged, PayloadChanged, ProducerAdded, ProducerRemoved, ConsumerAdded, ConsumerRemoved}, k)
}

// EncodeDiff writes changes as JSON.
func EncodeDiff(w io.Writer, changes []Change) error {
	return encode(w, struct {
		Version int      `json:"version"`
		Changes []Change `json:"changes"`
	}{Version, append([]Change{}, changes...)})
}
