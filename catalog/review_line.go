package catalog

import "gopkg.in/yaml.v3"

// ReviewLines reads the text of an events.yml, and returns a function that says on which line the nth answer about an event stands, counted from 0 on in the
// order of [Events.Reviews]; 0 if it does not stand there.
func ReviewLines(data []byte) func(topic, payload string, n int) int {
	root, e, err := parseEvents(EventsFile, data)
	return func(topic, payload string, n int) int {
		if err != nil || root == nil || e.topic(topic) < 0 {
			return 0
		}
		i := e.topic(topic)
		at := element(element(root, "topics", i), "messages", e.Topics[i].message(payload))
		if at = element(at, "review", n); at == nil {
			return 0
		}
		return at.Line
	}
}

// element is the nth element of a list that a mapping has, nil if there is none.
func element(mapping *yaml.Node, key string, n int) *yaml.Node {
	if mapping == nil {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if list := mapping.Content[i+1]; mapping.Content[i].Value == key && 0 <= n && n < len(list.Content) {
			return list.Content[n]
		}
	}
	return nil
}

// Has tells whether people say something of an event: of a payload on a topic, also as one of the versions of a message.
func (e *Events) Has(topic, payload string) bool {
	i := e.topic(topic)
	return i >= 0 && e.Topics[i].message(payload) >= 0
}
