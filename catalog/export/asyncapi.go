package export

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// asyncAPI writes an AsyncAPI 3.0 document for each service, as sending and receiving are meant from an application's side, or one of all with
// Options.Merged, whose operations begin with the service's name.
func asyncAPI(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	if o.Merged || len(v.services) < 2 {
		data, err := jsonText(v.asyncAPI(v.title, v.links, o.Merged))
		if err != nil {
			return nil, err
		}
		return one("asyncapi.json", data), nil
	}
	var out []File
	for i := range v.services {
		data, err := jsonText(v.serviceAPI(i))
		if err != nil {
			return nil, err
		}
		out = append(out, File{v.services[i].id + ".asyncapi.json", data})
	}
	return out, nil
}

// serviceAPI is the document of one service.
func (v *view) serviceAPI(service int) pairs {
	var links []link
	for _, l := range v.links {
		if l.service == service {
			links = append(links, l)
		}
	}
	return v.asyncAPI(v.services[service].label, links, false)
}

func (v *view) asyncAPI(title string, links []link, merged bool) pairs {
	links = slices.DeleteFunc(slices.Clone(links), func(l link) bool { return l.fits })
	services, topics := ends(links)
	var owners []string
	for _, s := range services {
		if o := v.services[s].owner; o != "" && !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
	}
	slices.Sort(owners)
	info := pairs{}.with("title", orElse(title, "events")).with("version", v.revision()).
		with("description", "Who publishes and consumes what, as buslint found it in the code.").with("tags", tags(append([]string{"events"}, owners...)))
	servers, channels, operations, messages, schemas := pairs{}, pairs{}, pairs{}, pairs{}, pairs{}
	var buses []string
	var events []*event
	for _, t := range topics {
		topic := v.topics[t]
		if topic.bus != "" && !slices.Contains(buses, topic.bus) {
			buses = append(buses, topic.bus)
		}
		own := eventsOf(topic, links, t)
		channels = append(channels, pair{topic.id, channel(topic, own, hasUnknown(links, t))})
		for _, ev := range own {
			if !slices.Contains(events, ev) {
				events = append(events, ev)
			}
		}
	}
	slices.Sort(buses)
	for _, b := range buses {
		servers = append(servers, pair{b, server(b)})
	}
	ids := newSlugs(200)
	for _, l := range links {
		action := map[catalog.Direction]string{catalog.Publish: "send", catalog.Consume: "receive"}[l.direction]
		id := action + "." + v.topics[l.topic].id
		if merged {
			id = v.services[l.service].id + "." + id
		}
		operations = append(operations, pair{ids.give(id), v.operation(l, action)})
	}
	slices.SortFunc(events, func(a, b *event) int { return strings.Compare(a.payload, b.payload) })
	for _, ev := range events {
		message, own := v.message(ev)
		messages, schemas = append(messages, pair{ev.id, message}), append(schemas, own...)
	}
	if slices.ContainsFunc(topics, func(t int) bool { return hasUnknown(links, t) }) {
		messages = append(messages, pair{unknownMessage, pairs{{"title", "Unknown payload"}, {"summary", "What is published or consumed here is not known from the code."}}})
	}
	return pairs{{"asyncapi", "3.0.0"}, {"info", info}, {"defaultContentType", "application/json"}}.with("servers", servers).
		with("channels", channels).with("operations", operations).with("components", pairs{}.with("messages", messages).with("schemas", schemas))
}

// unknownMessage is the id of the message of which nothing is known. Events' ids end in a type's name, which has a capital or a dot in front.
const unknownMessage = "_unknown"

// revision is the version of what is described: the commit.
func (v *view) revision() string {
	if len(v.Origins) == 1 && v.Origins[0].Commit != "" {
		return v.Origins[0].Commit[:min(12, len(v.Origins[0].Commit))]
	}
	return "0"
}

func orElse(s, other string) string {
	if plain(s) == "" {
		return other
	}
	return s
}

func tags(names []string) []pairs {
	var out []pairs
	for _, n := range names {
		out = append(out, pairs{{"name", plain(n)}})
	}
	return out
}

// eventsOf lists the events of some links on a topic.
func eventsOf(t *topic, links []link, at int) []*event {
	var out []*event
	for _, ev := range t.events {
		if slices.ContainsFunc(links, func(l link) bool { return l.topic == at && l.carries(ev.payload) }) {
			out = append(out, ev)
		}
	}
	return out
}

// carries tells whether a payload passes here, "" for those of which nothing is known.
func (l link) carries(payload string) bool {
	return slices.ContainsFunc(l.edges, func(e catalog.Edge) bool { return e.Payload == payload })
}

func hasUnknown(links []link, topic int) bool {
	return slices.ContainsFunc(links, func(l link) bool { return l.topic == topic && l.carries("") })
}

// hole matches what is not known of a topic's name, and parameters.
var hole = regexp.MustCompile(`\{([A-Za-z0-9_-]*)\}`)

func channel(t *topic, events []*event, unknown bool) pairs {
	out, parameters := pairs{}, pairs{}
	if t.name == "" {
		out = append(out, pair{"address", nil})
	} else {
		n := 0
		address := hole.ReplaceAllStringFunc(plain(t.name), func(s string) string {
			if s == "{}" {
				n++
				s = fmt.Sprintf("{part%d}", n)
			}
			if name := strings.Trim(s, "{}"); !slices.ContainsFunc(parameters, func(p pair) bool { return p.key == name }) {
				parameters = append(parameters, pair{name, pairs{{"description", "known to the running program alone"}}})
			}
			return s
		})
		out = append(out, pair{"address", address})
	}
	out = out.with("title", t.title())
	messages := pairs{}
	for _, ev := range events {
		messages = append(messages, pair{ev.id, ref("#/components/messages/" + ev.id)})
	}
	if unknown {
		messages = append(messages, pair{unknownMessage, ref("#/components/messages/" + unknownMessage)})
	}
	out = out.with("messages", messages).with("parameters", parameters)
	if t.bus != "" {
		out = out.with("servers", []pairs{ref("#/servers/" + t.bus)})
	}
	out = out.with("bindings", channelBindings(t)).with("x-owner", t.owner)
	if t.declared != nil {
		out = out.with("x-lifecycle", t.declared.Lifecycle)
	}
	if e := t.ending(); e != nil {
		out = append(out, pair{"x-deprecated", ending(e)})
	}
	return out
}

func ref(to string) pairs { return pairs{{"$ref", to}} }

func ending(e *catalog.Ending) pairs {
	return pairs{}.with("since", e.Since).with("sunset", e.Sunset).with("replacement", e.Replacement)
}

func (v *view) operation(l link, action string) pairs {
	t, s := v.topics[l.topic], v.services[l.service]
	out := pairs{{"action", action}, {"channel", ref("#/channels/" + t.id)}}.
		with("title", s.label+map[string]string{"send": " publishes on ", "receive": " consumes "}[action]+t.title())
	var places, messages []pairs
	var words []string
	for _, ev := range t.events {
		if l.carries(ev.payload) {
			messages = append(messages, ref("#/channels/"+t.id+"/messages/"+ev.id))
		}
	}
	if l.carries("") {
		messages = append(messages, ref("#/channels/"+t.id+"/messages/"+unknownMessage))
	}
	for _, e := range l.edges {
		place := fmt.Sprintf("%s:%d", v.path(e), e.Position.Line)
		words = append(words, place)
		places = append(places, pairs{}.with("place", place).with("function", e.Function).with("library", e.Library).with("topic", e.Topic.Found()).with("key", e.Key.String()).with("known", string(e.Source)).with("confidence", string(e.Confidence)).with("url", v.source(e)))
	}
	out = out.with("description", "At "+strings.Join(words, ", ")+".").with("tags", tags([]string{s.label})).with("messages", messages)
	return out.with("bindings", operationBindings(t.bus, l)).with("x-owner", s.owner).with("x-places", places)
}

// message describes an event, and the schemas that it needs.
func (v *view) message(ev *event) (message, schemas pairs) {
	message = pairs{}.with("name", ev.name).with("title", ev.name).with("contentType", contentType(ev.format))
	if ev.shape != nil && len(ev.shape.Avro) > 0 {
		message = append(message, pair{"payload", pairs{{"schemaFormat", "application/vnd.apache.avro;version=1.9.0"}, {"schema", ev.shape.Avro}}})
	} else {
		s := schemaOf(ev, "#/components/schemas/"+ev.id+".")
		message = append(message, pair{"payload", ref("#/components/schemas/" + ev.id)})
		schemas = pairs{{ev.id, s.root}}
		for _, d := range s.defs {
			schemas = append(schemas, pair{ev.id + "." + d.key, d.value})
		}
	}
	message = message.with("bindings", messageBindings(ev))
	for _, n := range ev.versions {
		message = append(message, pair{"x-version", n.number.Version})
		break
	}
	if v.ends(ev) {
		message = append(message, pair{"deprecated", true})
	}
	for _, t := range v.topics {
		if e := t.endingOf(ev.payload); e != nil && slices.Contains(t.events, ev) {
			message = append(message, pair{"x-deprecated", ending(e)})
			break
		}
	}
	return message.with("x-go-type", ev.payload), schemas
}

// contentType is the media type of a format, "" if it has none that all agree on.
func contentType(format string) string {
	return map[string]string{"json": "application/json", "jsonv2": "application/json", "protobuf": "application/protobuf", "avro": "application/avro", "msgpack": "application/msgpack", "bson": "application/bson", "xml": "application/xml"}[format]
}
