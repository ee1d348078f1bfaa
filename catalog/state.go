package catalog

import (
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

// State is what the rules on the catalogue compare: what the code does, what events.yml says, and how both were before.
type State struct {
	File    *File                                       // events.yml; nil if there is none
	Edges   []Edge                                      // of the whole program, whatever packages were asked for; sorted
	Shapes  Shapes                                      // of the edges' payloads
	Types   map[string]GoType                           // structs of the program, by full name
	Field   func(payload, path string) finding.Position // where a payload type declares the field at a path on the wire, or else what leads to it; nil: nowhere
	Locks   map[string]payload.History                  // by event
	Accepts *payload.Approvals                          // of changes; nil: of none
	Base    *Revision                                   // what to compare with; nil without
	Now     string                                      // today, as 2026-11-22
	Partial bool                                        // some packages could not be analysed: nothing can be said to be missing
	Owners  func(file string) []string                  // of a file, by CODEOWNERS; nil if there is none
	Teams   []string                                    // all owners that CODEOWNERS names, sorted
	Told    func(finding.Finding) bool                  // whether findings are wanted of the package that one is in; nil: of all
}

// GoType is the declaration of a type.
type GoType struct {
	Position   finding.Position // of its name
	Package    string
	Documented bool // it has a comment
	Deprecated bool // ... with a paragraph that begins with "Deprecated:"
}

// Revision is what the code did and events.yml said at a commit.
type Revision struct {
	Events Events
	Edges  []Edge
	Shapes Shapes
	Locks  map[string]payload.History
}

// Declares tells whether there is an events.yml in which somebody declares topics.
func (s *State) Declares() bool { return s.File.Declares() }

// Topic finds the declared topic that an edge's topic is: of that name, or else of an address that means all that it means. -1 if there is none.
func (e *Events) Topic(edge Edge) int {
	if edge.Topic.Certainty == Unknown {
		return -1
	}
	if i := slices.IndexFunc(e.Topics, func(t DeclaredTopic) bool { return t.Name == edge.Topic.Name && t.Name != "" && t.on(edge.Bus) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(e.Topics, func(t DeclaredTopic) bool {
		return t.Name != "" && t.on(edge.Bus) && Covers(t.Called(), edge.Topic.Name, t.Bus)
	})
}

// May tells whether an edge's topic may be a declared one.
func (t DeclaredTopic) May(edge Edge) bool {
	if !t.on(edge.Bus) {
		return false
	}
	if edge.Topic.Certainty == Unknown || t.Name == "" {
		return true
	}
	bus := t.Bus
	if bus == "" {
		bus = edge.Bus
	}
	return MayBe(t.Called(), edge.Topic.Name, bus)
}

// Called is what the broker calls a topic.
func (t DeclaredTopic) Called() string {
	if t.Address != "" {
		return t.Address
	}
	return t.Name
}

// on tells whether a topic may be one of a bus.
func (t DeclaredTopic) on(bus string) bool { return sameBus(t.Bus, bus) }

// sameBus tells whether two buses may be one; NATS and its streams share their subjects.
func sameBus(a, b string) bool {
	if a == "jetstream" {
		a = "nats"
	}
	if b == "jetstream" {
		b = "nats"
	}
	return a == b || a == "" || b == ""
}

// Service is the service that a package is part of: of several, the one whose pattern says most. nil if it is part of none.
func (e *Events) Service(edge Edge) *Service {
	var best *Service
	longest := -1
	for i, s := range e.Services {
		for _, p := range s.Packages {
			if len(p) > longest && matchPackage(p, edge.Package, path.Dir(edge.Position.File)) {
				best, longest = &e.Services[i], len(p)
			}
		}
	}
	return best
}

// ServiceOf is the name under which a consumer is registered: its service's id, or else the last part of its package's path.
func (e *Events) ServiceOf(edge Edge) string {
	if s := e.Service(edge); s != nil {
		return s.ID
	}
	return path.Base(edge.Package)
}

// Consumes tells whether a registration is that of a consuming edge.
func (c Consumer) Consumes(e *Events, edge Edge) bool {
	if c.Repo != "" && !strings.HasPrefix(edge.Package, strings.TrimSuffix(c.Repo, ".git")) && e.Service(edge) == nil {
		return false // registered from elsewhere
	}
	return c.Service == e.ServiceOf(edge) || c.Service == edge.Package || c.Group != "" && c.Group == edge.Group
}

// OwnersOf lists who owns the code of an edge: its service's owner, or else what CODEOWNERS says of its file.
func (s *State) OwnersOf(edge Edge) []string {
	if s.File != nil {
		if svc := s.File.Service(edge); svc != nil && svc.Owner != "" {
			return []string{svc.Owner}
		}
	}
	if s.Owners == nil || edge.Position.Module != "" {
		return nil
	}
	return s.Owners(edge.Position.File)
}

// SameOwner tells whether two names mean one owner: "@acme/team-orders" is "team-orders".
func SameOwner(a, b string) bool { return bareOwner(a) == bareOwner(b) }

func bareOwner(name string) string {
	if rest, found := strings.CutPrefix(name, "@"); found {
		name = rest[strings.LastIndexByte(rest, '/')+1:]
	}
	return strings.ToLower(name)
}

// AnyUnknown tells whether the program publishes or consumes on topics of which nothing is known, which may be any of a bus.
func (s *State) AnyUnknown(d Direction, bus string) bool {
	return slices.ContainsFunc(s.Edges, func(e Edge) bool {
		return e.Direction == d && e.Topic.Certainty == Unknown && sameBus(e.Bus, bus)
	})
}

// Finding makes a finding at an edge.
func (e Edge) Finding(rule string, severity finding.Severity, text string) finding.Finding {
	return finding.Finding{Rule: rule, Severity: severity, Text: text, Symbol: e.Function, Position: e.Position, End: e.Position, Package: e.Package, Topic: e.Topic.Name}
}

// Finding makes a finding at a path of events.yml, of the topic of which that is told.
func (s *State) Finding(rule string, severity finding.Severity, text, topic string, path ...any) finding.Finding {
	from, to := s.File.At(path...)
	return finding.Finding{Rule: rule, Severity: severity, Text: text, Symbol: topic, Position: from, End: to, Topic: topic}
}

// Asked leaves the findings that somebody asked for.
func (s *State) Asked(fs []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(fs, func(f finding.Finding) bool { return s.Told != nil && !s.Told(f) })
}

// Using lists the edges that are, or may be, of a declared topic.
func (s *State) Using(topic int, d Direction) []Edge {
	var out []Edge
	for _, e := range s.Edges {
		if e.Direction == d && s.File.Topics[topic].May(e) {
			out = append(out, e)
		}
	}
	return out
}

// Joins tells whether producers and consumers of a bus use the same names. Elsewhere consumers name queues or subscriptions.
func Joins(bus string) bool {
	return slices.Contains([]string{"kafka", "nats", "jetstream", "redis", "mqtt", "pulsar", "nsq", "rocketmq", "eventhubs", "kinesis", "in-process"}, bus)
}

// Meets tells whether the topics of two edges may be one.
func (e Edge) Meets(o Edge) bool {
	if !sameBus(e.Bus, o.Bus) {
		return false
	}
	if e.Topic.Certainty == Unknown || o.Topic.Certainty == Unknown {
		return true
	}
	return MayBe(e.Topic.Name, o.Topic.Name, e.Bus)
}
