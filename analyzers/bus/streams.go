package bus

import (
	"slices"
	"strings"
)

// Unstored is a publish without a receipt to a topic that a stream of the program keeps.
type Unstored struct {
	Effect *Effect
	Stream CallSite // call that makes the stream
	Topic  string   // of the stream that takes the publish's topic in
}

// Unstored lists the publishes that a stream of the program keeps, if all goes well, and whose publisher does not ask whether it does. All topics that an
// event may have must be such.
func (p *Program) Unstored() []Unstored {
	streams := p.streams()
	if len(streams) == 0 {
		return nil
	}
	seen := map[CallSite]bool{}
	var out []Unstored
	look := func(f *Func, e *Effect) {
		last := e
		for last.Next != nil {
			last = last.Next
		}
		if seen[e.At] || seen[last.At] || !e.AtMostOnce() || !p.Feasible(f, e) {
			return // told already, perhaps where the library is called
		}
		if s, ok := p.keeping(streams, e); ok {
			seen[e.At] = true
			out = append(out, Unstored{e, s.at, s.topic})
		}
	}
	for _, f := range p.Funcs {
		for _, e := range f.sum.Effects {
			if e.Next == nil && e.Kind == Publish {
				look(f, e)
			}
		}
	}
	for _, f := range p.Funcs {
		for _, e := range f.flow.Sites {
			look(f, e) // whose topic the library's caller does not know
		}
	}
	return out
}

// keeping finds a stream that takes in all topics that an effect may publish to.
func (p *Program) keeping(streams []stream, e *Effect) (by stream, ok bool) {
	for _, topic := range p.topicsOf(e, nil) {
		i := slices.IndexFunc(streams, func(s stream) bool { return s.keeps == e.Model.Library && s.takes(topic.Name) })
		if i < 0 {
			return stream{}, false
		}
		by, ok = streams[i], true
	}
	return by, ok
}

// stream is one topic that a stream keeps.
type stream struct {
	at    CallSite
	topic string
	keeps string // library whose publishes it keeps
}

// streams lists the topics that streams of the program keep, outside its tests.
func (p *Program) streams() []stream {
	var out []stream
	for at, m := range p.libraryCalls() {
		if m.Stores == nil {
			continue
		}
		for _, topic := range p.topics(at, nil, m.Stores.Topic, m.Stores.Topic[0], nil) {
			out = append(out, stream{at, topic.Name, m.Stores.Of})
		}
	}
	return out
}

// takes tells whether the topics of the stream surely take another one in: * stands for one part between dots, > for one or more at the end. A part of the
// other one that is not known counts as one part.
func (s stream) takes(topic string) bool {
	if topic == "" || strings.Contains(s.topic, hole) {
		return false
	}
	pattern, parts := strings.Split(s.topic, "."), strings.Split(topic, ".")
	for i, want := range pattern {
		switch {
		case want == ">":
			return i < len(parts)
		case i >= len(parts), want != "*" && want != parts[i]:
			return false
		}
	}
	return len(pattern) == len(parts)
}
