package unregistered

import (
	"fmt"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// stale tells of what the file says and the code does not do. Nothing can be said of it while topics or packages are not known.
func stale(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for i, t := range s.File.Topics {
		out = append(out, versions(s, i)...)
		if s.Partial || t.Name == "" || t.Lifecycle == "draft" || t.Lifecycle == "retired" {
			continue // not seen whole, or not meant to be there
		}
		published, consumed := s.Using(i, catalog.Publish), s.Using(i, catalog.Consume)
		if len(published)+len(consumed) == 0 {
			out = append(out, s.Finding("unregistered", finding.Info, fmt.Sprintf("topic %q is declared, but the code neither publishes nor consumes it", t.Name), t.Name, "topics", i, "name"))
		}
		out = append(out, consumers(s, i, consumed)...)
		if len(published)+len(consumed) > 0 {
			out = append(out, messages(s, i, slices.Concat(published, consumed))...)
		}
	}
	return out
}

// consumers tells of services of this program that are registered and do not consume.
func consumers(s *catalog.State, topic int, consumed []catalog.Edge) []finding.Finding {
	var out []finding.Finding
	t := s.File.Topics[topic]
	for i, c := range t.Consumers {
		here := slices.ContainsFunc(s.File.Services, func(svc catalog.Service) bool { return svc.ID == c.Service && len(svc.Packages) > 0 })
		if !here || c.External || c.Repo != "" || slices.ContainsFunc(consumed, func(e catalog.Edge) bool {
			return e.Topic.Certainty == catalog.Unknown || c.Consumes(&s.File.Events, e)
		}) {
			continue
		}
		out = append(out, s.Finding("unregistered", finding.Warning, fmt.Sprintf("%s is registered for %q, but its code does not consume it", c.Service, t.Name), t.Name, "topics", topic, "consumers", i, "service"))
	}
	return out
}

// messages tells of payloads that are declared and do not occur, though the topic does.
func messages(s *catalog.State, topic int, used []catalog.Edge) []finding.Finding {
	if slices.ContainsFunc(used, func(e catalog.Edge) bool { return e.Payload == "" }) {
		return nil // may be any
	}
	t := s.File.Topics[topic]
	var out []finding.Finding
	idle := func(payload string, path ...any) {
		if payload != "" && !slices.ContainsFunc(used, func(e catalog.Edge) bool { return e.Payload == payload }) {
			out = append(out, s.Finding("unregistered", finding.Info, fmt.Sprintf("%s is declared on %q, but no code publishes or consumes it there", bus.Short(payload), t.Name), t.Name, append([]any{"topics", topic, "messages"}, path...)...))
		}
	}
	for i, m := range t.Messages {
		idle(m.Payload, i, "type")
		for j, v := range m.Versions {
			idle(v.Payload, i, "versions", j, "type")
		}
	}
	return out
}

// versions tells of consumers that are registered for versions that no message has.
func versions(s *catalog.State, topic int) []finding.Finding {
	t := s.File.Topics[topic]
	known := map[int]bool{}
	for _, m := range t.Messages {
		for _, v := range m.Versions {
			known[v.V] = true
		}
	}
	if len(known) == 0 {
		return nil // nobody counts
	}
	var out []finding.Finding
	for i, c := range t.Consumers {
		for j, v := range c.Versions {
			if !known[v] {
				out = append(out, s.Finding("unregistered", finding.Error, fmt.Sprintf("%s is registered for version %d of %q, which is not declared", c.Service, v, t.Name), t.Name, "topics", topic, "consumers", i, "versions", j))
			}
		}
	}
	return out
}

// unowned tells of topics whose owner is not said, or not known.
func unowned(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for i, t := range s.File.Topics {
		switch {
		case t.Name == "" || t.Lifecycle == "retired": // nobody need own it
		case t.Owner == "":
			if !slices.ContainsFunc(s.Using(i, catalog.Publish), func(e catalog.Edge) bool { return len(s.OwnersOf(e)) > 0 }) {
				out = append(out, s.Finding("unregistered", finding.Info, fmt.Sprintf("topic %q has no owner, so nobody is asked about it", t.Name), t.Name, "topics", i, "name"))
			}
		case len(s.Teams) > 0 && !slices.ContainsFunc(s.Teams, func(team string) bool { return catalog.SameOwner(team, t.Owner) }) &&
			!slices.ContainsFunc(s.File.Services, func(svc catalog.Service) bool { return catalog.SameOwner(svc.Owner, t.Owner) }):
			out = append(out, s.Finding("unregistered", finding.Info, fmt.Sprintf("owner %q is neither in CODEOWNERS nor owns a service", t.Owner), t.Name, "topics", i, "owner"))
		}
	}
	return out
}
