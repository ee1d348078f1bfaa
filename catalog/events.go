package catalog

import (
	"slices"
	"time"
)

// EventsFile is where people say what they intend with their events, relative to the module.
const EventsFile = "events.yml"

// Events is what events.yml says. All is optional but the version and the names:
//
//	version: 1
//	defaults: {compat: auto, min-grace: 90d, require-registration: true}
//	services:
//	  - {id: orders, packages: [./orders/...], owner: team-orders}
//	topics:
//	  - name: orders.placed
//	    address: "{env}.orders.placed"  # what the broker calls it, if that is not its name; braces are parameters
//	    bus: kafka
//	    kind: event
//	    lifecycle: stable
//	    owner: team-orders
//	    source-of-truth: orders         # a service: no other one may publish here
//	    consistency: {model: eventual, sla: 5s}
//	    delivery: at-least-once
//	    ordering: {scope: key, key: order_id}
//	    retention: 7d
//	    compat: FULL_TRANSITIVE
//	    pii: [customer.email]
//	    messages:
//	      - type: example.com/shop/orders.Placed
//	        review:
//	          - {question: consistency-sla, rev: 1, answer: unchanged, note: "same tx via outbox", by: alice, at: 2026-11-22, contract: 9f2c4a}
//	          - {question: idempotency, rev: 1, consumer: example.com/shop/billing, answer: natural, contract: 41d09b}
//	      - event: OrderPaid            # a message of several versions has a name
//	        versions:
//	          - {v: 1, type: example.com/shop/orders.Paid, deprecated: {since: 2026-09-01, sunset: 2027-03-01, replacement: OrderPaid@2}}
//	          - {v: 2, type: example.com/shop/orders.PaidV2}
//	    consumers:
//	      - {service: billing, owner: team-billing, versions: [1], group: billing, ack: {sunset: 2027-03-01, by: ana, on: 2026-09-03}}
//	      - {service: bi-export, external: true, contact: "#data"}
//
// Names of topics and full names of types are those that buslint finds in the code: {} stands for what is not known of a topic's name, as in "orders.{}".
// The topic named "" is all topics of which nothing is known, the type "" all payloads of which nothing is.
type Events struct {
	Defaults Defaults
	Services []Service
	Topics   []DeclaredTopic
}

// Defaults hold for what says nothing of its own.
type Defaults struct {
	Compat       string        // which changes of payloads are allowed; see DeclaredTopic
	MinGrace     time.Duration // from a deprecation to its sunset, at least
	Register     *bool         // whether each consumer must be registered; nil: those of topics that register some
	ContentModel string        // "open", "closed" or "": whether payloads may hold fields that consumers do not know
}

// Service is a part of the code that is run as one.
type Service struct {
	ID       string
	Packages []string // patterns of import paths, or of folders if they begin with "./"; three dots at the end stand for all below
	Owner    string
}

// DeclaredTopic is what people say of a topic. Texts are "" where nothing is said.
type DeclaredTopic struct {
	Name          string
	Address       string // as Name, with braces for parameters
	Bus           string // one of Buses
	Kind          string // one of kinds
	Lifecycle     string // one of lifecycles
	Owner         string
	SourceOfTruth string // a service, which alone may publish here, or what people call it
	Consistency   Consistency
	Delivery      string // one of deliveries
	Ordering      Ordering
	Retention     time.Duration
	Compat        string // one of compats
	PII           []PII
	Deprecated    *Deprecation
	Messages      []DeclaredMessage
	Consumers     []Consumer
}

// Ordering says what keeps its order.
type Ordering struct {
	Scope string // "none", "key" or "topic"
	Key   string // field of the payload
}

// PII is a field of payloads that tells of a person: its path, and what class of data it is.
type PII struct{ Path, Class string }

// Consistency says how soon what is told on a topic can be relied on.
type Consistency struct {
	Model string        // "immediate", "eventual", or "" if nothing is said
	SLA   time.Duration // how late at most, 0 if nothing is said
}

// DeclaredMessage is what people say of an event on a topic: of one payload, or of several versions of it under a name.
type DeclaredMessage struct {
	Event    string // its name; without one it has no versions
	Payload  string // full name of its type
	Versions []MessageVersion
	Review   []Review
}

// MessageVersion is a payload of a message that has several.
type MessageVersion struct {
	V          int
	Payload    string // full name of its type, "" if it is none of this program
	Deprecated *Deprecation
}

// Deprecation says that something is to end. Dates are written as 2026-11-22.
type Deprecation struct {
	Since       string
	Sunset      string // day of its end
	Replacement string // a topic, or a message's version as OrderPaid@2
	Reason      string
	Link        string
}

// Consumer is who registered to consume a topic.
type Consumer struct {
	Service  string
	Repo     string
	Owner    string
	Versions []int // of messages; none are all
	Group    string
	External bool // its code is not to be found
	Contact  string
	Ack      *Ack
}

// Ack is a consumer's word that it will be gone by a sunset.
type Ack struct{ Sunset, By, On string }

// Review is an answer to a question of the checklist.
type Review struct {
	Question string
	Rev      int    // of the question
	Consumer string // path of the package that is asked about, "" for a question about the event
	Answer   string
	Note     string
	By       string // login; whoever wrote the file may write any
	At       string // date, such as 2026-11-22
	Contract string // hash of what the answer was given for: it counts for nothing else
}

// Reviews lists the answers given for an event and its consumers, in the order of the file.
func (e *Events) Reviews(topic, payload string) []Review {
	if i := e.topic(topic); i >= 0 {
		if j := e.Topics[i].message(payload); j >= 0 {
			return slices.Clone(e.Topics[i].Messages[j].Review)
		}
	}
	return nil
}

// answersSame tells whether two reviews answer one question about one thing: the later one replaces the other.
func (r Review) answersSame(o Review) bool {
	return r.Question == o.Question && r.Rev == o.Rev && r.Consumer == o.Consumer
}

// topic finds a topic by its name, -1 if it is not declared.
func (e *Events) topic(name string) int {
	return slices.IndexFunc(e.Topics, func(t DeclaredTopic) bool { return t.Name == name })
}

// message finds the message that has a payload, also as one of its versions; -1 if there is none.
func (t DeclaredTopic) message(payload string) int {
	return slices.IndexFunc(t.Messages, func(m DeclaredMessage) bool {
		return m.Payload == payload && (payload != "" || m.Event == "") ||
			payload != "" && slices.ContainsFunc(m.Versions, func(v MessageVersion) bool { return v.Payload == payload })
	})
}

// answersAlone tells whether a file holds nothing but answers to questions: nobody began to declare topics in it.
func (e *Events) answersAlone() bool {
	return e.Defaults == Defaults{} && len(e.Services) == 0 && !slices.ContainsFunc(e.Topics, func(t DeclaredTopic) bool {
		return len(t.Consumers)+len(t.PII) > 0 || t.Deprecated != nil || t.Address+t.Bus+t.Kind+t.Lifecycle+t.Owner+t.SourceOfTruth+t.Delivery+t.Compat != "" ||
			t.Consistency != Consistency{} || t.Ordering != Ordering{} || t.Retention != 0 ||
			slices.ContainsFunc(t.Messages, func(m DeclaredMessage) bool { return len(m.Review) == 0 }) || len(t.Messages) == 0
	})
}
