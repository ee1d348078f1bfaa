package export

import (
	"github.com/buslint/buslint/catalog"
)

// jsonSchema writes a JSON Schema for each event.
func jsonSchema(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	var out []File
	for _, ev := range v.events {
		data, err := jsonText(v.jsonSchema(ev))
		if err != nil {
			return nil, err
		}
		out = append(out, File{ev.id + ".schema.json", data})
	}
	return out, nil
}

func (v *view) jsonSchema(ev *event) pairs {
	s := schemaOf(ev, "#/$defs/")
	out := pairs{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", "urn:buslint:" + ev.id}}.
		with("title", ev.name).with("x-go-type", ev.payload).with("x-format", ev.format)
	if v.ends(ev) {
		out = append(out, pair{"deprecated", true})
	}
	if root, ok := s.root.(pairs); ok {
		out = append(out, root...)
	}
	if len(s.defs) > 0 {
		out = append(out, pair{"$defs", s.defs})
	}
	return out
}

// ends tells whether an event is deprecated on all topics that it is on.
func (v *view) ends(ev *event) bool {
	found := false
	for _, t := range v.topics {
		for _, on := range t.events {
			if on != ev {
				continue
			}
			if t.endingOf(ev.payload) == nil {
				return false
			}
			found = true
		}
	}
	return found
}
