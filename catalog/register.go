package catalog

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

// Register works out the edits that write topics into the file. Of a topic that stands there already its messages and consumers are added. All else stays as it
// is, byte for byte. It returns the new text too.
func (f *File) Register(topics ...DeclaredTopic) ([]finding.Edit, []byte, error) {
	d := newEventsText(f.Text)
	want := f.Events
	want.Topics = slices.Clone(want.Topics)
	for _, t := range topics {
		i := want.topic(t.Name)
		if i < 0 {
			want.Topics = append(want.Topics, t)
			continue
		}
		known := &want.Topics[i]
		known.Messages = slices.Concat(known.Messages, t.Messages)
		known.Consumers = slices.Concat(known.Consumers, t.Consumers)
	}
	if f.root == nil {
		d.appendLines(want.mapping().block())
	} else {
		d.register(f, topics)
	}
	out := d.bytes()
	if !d.made(f.Name, out, &want) {
		return nil, nil, fmt.Errorf("%s: it is written in a way in which it cannot be edited; register by hand: %s", f.Name, topics[0].mapping().flow())
	}
	return f.changes(d), out, nil
}

func (d *eventsText) register(f *File, topics []DeclaredTopic) {
	top := d.top(f.root)
	var added []mapping
	for _, t := range topics {
		i := f.topic(t.Name)
		if i < 0 {
			added = append(added, t.mapping())
			continue
		}
		at := top.of("topics")
		at = at.item(i)
		var messages, consumers []mapping
		for _, m := range t.Messages {
			messages = append(messages, m.mapping())
		}
		for _, c := range t.Consumers {
			consumers = append(consumers, c.mapping())
		}
		d.addAll(at, "messages", messages)
		d.addAll(at, "consumers", consumers)
	}
	d.addAll(top, "topics", added)
}

// addAll puts elements into the list of a mapping's key, which the mapping may lack.
func (d *eventsText) addAll(p place, key string, items []mapping) {
	if len(items) == 0 {
		return
	}
	list, found := p.key(key)
	if !found {
		d.appendPair(p, yamlPair{key: key, list: items})
		return
	}
	for _, m := range items {
		d.appendItem(list, m)
	}
}

// Deprecate writes a deprecation of a topic, or of a version of one of its messages if v is not 0, into the text of events.yml and returns the new text.
func (f *File) Deprecate(topic string, v int, dep Deprecation) ([]byte, error) {
	i := f.topic(topic)
	if i < 0 {
		return nil, fmt.Errorf("%s: topic %q is not declared%s", f.Name, topic, config.Hint(topic, f.names()))
	}
	path, was, err := f.version(i, v)
	if err != nil {
		return nil, err
	}
	if was != nil {
		at, _ := f.At(append(path, "deprecated")...)
		return nil, fmt.Errorf("%s:%d: it is deprecated already; edit it there", f.Name, at.Line)
	}
	d := newEventsText(f.Text)
	at := d.top(f.root)
	for _, step := range path {
		at, _ = at.step(step)
	}
	d.appendPair(at, yamlPair{key: "deprecated", value: dep.mapping().flow()})
	out := d.bytes()
	got, err := ReadEvents(f.Name, out)
	if err != nil {
		return nil, fmt.Errorf("deprecate %s: %w", topic, err)
	}
	if _, now, err := got.version(i, v); err != nil || now == nil || *now != dep || d.odd {
		return nil, fmt.Errorf("%s: it is written in a way in which it cannot be edited; write by hand: deprecated: %s", f.Name, dep.mapping().flow())
	}
	return out, nil
}

// Check tells what is wrong with a deprecation that is to be written.
func (d Deprecation) Check() error {
	switch {
	case d.Sunset == "":
		return errors.New("the sunset is missing; name the day of the end, such as 2027-03-01")
	case !isDate(d.Sunset):
		return fmt.Errorf("sunset %q is no date such as 2027-03-01", d.Sunset)
	case !isDate(d.Since):
		return fmt.Errorf("since %q is no date such as 2026-11-22", d.Since)
	case d.Sunset < d.Since:
		return fmt.Errorf("sunset %s is before %s, since when it is deprecated", d.Sunset, d.Since)
	case d.Replacement != "" && !nameOfService.MatchString(d.Replacement):
		return fmt.Errorf("replacement %q is no name of a topic or version", d.Replacement)
	case !utf8.ValidString(d.Reason + d.Link):
		return errors.New("reason and link must be encoded in UTF-8")
	}
	return nil
}

// version finds a topic or a version of one of its messages in the file, and whether it is deprecated.
func (f *File) version(topic, v int) (path []any, was *Deprecation, err error) {
	t := f.Topics[topic]
	path = []any{"topics", topic}
	if v == 0 {
		return path, t.Deprecated, nil
	}
	var numbers []int
	for i, m := range t.Messages {
		for j, known := range m.Versions {
			if numbers = append(numbers, known.V); known.V == v {
				return append(path, "messages", i, "versions", j), known.Deprecated, nil
			}
		}
	}
	at, _ := f.At(path...)
	if numbers == nil {
		return nil, nil, fmt.Errorf("%s:%d: topic %q has no versions; write its messages as: {event: NAME, versions: [{v: 1, type: TYPE}]}", f.Name, at.Line, t.Name)
	}
	return nil, nil, fmt.Errorf("%s:%d: topic %q has no version %d, but %v", f.Name, at.Line, t.Name, v, numbers)
}

// names lists the names of topics.
func (e *Events) names() []string {
	var out []string
	for _, t := range e.Topics {
		out = append(out, t.Name)
	}
	return out
}
