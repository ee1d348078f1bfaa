package export

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// view is a catalogue as exports need it: its edges gathered by topic, service and event, in the order of their names.
type view struct {
	catalog.Catalogue
	title    string
	source   func(catalog.Edge) string // address of its line of code, "" if there is none
	topics   []*topic
	services []*service
	events   []*event
	links    []link
}

// topic is a topic of one bus. All topics of a bus of which nothing is known are one.
type topic struct {
	id        string
	name      string // "" if nothing is known of it
	bus       string // "" if it is not known
	certainty catalog.Certainty
	declared  *catalog.Declaration
	owner     string
	edges     []catalog.Edge
	events    []*event
}

// service is what is deployed as one: a service of events.yml, or else a package.
type service struct {
	id       string
	name     string // in full
	label    string // without the path of its module
	owner    string
	external bool // its code was not seen: it is registered, or a broker has seen it
	edges    []catalog.Edge
}

// event is a payload type. Topics have payloads of which nothing is known too; these are no events.
type event struct {
	id       string
	payload  string // full name of its type
	name     string // of its type, without the folders of its package
	format   string
	shape    *payload.Schema // nil if it is not known
	fields   []catalog.Field
	versions []version
	edges    []catalog.Edge
}

// keys lists what its publishers make partition keys of, sorted.
func (ev *event) keys(bus string) []string {
	var out []string
	for _, e := range ev.edges {
		if e.Direction == catalog.Publish && e.Key.By != "" && (bus == "" || e.Bus == bus) {
			out = append(out, e.Key.String())
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// version is what events.yml says of an event on a topic.
type version struct {
	topic  *topic
	number catalog.Numbered
}

// link joins a service and a topic.
type link struct {
	service, topic int // in view.services and view.topics
	direction      catalog.Direction
	fits           bool // its edges are about a pattern that the topic fits
	sure           bool // false: the topic is one of several that may be meant
	deprecated     bool // all that passes here is
	edges          []catalog.Edge
}

// path is the file of an edge, with its module's path where there are several modules.
func (v *view) path(e catalog.Edge) string {
	if len(v.Origins) == 1 && v.Origins[0].Module == e.Position.Module {
		return e.Position.File
	}
	return e.Position.Path()
}

// look gathers a catalogue.
func look(c catalog.Catalogue, o Options) *view {
	v := &view{Catalogue: c, title: o.Title, source: sources(c, o.Source)}
	if v.title == "" {
		v.title = "events"
		if len(c.Origins) > 0 {
			v.title = c.Origins[0].Module
		}
	}
	v.gatherTopics()
	v.gatherServices()
	v.gatherEvents()
	v.gatherLinks()
	return v
}

type topicKey struct{ name, bus string }

// family is the bus whose topics an edge or declaration is about: NATS and its streams share their subjects.
func family(bus string) string {
	if bus == "jetstream" {
		return "nats"
	}
	return bus
}

func (v *view) gatherTopics() {
	buses := map[string][]string{} // of each name
	note := func(name, bus string) {
		if bus = family(bus); !slices.Contains(buses[name], bus) {
			buses[name] = append(buses[name], bus)
		}
	}
	for _, e := range v.Edges {
		note(e.Topic.Name, e.Bus)
	}
	for _, d := range v.Topics {
		note(d.Name, d.Bus)
	}
	key := func(name, bus string) topicKey {
		known := slices.DeleteFunc(slices.Clone(buses[name]), func(b string) bool { return b == "" })
		if bus == "" && name != "" && len(known) == 1 {
			return topicKey{name, known[0]} // a library of several buses; there is only one of that name
		}
		return topicKey{name, family(bus)}
	}
	byKey := map[topicKey]*topic{}
	get := func(k topicKey) *topic {
		t := byKey[k]
		if t == nil {
			t = &topic{name: k.name, bus: k.bus, certainty: catalog.Constant}
			byKey[k] = t
			v.topics = append(v.topics, t)
		}
		return t
	}
	for i := range v.Topics {
		d := &v.Topics[i]
		t := get(key(d.Name, d.Bus))
		t.owner = cmp.Or(t.owner, d.Owner)
		if t.declared == nil || len(t.declared.Endings) == 0 && len(d.Endings) > 0 {
			t.declared = d
		}
		if strings.Contains(d.Name, "{}") {
			t.certainty = catalog.Pattern
		}
	}
	for _, e := range v.Edges {
		t := get(key(e.Topic.Name, e.Bus))
		t.certainty = e.Topic.Certainty
		t.edges = append(t.edges, e)
	}
	slices.SortFunc(v.topics, func(a, b *topic) int {
		return cmp.Or(-cmp.Compare(min(len(a.name), 1), min(len(b.name), 1)), cmp.Compare(a.name, b.name), cmp.Compare(a.bus, b.bus))
	})
	ids := newSlugs(100)
	for _, t := range v.topics {
		if t.owner == "" {
			t.owner = producerOwner(t.edges)
		}
		t.id = ids.give(t.title())
	}
}

// producerOwner is who owns a topic that says nothing of that itself.
func producerOwner(edges []catalog.Edge) string {
	for _, e := range edges {
		if e.Direction == catalog.Publish && e.Owner != "" {
			return e.Owner
		}
	}
	return ""
}

// title names a topic for people.
func (t *topic) title() string {
	switch {
	case t.name != "":
		return t.name
	case t.bus != "":
		return "unknown topic of " + t.bus
	}
	return "unknown topic"
}

// ending is the deprecation of the whole topic, nil without.
func (t *topic) ending() *catalog.Ending {
	if t.declared == nil {
		return nil
	}
	if i := slices.IndexFunc(t.declared.Endings, func(e catalog.Ending) bool { return e.Version == 0 }); i >= 0 {
		return &t.declared.Endings[i]
	}
	return nil
}

// endingOf is the deprecation of a payload on the topic: its own, or that of the topic.
func (t *topic) endingOf(payload string) *catalog.Ending {
	if t.declared != nil && payload != "" {
		if i := slices.IndexFunc(t.declared.Endings, func(e catalog.Ending) bool { return e.Version != 0 && e.Payload == payload }); i >= 0 {
			return &t.declared.Endings[i]
		}
	}
	return t.ending()
}

func (v *view) gatherServices() {
	byName := map[string]*service{}
	for _, e := range v.Edges {
		name := e.Who()
		s := byName[name]
		if s == nil {
			s = &service{name: name, label: v.label(e), external: true}
			byName[name] = s
			v.services = append(v.services, s)
		}
		s.owner = cmp.Or(s.owner, e.Owner)
		s.external = s.external && e.Source != catalog.Static
		s.edges = append(s.edges, e)
	}
	slices.SortFunc(v.services, func(a, b *service) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.name, b.name))
	})
	ids := newSlugs(60)
	for _, s := range v.services {
		s.id = ids.give(s.label)
	}
}

// label is the name of an edge's service without the path of its module, which all would share.
func (v *view) label(e catalog.Edge) string {
	name := e.Who()
	for _, o := range v.Origins {
		if rest, ok := strings.CutPrefix(name, o.Module+"/"); ok && len(v.Origins) == 1 {
			return rest
		}
		if name == o.Module {
			return path.Base(name)
		}
	}
	return name
}

func (v *view) gatherEvents() {
	byType := map[string]*event{}
	for _, e := range v.Edges { // publishing ones come first, and say what is written
		if e.Payload == "" {
			continue
		}
		ev := byType[e.Payload]
		if ev == nil {
			ev = &event{payload: e.Payload, name: catalog.ShortType(e.Payload)}
			byType[e.Payload] = ev
			v.events = append(v.events, ev)
		}
		ev.format = cmp.Or(ev.format, e.Format)
		if ev.shape == nil {
			ev.shape = v.Shapes[e.Shape]
		}
		if ev.fields == nil {
			ev.fields = e.Fields
		}
		ev.edges = append(ev.edges, e)
	}
	for _, t := range v.topics {
		if t.declared == nil {
			continue
		}
		for _, n := range t.declared.Versions {
			if ev := byType[n.Payload]; ev != nil {
				ev.versions = append(ev.versions, version{t, n})
			}
		}
	}
	slices.SortFunc(v.events, func(a, b *event) int { return cmp.Compare(a.payload, b.payload) })
	ids := newSlugs(100)
	for _, ev := range v.events {
		ev.id = ids.give(ev.name)
	}
	for _, t := range v.topics {
		for _, e := range t.edges {
			if ev := byType[e.Payload]; ev != nil && !slices.Contains(t.events, ev) {
				t.events = append(t.events, ev)
			}
		}
		slices.SortFunc(t.events, func(a, b *event) int { return cmp.Compare(a.payload, b.payload) })
	}
}

func (v *view) gatherLinks() {
	type key struct {
		service, topic int
		direction      catalog.Direction
	}
	at := map[string]int{}
	for i, s := range v.services {
		at[s.name] = i
	}
	byKey := map[key]int{}
	for i, t := range v.topics {
		for _, e := range t.edges {
			k := key{at[e.Who()], i, e.Direction}
			n, ok := byKey[k]
			if !ok {
				n = len(v.links)
				byKey[k] = n
				v.links = append(v.links, link{service: k.service, topic: i, direction: e.Direction, deprecated: true})
			}
			l := &v.links[n]
			l.sure = l.sure || e.Confidence == catalog.High && e.Topic.Certainty == catalog.Constant
			l.deprecated = l.deprecated && t.endingOf(e.Payload) != nil
			l.edges = append(l.edges, e)
		}
		v.perhaps(i, at)
	}
	slices.SortStableFunc(v.links, func(a, b link) int {
		return cmp.Or(-cmp.Compare(a.direction, b.direction), cmp.Compare(a.topic, b.topic), cmp.Compare(a.service, b.service))
	})
}

// perhaps links a topic with those who consume all topics of a pattern that it fits.
func (v *view) perhaps(topic int, at map[string]int) {
	t := v.topics[topic]
	if t.certainty != catalog.Constant || len(t.edges) == 0 {
		return
	}
	var done []int
	for _, wide := range v.topics {
		if wide.certainty != catalog.Pattern {
			continue
		}
		for _, e := range wide.edges {
			s := at[e.Who()]
			if e.Direction != catalog.Consume || slices.Contains(done, s) || !t.edges[0].Meets(e) {
				continue
			}
			done = append(done, s)
			if !slices.ContainsFunc(t.edges, func(o catalog.Edge) bool { return o.Direction == catalog.Consume && o.Who() == e.Who() }) {
				v.links = append(v.links, link{service: s, topic: topic, direction: catalog.Consume, fits: true, deprecated: t.ending() != nil, edges: []catalog.Edge{e}})
			}
		}
	}
}
