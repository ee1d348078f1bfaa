package export

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/catalog"
)

// backstage writes entities of Backstage: a component and an API for each service, whose definition is its AsyncAPI document, and a resource for each
// topic. There is no kind for topics, nor a field for the day of an end: these are annotations.
func backstage(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	var entities []pairs
	var out []File
	taken := newSlugs(63)
	var topics, services []string
	for _, t := range v.topics {
		topics = append(topics, taken.give("topic-"+t.title()))
	}
	for _, s := range v.services {
		services = append(services, taken.give(s.label))
	}
	for i, t := range v.topics {
		entities = append(entities, v.resource(t, topics[i]))
	}
	for i, s := range v.services {
		var uses []string
		for _, l := range v.links {
			if l.service == i && !l.fits {
				uses = append(uses, "resource:default/"+topics[l.topic])
			}
		}
		slices.Sort(uses)
		api := taken.give(s.label + "-events")
		entities = append(entities,
			entity("Component", services[i], s.label, v.sourceOf(s.edges), nil, pairs{{"type", "service"}, {"lifecycle", "production"}, {"owner", orElse(s.owner, "unknown")}, {"providesApis", []string{api}}}.with("dependsOn", slices.Compact(uses))),
			entity("API", api, s.label+" events", v.sourceOf(s.edges), nil, pairs{{"type", "asyncapi"}, {"lifecycle", "production"}, {"owner", orElse(s.owner, "unknown")}, {"definition", pairs{{"$text", "./" + s.id + ".asyncapi.json"}}}}))
		data, err := jsonText(v.serviceAPI(i))
		if err != nil {
			return nil, err
		}
		out = append(out, File{s.id + ".asyncapi.json", data})
	}
	var text []byte
	for _, e := range entities {
		data, err := yamlText(e)
		if err != nil {
			return nil, err
		}
		text = append(append(text, "---\n"...), data...)
	}
	return append([]File{{"catalog-info.yaml", text}}, out...), nil
}

func (v *view) resource(t *topic, name string) pairs {
	lifecycle, notes := "production", pairs{}.with("buslint.dev/bus", t.bus).with("buslint.dev/topic", t.name)
	if t.declared != nil && slices.Contains([]string{"draft", "alpha", "beta"}, t.declared.Lifecycle) {
		lifecycle = "experimental"
	}
	if e := t.ending(); e != nil {
		lifecycle = "deprecated"
		notes = notes.with("buslint.dev/deprecated-since", e.Since).with("buslint.dev/sunset", e.Sunset).with("buslint.dev/replacement", e.Replacement)
	}
	return entity("Resource", name, t.title(), v.sourceOf(t.edges), notes, pairs{{"type", "topic"}, {"lifecycle", lifecycle}, {"owner", orElse(t.owner, "unknown")}})
}

// entity is what all entities have. Owners are names of groups, or what people wrote.
func entity(kind, name, title, source string, annotations, spec pairs) pairs {
	if source != "" {
		annotations = append(annotations, pair{"backstage.io/source-location", "url:" + source})
	}
	for i, p := range spec {
		if p.key == "owner" {
			spec[i].value = groupName(p.value.(string))
		}
	}
	return pairs{{"apiVersion", "backstage.io/v1alpha1"}, {"kind", kind}, {"metadata", pairs{{"name", name}}.with("title", cut(title, 120)).with("annotations", annotations)}, {"spec", spec}}
}

// groupName is the name of an owner's entity: "@acme/team-orders" is team-orders.
func groupName(owner string) string {
	for i := len(owner) - 1; i > 0; i-- {
		if owner[0] == '@' && owner[i] == '/' {
			owner = owner[i+1:]
			break
		}
	}
	return newSlugs(63).give(cmp.Or(owner, "unknown"))
}

// sourceOf is the address of the first line of code that has one.
func (v *view) sourceOf(edges []catalog.Edge) string {
	for _, e := range edges {
		if at := v.source(e); at != "" {
			return at
		}
	}
	return ""
}
