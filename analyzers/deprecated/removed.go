package deprecated

import (
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// gap is a version that is published without an older one that consumers are registered for.
type gap struct {
	topic, v int // the older one
	finding  finding.Finding
}

func findings(gaps []gap) []finding.Finding {
	var out []finding.Finding
	for _, g := range gaps {
		out = append(out, g.finding)
	}
	return out
}

// unpaired tells of messages whose newer version is published and whose older one is not, before its sunset and while consumers are left.
func unpaired(s *catalog.State) []gap {
	if s.Partial {
		return nil
	}
	var out []gap
	for i, t := range s.File.Topics {
		published := s.Using(i, catalog.Publish)
		for _, m := range t.Messages {
			for _, old := range m.Versions {
				d := catalog.Ended{Topic: i, Name: t.Name, V: old.V, Payload: old.Payload}
				if old.Deprecated != nil {
					d.Deprecation = *old.Deprecated
				}
				if old.Payload == "" || d.Sunset != "" && d.Sunset < s.Now || slices.ContainsFunc(published, func(e catalog.Edge) bool { return d.May(&s.File.Events, e) }) {
					continue // of another program, over, or published
				}
				newer := slices.IndexFunc(published, func(e catalog.Edge) bool {
					return s.File.Topic(e) == i && slices.ContainsFunc(m.Versions, func(v catalog.MessageVersion) bool { return v.V > old.V && v.Payload == e.Payload })
				})
				left := slices.DeleteFunc(slices.Clone(t.Consumers), func(c catalog.Consumer) bool { return len(c.Versions) == 0 || !d.Takes(c) })
				if newer < 0 || len(left) == 0 {
					continue // nothing newer, or nobody takes it
				}
				text := fmt.Sprintf("this is published without version %d of %q, which %s takes", old.V, t.Name, names(left))
				out = append(out, gap{i, old.V, published[newer].Finding("deprecated", finding.Error, text)})
			}
		}
	}
	return out
}

// removed tells of what the base published and the program does not: before its sunset, or while consumers are left.
func removed(s *catalog.State, told []gap) []finding.Finding {
	if s.Base == nil || s.Partial {
		return nil
	}
	var out []finding.Finding
	for _, d := range promised(s) {
		events := &s.File.Events
		if slices.ContainsFunc(told, func(g gap) bool { return g.topic == d.Topic && (g.v == d.V || g.v == 0 || d.V == 0) }) ||
			!slices.ContainsFunc(s.Base.Edges, func(e catalog.Edge) bool { return e.Direction == catalog.Publish && d.Of(events, e) }) ||
			slices.ContainsFunc(s.Edges, func(e catalog.Edge) bool { return e.Direction == catalog.Publish && d.May(events, e) }) {
			continue // told already, not published before, or still published
		}
		left := slices.DeleteFunc(slices.Clone(events.Topics[d.Topic].Consumers), func(c catalog.Consumer) bool { return !d.Takes(c) })
		for _, e := range s.Edges {
			if e.Direction == catalog.Consume && d.Of(events, e) && !slices.ContainsFunc(events.Topics[d.Topic].Consumers, func(c catalog.Consumer) bool { return c.Consumes(events, e) }) {
				left = append(left, catalog.Consumer{Service: fmt.Sprintf("%s (%s:%d)", events.ServiceOf(e), e.Position.Path(), e.Position.Line)})
			}
		}
		if text := ends(d, left, "published"); text != "" {
			out = append(out, since(s.Finding("deprecated", finding.Error, text, d.Name, d.Path...)))
			told = append(told, gap{topic: d.Topic, v: d.V})
		}
	}
	return append(out, vanished(s)...)
}

// since marks what is told of a difference from the base.
func since(f finding.Finding) finding.Finding {
	f.Since = true
	return f
}

// ends says what is wrong with an end, "" if nothing is.
func ends(d catalog.Ended, left []catalog.Consumer, does string) string {
	switch {
	case len(left) > 0:
		return fmt.Sprintf("%s is %s no more, and %s did not agree", d, does, names(left))
	case d.Sunset != "":
		return fmt.Sprintf("%s is %s no more, before its sunset on %s", d, does, d.Sunset)
	}
	return ""
}

// vanished tells of topics that the file does not declare any more: before their sunset, or while consumers are left.
func vanished(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for i, t := range s.Base.Events.Topics {
		if t.Name == "" || slices.ContainsFunc(s.File.Topics, func(o catalog.DeclaredTopic) bool { return o.Name == t.Name || o.Called() == t.Called() }) {
			continue // still there
		}
		d := catalog.Ended{Topic: i, Name: t.Name}
		if t.Deprecated != nil {
			d.Deprecation = *t.Deprecated
		}
		if d.Sunset != "" && d.Sunset < s.Now || t.Lifecycle == "draft" || t.Lifecycle == "alpha" || t.Lifecycle == "retired" {
			continue // over, or nobody was promised anything
		}
		left := slices.DeleteFunc(slices.Clone(t.Consumers), func(c catalog.Consumer) bool { return !d.Takes(c) })
		if text := ends(d, left, "declared"); text != "" {
			out = append(out, since(s.Finding("deprecated", finding.Error, text, t.Name, "topics")))
		}
	}
	return out
}

// promised lists what the file says will be published today: topics that are not deprecated, and what is not over yet.
func promised(s *catalog.State) []catalog.Ended {
	var out []catalog.Ended
	endings := s.File.Endings()
	for i, t := range s.File.Topics {
		ends := slices.ContainsFunc(endings, func(d catalog.Ended) bool { return d.Topic == i && d.V == 0 })
		if !ends && t.Lifecycle != "retired" && t.Lifecycle != "draft" && t.Lifecycle != "alpha" && t.Name != "" {
			out = append(out, catalog.Ended{Topic: i, Name: t.Name, Path: []any{"topics", i, "name"}})
		}
	}
	for _, d := range endings {
		if d.Sunset == "" || d.Sunset >= s.Now {
			out = append(out, d)
		}
	}
	return out
}

// names lists consumers with their owners: the first two, and how many there are besides.
func names(consumers []catalog.Consumer) string {
	var out []string
	for i, c := range consumers {
		if i == 2 {
			out = append(out, fmt.Sprintf("%d others", len(consumers)-2))
			break
		}
		name := c.Service
		if c.Owner != "" {
			name += " (" + c.Owner + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}
