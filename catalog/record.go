package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Record writes an answer about an event, or about a consumer of it, into the text of events.yml and returns the new text; name is the file's name in
// errors, and no data makes a new file. An answer to the same question and revision about the same is replaced. All else stays as it is, byte for byte:
// text is cut and put in at the places that the YAML parser names, as writing the tree anew would lose blank lines, indentation and line breaks.
func Record(name string, data []byte, topic, payload string, r Review) ([]byte, error) {
	for _, s := range []string{topic, payload, r.Consumer, r.Answer, r.Note, r.By} {
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("record answer: %q is not encoded in UTF-8", s)
		}
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("record answer: %w", err)
	}
	root, e, err := parseEvents(name, data)
	if err != nil {
		return nil, err
	}
	text := newEventsText(data)
	if root == nil {
		text.appendLines((&Events{Topics: []DeclaredTopic{answered(topic, payload, r)}}).mapping().block())
	} else {
		text.record(root, e, topic, payload, r)
	}
	out := text.bytes()
	line := nearest(root, e, topic, payload)
	e.add(topic, payload, r)
	if !text.made(name, out, e) {
		return nil, fmt.Errorf("%s:%d: it is written in a way in which it cannot be edited; add the answer by hand: %s", name, line, answer(r).flow())
	}
	return out, nil
}

// nearest is the line of what a file has of a message: of its answers, or of its topic, or of all topics.
func nearest(root *yaml.Node, e *Events, topic, payload string) int {
	if root == nil {
		return 1
	}
	at := root
	down := func(key string, item int) bool {
		for i := 0; i+1 < len(at.Content); i += 2 {
			if at.Content[i].Value != key {
				continue
			}
			list := at.Content[i+1]
			if at = list; item >= 0 && item < len(list.Content) {
				at = list.Content[item]
			}
			return item >= 0
		}
		return false
	}
	if i := e.topic(topic); down("topics", i) && down("messages", e.Topics[i].message(payload)) {
		down("review", -1)
	}
	return at.Line
}

// made tells whether edits have made the text that they were to make.
func (d *eventsText) made(name string, out []byte, want *Events) bool {
	_, got, err := parseEvents(name, out)
	return err == nil && !d.odd && reflect.DeepEqual(got, want)
}

// answered is a topic of which there is an answer alone.
func answered(topic, payload string, r Review) DeclaredTopic {
	return DeclaredTopic{Name: topic, Messages: []DeclaredMessage{{Payload: payload, Review: []Review{r}}}}
}

// add puts an answer where Record writes it.
func (e *Events) add(topic, payload string, r Review) {
	i := e.topic(topic)
	if i < 0 {
		i = len(e.Topics)
		e.Topics = append(e.Topics, DeclaredTopic{Name: topic})
	}
	t := &e.Topics[i]
	i = t.message(payload)
	if i < 0 {
		i = len(t.Messages)
		t.Messages = append(t.Messages, DeclaredMessage{Payload: payload})
	}
	m := &t.Messages[i]
	if i = slices.IndexFunc(m.Review, r.answersSame); i < 0 {
		m.Review = append(m.Review, r)
	} else {
		m.Review[i] = r
	}
}

// record goes down the tree as far as it says what the answer is about, and writes the rest there.
func (d *eventsText) record(root *yaml.Node, e *Events, topic, payload string, r Review) {
	whole := answered(topic, payload, r)
	top := d.top(root)
	i := e.topic(topic)
	if i < 0 {
		d.add(top, "topics", whole.mapping())
		return
	}
	t, topics := e.Topics[i], top.of("topics")
	at := topics.item(i)
	if i = t.message(payload); i < 0 {
		d.add(at, "messages", whole.Messages[0].mapping())
		return
	}
	m, messages := t.Messages[i], at.of("messages")
	at = messages.item(i)
	if i = slices.IndexFunc(m.Review, r.answersSame); i < 0 {
		d.add(at, "review", answer(r))
		return
	}
	review := at.of("review")
	d.replace(review.item(i), r)
}

// replace writes an answer over another one. What it says no more becomes empty.
func (d *eventsText) replace(at place, r Review) {
	now := answer(r)
	for _, key := range reviewKeys {
		i := slices.IndexFunc(now, func(p yamlPair) bool { return p.key == key })
		was, found := at.key(key)
		switch {
		case i >= 0 && found:
			d.replaceScalar(was, flows(at.Node), now[i].value)
		case i >= 0:
			d.appendPair(at, now[i])
		case found:
			d.replaceScalar(was, flows(at.Node), `""`)
		}
	}
}
