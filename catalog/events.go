package catalog

import (
	"slices"
	"time"
)

// EventsFile is where people say what they intend with their events, relative to the module.
const EventsFile = "events.yml"

// Events is what events.yml says:
//
//	version: 1
//	topics:
//	  - name: orders.placed
//	    owner: team-orders              # all else is optional
//	    source-of-truth: database
//	    consistency: {model: eventual, sla: 5s}
//	    messages:
//	      - type: example.com/shop/orders.Placed
//	        review:
//	          - {question: consistency-sla, rev: 1, answer: unchanged, note: "same tx via outbox", by: alice, at: 2026-11-22, contract: 9f2c4a}
//	          - {question: idempotency, rev: 1, consumer: example.com/shop/billing, answer: natural, contract: 41d09b}
//
// Names of topics and full names of types are those that buslint finds in the code: {} stands for what is not known of a topic's name, as in "orders.{}".
// The topic named "" is all topics of which nothing is known, the type "" all payloads of which nothing is.
type Events struct {
	Topics []DeclaredTopic
}

// DeclaredTopic is what people say of a topic.
type DeclaredTopic struct {
	Name          string
	Owner         string
	SourceOfTruth string
	Consistency   Consistency
	Messages      []DeclaredMessage
}

// Consistency says how soon what is told on a topic can be relied on.
type Consistency struct {
	Model string        // "immediate", "eventual", or "" if nothing is said
	SLA   time.Duration // how late at most, 0 if nothing is said
}

// DeclaredMessage is what people say of a payload on a topic.
type DeclaredMessage struct {
	Payload string // full name of its type
	Review  []Review
}

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
	for _, t := range e.Topics {
		for _, m := range t.Messages {
			if t.Name == topic && m.Payload == payload {
				return slices.Clone(m.Review)
			}
		}
	}
	return nil
}

// answersSame tells whether two reviews answer one question about one thing: the later one replaces the other.
func (r Review) answersSame(o Review) bool {
	return r.Question == o.Question && r.Rev == o.Rev && r.Consumer == o.Consumer
}
