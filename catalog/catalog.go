// Package catalog holds which code publishes and consumes which events, as plain data: the edges between functions and topics that buslint extracts from
// a program, and the differences between two such catalogues.
package catalog

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
)

// Version of the JSON form. What version 1 lists was all found in code; version 2 has no shapes.
const Version = 3

// Direction says whether an edge leads to a topic or from it.
type Direction string

// The directions.
const (
	Publish Direction = "publish"
	Consume Direction = "consume"
)

// Certainty says how much of a topic's name is known.
type Certainty string

// The certainties of a topic.
const (
	Constant Certainty = "constant" // the whole name
	Pattern  Certainty = "pattern"  // parts of it; braces stand for the others: "orders.{}"
	Unknown  Certainty = "unknown"
)

// Source says where a topic's name was found.
type Source string

// The sources of a topic.
const (
	Call    Source = "call"    // given to the library's call, there or by a caller
	Setting Source = "setting" // a setting of the publisher, consumer or connection
)

// Topic is a topic, subject, exchange, queue or stream.
type Topic struct {
	Certainty Certainty  `json:"certainty"`
	Name      string     `json:"name,omitempty"`
	Source    Source     `json:"source,omitempty"`
	Resolved  Resolution `json:"resolved,omitzero"` // what decides on the name
}

// Means says what decides on a topic's name, or on a key.
type Means string

// The means. A topic that the environment, a flag or a configuration decides on and whose name is known has that name by default.
const (
	ByConstant      Means = "constant"      // written down in the code
	ByEnvironment   Means = "environment"   // From: the variable
	ByFlag          Means = "flag"          // From: its name
	ByConfiguration Means = "configuration" // From: the key
	ByType          Means = "type"          // the name of the payload's type
	ByField         Means = "field"         // From: the struct and the field
	ByVariable      Means = "variable"      // From: the package's variable
	ByParameter     Means = "parameter"     // From: the function's parameter
	ByCall          Means = "call"          // From: the function
	ByPayload       Means = "payload"       // From: the field, by its path on the wire
	ByRandom        Means = "random"        // another value each time; From: the function that makes it
	ByClock         Means = "clock"         // the time
	ByNothing       Means = "none"          // messages have no key
)

// Outside tells whether something from outside of the program decides.
func (m Means) Outside() bool { return m == ByEnvironment || m == ByFlag || m == ByConfiguration }

// Resolution says what decides on a topic's name, or on a key; the zero value says that it is not known.
type Resolution struct {
	By   Means  `json:"by"`
	From string `json:"from,omitempty"`
}

func (r Resolution) compare(o Resolution) int {
	return cmp.Or(cmp.Compare(r.By, o.By), cmp.Compare(r.From, o.From))
}

// String tells of a resolution: "environment ORDERS_TOPIC", "payload.order_id".
func (r Resolution) String() string {
	if r.By == ByPayload {
		return string(r.By) + "." + r.From
	}
	return strings.TrimSpace(string(r.By) + " " + r.From)
}

// same tells whether two topics are one, wherever their names were found.
func (t Topic) same(o Topic) bool { return t.Certainty == o.Certainty && t.Name == o.Name }

// Confidence says how sure it is that an edge is there.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"
	Medium Confidence = "medium" // one of several topics that this code may mean
	Low    Confidence = "low"    // reached through an interface whose implementation was never seen to be used, or topic and payload are both unknown
)

// Evidence says how it is known of an edge.
type Evidence string

// The kinds of evidence.
const (
	Static   Evidence = "static"   // found in the code
	Declared Evidence = "declared" // said in events.yml
	Observed Evidence = "observed" // seen by a broker
)

// Edge is a place in the code that publishes or consumes an event. A place with several topics or payloads has an edge for each. Edges
// that are declared or observed have the place where that is said, and no function.
type Edge struct {
	Direction  Direction        `json:"direction"`
	Topic      Topic            `json:"topic"`
	Payload    string           `json:"payload,omitempty"` // full name of the payload's type; "" if it is not known or has no type of its own
	Format     string           `json:"format,omitempty"`  // that the payload is written in: json, protobuf and so on; "" if the code does not say
	Wrapped    bool             `json:"wrapped,omitempty"` // the payload is within an envelope
	Shape      string           `json:"shape,omitempty"`   // of the payload on the wire: a key of Catalogue.Shapes
	Fields     []Field          `json:"fields,omitempty"`  // what the payload writes on the wire, sorted by name
	Reads      []string         `json:"reads,omitempty"`   // fields that consumers read, by their paths, sorted; none if that is not known
	Key        Resolution       `json:"key,omitzero"`      // what the partition or ordering key of published messages is made of
	Library    string           `json:"library,omitempty"`
	Bus        string           `json:"bus,omitempty"`      // kind of broker, "" if it is not known
	Service    string           `json:"service,omitempty"`  // that the code is part of, by events.yml
	Owner      string           `json:"owner,omitempty"`    // of the code
	Group      string           `json:"group,omitempty"`    // of consumers, where it is a constant
	Versions   []int            `json:"versions,omitempty"` // of messages that a declared consumer takes; none are all
	Acked      string           `json:"acked,omitempty"`    // sunset by which the consumer has agreed to be gone
	Source     Evidence         `json:"source"`
	Outbox     bool             `json:"outbox,omitempty"` // published through a table of the database
	Package    string           `json:"package,omitempty"`
	Function   string           `json:"function,omitempty"` // declared function that holds the place
	Position   finding.Position `json:"position"`
	Via        []Via            `json:"via,omitempty"` // calls from there down to the library's, and where a consumer decodes the payload
	Confidence Confidence       `json:"confidence"`
}

// Via is a place of the code that an event passes through.
type Via struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

func (v Via) compare(o Via) int {
	return cmp.Or(cmp.Compare(v.File, o.File), cmp.Compare(v.Line, o.Line))
}

// Origin is where a catalogue, or a part of a merged one, comes from.
type Origin struct {
	Module string `json:"module"`           // path of the module, or the name of what was observed
	Commit string `json:"commit,omitempty"` // of its repository
	Time   string `json:"time,omitempty"`   // of the commit or observation, as 2026-11-22T10:00:00Z
}

// Declaration is what events.yml says of a topic, as far as others need it.
type Declaration struct {
	Name      string           `json:"name"`
	Address   string           `json:"address,omitempty"`
	Bus       string           `json:"bus,omitempty"`
	Lifecycle string           `json:"lifecycle,omitempty"`
	Owner     string           `json:"owner,omitempty"`
	Versions  []Numbered       `json:"versions,omitempty"`
	Endings   []Ending         `json:"deprecated,omitempty"`
	Position  finding.Position `json:"position"`
}

// Numbered is a version of one of a topic's messages.
type Numbered struct {
	Event   string `json:"event"`
	Version int    `json:"version"`
	Payload string `json:"payload,omitempty"`
}

// Ending is a deprecation of a topic, or of a version of one of its messages.
type Ending struct {
	Version     int    `json:"version,omitempty"`
	Payload     string `json:"payload,omitempty"`
	Since       string `json:"since,omitempty"`
	Sunset      string `json:"sunset,omitempty"`
	Replacement string `json:"replacement,omitempty"`
}

// Catalogue is what one program publishes and consumes, or several, and what they declare.
type Catalogue struct {
	Origins []Origin      // sorted by module
	Topics  []Declaration // sorted by name and place
	Edges   []Edge        // sorted, each once; see New
	Shapes  Shapes        // of payloads on the wire
}

// New makes a catalogue of edges in any order. Of those that only differ in the way to the library, the shortest stands for all.
func New(edges []Edge) Catalogue {
	sorted := slices.SortedFunc(slices.Values(edges), func(a, b Edge) int {
		return cmp.Or(a.compare(b), cmp.Compare(len(a.Via), len(b.Via)), slices.CompareFunc(a.Via, b.Via, Via.compare))
	})
	return Catalogue{Edges: slices.CompactFunc(sorted, func(a, b Edge) bool { return a.compare(b) == 0 })}
}

func (e Edge) compare(o Edge) int {
	return cmp.Or(
		-cmp.Compare(e.Direction, o.Direction), // publish comes first
		cmp.Compare(e.Topic.Name, o.Topic.Name), cmp.Compare(e.Topic.Certainty, o.Topic.Certainty), cmp.Compare(e.Payload, o.Payload),
		e.Position.Compare(o.Position), cmp.Compare(e.Function, o.Function), cmp.Compare(e.Package, o.Package), cmp.Compare(e.Library, o.Library),
		cmp.Compare(e.Topic.Source, o.Topic.Source), cmp.Compare(e.Confidence, o.Confidence), compareBools(e.Outbox, o.Outbox),
		cmp.Compare(e.Source, o.Source), cmp.Compare(e.Service, o.Service), cmp.Compare(e.Group, o.Group), cmp.Compare(e.Bus, o.Bus), cmp.Compare(e.Owner, o.Owner), slices.Compare(e.Versions, o.Versions), cmp.Compare(e.Acked, o.Acked),
		slices.CompareFunc(e.Fields, o.Fields, Field.compare), cmp.Compare(e.Format, o.Format), compareBools(e.Wrapped, o.Wrapped),
		cmp.Compare(e.Shape, o.Shape), slices.Compare(e.Reads, o.Reads), e.Topic.Resolved.compare(o.Topic.Resolved), e.Key.compare(o.Key),
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// document is the JSON form.
type document struct {
	Version int           `json:"version"`
	Origins []Origin      `json:"origins,omitempty"`
	Topics  []Declaration `json:"topics,omitempty"`
	Edges   []Edge        `json:"edges"`
	Shapes  Shapes        `json:"shapes,omitempty"`
}

// Encode writes a catalogue as JSON.
func Encode(w io.Writer, c Catalogue) error {
	return encode(w, document{Version, c.Origins, c.Topics, append([]Edge{}, c.Edges...), c.Shapes})
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	return nil
}

// Decode reads what Encode wrote. What it does not know is an error, as nothing can be said of it.
func Decode(r io.Reader) (Catalogue, error) {
	var head struct {
		Version int `json:"version"`
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	if head.Version < 1 || head.Version > Version {
		return Catalogue{}, fmt.Errorf("read catalogue: it is of version %d, this buslint reads versions up to %d", head.Version, Version)
	}
	var doc document
	if err := json.Unmarshal(data, &doc); err != nil {
		return Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	for i := range doc.Edges {
		e := &doc.Edges[i]
		if e.Source == "" && head.Version == 1 {
			e.Source = Static
		}
		if err := e.check(); err != nil {
			return Catalogue{}, fmt.Errorf("read catalogue: edge %d: %w", i, err)
		}
	}
	c := New(doc.Edges)
	c.Origins, c.Topics, c.Shapes = doc.Origins, doc.Topics, doc.Shapes
	if err := c.Shapes.check(); err != nil {
		return Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	return c, nil
}

// check tells what is wrong with an edge that was read.
func (e *Edge) check() error {
	switch {
	case e.Direction != Publish && e.Direction != Consume:
		return fmt.Errorf("direction %q is neither publish nor consume", e.Direction)
	case e.Topic.Certainty != Constant && e.Topic.Certainty != Pattern && e.Topic.Certainty != Unknown:
		return fmt.Errorf("certainty %q is none of constant, pattern, unknown", e.Topic.Certainty)
	case e.Source != Static && e.Source != Declared && e.Source != Observed:
		return fmt.Errorf("source %q is none of static, declared, observed", e.Source)
	}
	return nil
}
