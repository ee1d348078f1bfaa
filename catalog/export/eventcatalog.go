package export

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/buslint/buslint/catalog"
)

// eventCatalog writes the folders of an EventCatalog: services, channels, events with their versions, and teams. Its keys are its own; what it has no key
// for begins with "x-", as it asks.
func eventCatalog(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	w := mdxWriter{view: v, refs: map[*event]mdxRef{}}
	w.name()
	for i := range v.services {
		if err := w.service(i); err != nil {
			return nil, err
		}
	}
	for _, t := range v.topics {
		w.channel(t)
	}
	for _, ev := range v.events {
		if err := w.event(ev); err != nil {
			return nil, err
		}
	}
	slices.Sort(w.owners)
	for _, owner := range slices.Compact(w.owners) {
		w.page("teams/"+owner+".mdx", pairs{{"id", owner}, {"name", owner}, {"summary", "Owns what names it."}}, "Owns what names it.")
	}
	return w.files, w.err
}

// firstVersion is that of what has no versions.
const firstVersion = "1.0.0"

// mdxRef is where an event stands: one with versions stands under the name that events.yml gives it.
type mdxRef struct {
	id, version string
	latest      bool
}

type mdxWriter struct {
	*view
	refs   map[*event]mdxRef
	owners []string
	files  []File
	err    error
}

// name gives events their ids and versions.
func (w *mdxWriter) name() {
	ids := newSlugs(100)
	groups := map[string]string{}
	highest := map[string]int{}
	for _, ev := range w.events {
		if len(ev.versions) > 0 {
			n := ev.versions[0]
			key := n.topic.id + " " + n.number.Event
			if groups[key] == "" {
				groups[key] = ids.give(n.number.Event)
			}
			highest[key] = max(highest[key], n.number.Version)
		}
	}
	for _, ev := range w.events {
		if len(ev.versions) == 0 {
			w.refs[ev] = mdxRef{ids.give(ev.name), firstVersion, true}
			continue
		}
		n := ev.versions[0]
		key := n.topic.id + " " + n.number.Event
		w.refs[ev] = mdxRef{groups[key], fmt.Sprintf("%d.0.0", n.number.Version), n.number.Version == highest[key]}
	}
}

// owner notes and returns the name of a team.
func (w *mdxWriter) owner(name string) []string {
	if plain(name) == "" {
		name = "unowned"
	}
	team := groupName(name)
	w.owners = append(w.owners, team)
	return []string{team}
}

func (w *mdxWriter) service(i int) error {
	s := w.services[i]
	var sends, receives []pairs
	for _, l := range w.links {
		if l.service != i || l.fits {
			continue
		}
		t := w.topics[l.topic]
		for _, ev := range t.events {
			if !l.carries(ev.payload) {
				continue
			}
			ref := w.refs[ev]
			to := []pairs{{{"id", t.id}, {"version", firstVersion}}}
			message := pairs{{"id", ref.id}, {"version", ref.version}}
			if l.direction == catalog.Publish {
				sends = append(sends, append(message, pair{"to", to}))
			} else {
				receives = append(receives, append(message.with("fields", l.reads(ev.payload)), pair{"from", to}))
			}
		}
	}
	what := "Found in the code by buslint."
	if s.external {
		what = "Its code was not seen: it is registered as a consumer, or a broker has seen it."
	}
	data, err := jsonText(w.serviceAPI(i))
	if err != nil {
		return err
	}
	folder := path.Join("services", s.id)
	w.files = append(w.files, File{path.Join(folder, "asyncapi.json"), data})
	w.page(path.Join(folder, "index.mdx"), pairs{{"id", s.id}}.with("name", cut(s.label, 120)).with("version", firstVersion).with("summary", "Publishes and consumes events. "+what).with("owners", w.owner(s.owner)).
		with("sends", sends).with("receives", receives).with("specifications", []pairs{{{"type", "asyncapi"}, {"path", "asyncapi.json"}, {"name", "Events"}}}).with("x-package", s.name), what+"\n\n"+w.places(s.edges)+"\n<NodeGraph />")
	return nil
}

// reads lists the fields that are read of a payload here.
func (l link) reads(payload string) []string {
	var out []string
	for _, e := range l.edges {
		if e.Payload == payload {
			out = append(out, e.Reads...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (w *mdxWriter) channel(t *topic) {
	front := pairs{{"id", t.id}}.with("name", cut(t.title(), 120)).with("version", firstVersion).with("summary", "A topic"+in(" of ", t.bus)+".").with("owners", w.owner(t.owner)).with("address", t.name)
	if t.bus != "" {
		front = front.with("protocols", []string{t.bus})
	}
	if e := t.ending(); e != nil {
		front = deprecated(front, e)
	}
	w.page(path.Join("channels", t.id, "index.mdx"), front, "Found in the code by buslint.\n\n"+w.places(t.edges)+"\n<NodeGraph />")
}

func (w *mdxWriter) event(ev *event) error {
	ref := w.refs[ev]
	folder := path.Join("events", ref.id)
	if !ref.latest {
		folder = path.Join(folder, "versioned", ref.version)
	}
	data, err := jsonText(w.jsonSchema(ev))
	if err != nil {
		return err
	}
	w.files = append(w.files, File{path.Join(folder, "schema.json"), data})
	owner := producerOwner(ev.edges)
	front := pairs{{"id", ref.id}}.with("name", cut(ev.name, 120)).with("version", ref.version).with("summary", "An event, written by the Go type "+cut(ev.name, 120)+".").with("owners", w.owner(owner)).
		with("schemaPath", "schema.json").with("x-go-type", ev.payload).with("x-ordering-key", plain(strings.Join(ev.keys(""), ", ")))
	for _, t := range w.topics {
		if e := t.endingOf(ev.payload); e != nil && slices.Contains(t.events, ev) {
			front = deprecated(front, e)
			break
		}
	}
	w.page(path.Join(folder, "index.mdx"), front, "Found in the code by buslint.\n\n"+w.places(ev.edges)+"\n<Schema file=\"schema.json\" />\n\n<NodeGraph />")
	return nil
}

// deprecated says since when something is, and in its message what there is no key for.
func deprecated(front pairs, e *catalog.Ending) pairs {
	d := pairs{}.with("date", e.Since).with("message", strings.ToUpper(endingText(e)[:1])+plain(endingText(e))[1:]+".")
	return append(front, pair{"deprecated", d}).with("x-sunset", e.Sunset).with("x-replacement", e.Replacement)
}

// in is a word with another in front, "" if there is no word.
func in(before, word string) string {
	if word == "" {
		return ""
	}
	return before + word
}

// places lists where the code is.
func (w *mdxWriter) places(edges []catalog.Edge) string {
	var b strings.Builder
	for _, e := range edges {
		place := mdxText(fmt.Sprintf("%s:%d", w.path(e), e.Position.Line))
		if at := w.source(e); at != "" {
			place = "[" + place + "](<" + at + ">)"
		}
		fmt.Fprintf(&b, "- %s %s %s\n", place, map[catalog.Direction]string{catalog.Publish: "publishes", catalog.Consume: "consumes"}[e.Direction], mdxText(orElse(catalog.ShortType(e.Payload), "an unknown payload")))
	}
	return b.String()
}

// page adds a page of MDX.
func (w *mdxWriter) page(name string, front pairs, body string) {
	data, err := yamlText(front)
	if err != nil {
		w.err = fmt.Errorf("write %s: %w", name, err)
		return
	}
	w.files = append(w.files, File{name, []byte("---\n" + string(data) + "---\n\n" + body + "\n")})
}

// mdxText writes all signs that could mean something in MDX as entities, which mean themselves.
func mdxText(s string) string {
	var b strings.Builder
	for _, r := range cut(s, 160) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ./:,-…", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}
