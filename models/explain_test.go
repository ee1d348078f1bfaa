package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExplainTellsEffectsInWords(t *testing.T) {
	t.Parallel()
	set, err := NewSet(parse(t, "m.yaml", `library: l
packages: [p]
source: https://example.com
functions:
  "(*$.W).Write": {publish: {topic: [arg 1.Topic, receiver.Topic], key: arg 1.Key, payload: arg 1.Value, headers: arg 1.Headers, id: arg 1.ID, type: arg 1.Type, error: result 0, async: receiver.Async, through: arg 0, delivery: at-most-once, generates: id}}
  "(*$.W).Input": {publish: {channel: result 0, topic: param 0.Topic, async: "true", delivery: unconfirmed, generates: type}}
  "(*$.R).Handle": {consume: {topic: arg 0, group: arg 1, handler: arg 2, success: ack, failure: stop, autoack: arg 3, error: result 0}}
  "(*$.R).Read": {consume: {message: result 0, autoack: "true", success: commit, failure: nack}}
  "(*$.R).Fetch": {consume: {message: result 0, autoack: "false", failure: nothing}}
  "(*$.M).Ack": {settle: {how: mark, message: receiver, cumulative: true, requeue: arg 0, error: result 0}}
  "(*$.M).Done": {settle: {how: commit}}
  "(*$.DB).Begin": {begin: {tx: result 0, unless: result 1, savepoint: receiver, options: arg 0}}
  "(*$.Tx).Commit": {commit: {tx: receiver, error: result 0}}
  "(*$.Tx).Rollback": {rollback: {error: result 0}}
  "(*$.Tx).Exec": {write: {sql: arg 0, value: arg 1, error: result 1}, read: {via: arg 2}}
  "(*$.Tx).Enqueue": {outbox-write: {tx: arg 1, topic: arg 2, payload: arg 3, error: result 0}}
  "$.Do": {callback: {arg: 1, in-tx: param 0, repeats: may, options: arg 0, error: result 0}}
  "$.Go": {callback: {arg: 0, in-tx: context, when: async}}
  "$.New": {construct: {kind: publisher, decorates: arg 0, outbox-if: arg 1, config: arg 2, unless: result 1}}
  "$.Open": {construct: {kind: in-process}}
  "$.Close": {close: {value: arg 0, flushes: true, error: result 0}, flush: {}}
  "$.With": {same: arg 0, error-of: {error: result 0}, set: {setting: acks, value: arg 0}, marshal: {value: arg 0, bytes: result 0, format: json}}
  "$.Acks": {set: {setting: acks, value: none}, marshal: {value: arg 0}}
  "$.Exit": {network: true, log: true, exits: true, id: true}
  "(*$.R).Serve": {consume: {topic-of: Kind, handler: arg 0, method: Work, takes: message}}
  "(*$.B).Add": {add: {payload: arg 0.Body, headers: arg 0.Headers, id: arg 0.ID}}
  "$.Nop": {neutral: true, source: https://example.com/nop}
`)...)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"(*p.W).Write": `publishes, without waiting for it to be received if so set
    setting: Async of the receiver
    topic: Topic of argument 1, else Topic of the receiver
    key: Key of argument 1
    payload: Value of argument 1
    headers: Headers of argument 1
    message id: ID of argument 1
    event type: Type of argument 1
    through: argument 0
    outcome: result 0
    delivery: at most once, the broker gives no receipt
    gives each message: a new id
  described by l at m.yaml:5`,
		"(*p.W).Input": `publishes, without waiting for it to be received
    by sending on the channel: result 0
    topic: Topic of parameter 0
    delivery: unconfirmed, unless the channel is in confirm mode
    gives each message: the name of the event's type
  described by l at m.yaml:6`,
		"(*p.R).Serve": `consumes
    topic: what method Kind of the payload returns
    handler: method Work of argument 0, if it is given a message
  described by l at m.yaml:25`,
		"(*p.B).Add": `puts an event into the receiver
    payload: Body of argument 0
    headers: Headers of argument 0
    message id: ID of argument 0
  described by l at m.yaml:26`,
		"(*p.R).Handle": `consumes
    topic: argument 0
    group: argument 1
    handler: argument 2
    when the handler succeeds: the message is acked
    when the handler fails: consuming stops
    acks: by itself if so set: argument 3
    outcome: result 0
  described by l at m.yaml:7`,
		"(*p.R).Read": `consumes
    messages: result 0
    when the handler succeeds: the offset is committed
    when the handler fails: the message is nacked
    acks: by itself, when a message is received
  described by l at m.yaml:8`,
		"(*p.R).Fetch": `consumes
    messages: result 0
    when the handler fails: the message is left as it is
    acks: are left to the program
  described by l at m.yaml:9`,
		"(*p.M).Ack": `marks as done, for the next commit, the receiver
    with it: all messages before it
    requeued if: argument 0
    outcome: result 0
  described by l at m.yaml:10`,
		"(*p.M).Done": `commits what was received
  described by l at m.yaml:11`,
		"(*p.DB).Begin": `begins a transaction: result 0
    not open where this is an error: result 1
    a savepoint if this is a transaction: the receiver
    options: argument 0
  described by l at m.yaml:12`,
		"(*p.Tx).Commit": `commits a transaction: the receiver
    outcome: result 0
  described by l at m.yaml:13`,
		"(*p.Tx).Rollback": `rolls back a transaction: the receiver
    outcome: result 0
  described by l at m.yaml:14`,
		"(*p.Tx).Exec": `writes to a database
    through: the receiver
    statement: argument 0
    value: argument 1
    outcome: result 1
  reads from a database
    through: argument 2
  described by l at m.yaml:15`,
		"(*p.Tx).Enqueue": `writes an event into an outbox, in a transaction: argument 1
    topic: argument 2
    payload: argument 3
    outcome: result 0
  described by l at m.yaml:16`,
		"p.Do": `calls the function argument 1
    inside a transaction: its parameter 0
    repeats: it may be called more than once
    options: argument 0
    outcome: result 0
  described by l at m.yaml:17`,
		"p.Go": `calls the function argument 0, later and in parallel
    inside a transaction: carried by the context that it is given
  described by l at m.yaml:18`,
		"p.New": `makes a publisher
    that publishes through: argument 0
    an outbox if this is a transaction: argument 1
    configured by: argument 2
    unless this is an error: result 1
  described by l at m.yaml:19`,
		"p.Open": `makes a publisher that stays in the process
  described by l at m.yaml:20`,
		"p.Close": `sends out what the receiver has buffered
  closes argument 0, after sending out what it has buffered
    outcome: result 0
  described by l at m.yaml:21`,
		"p.With": `returns the same handle as argument 0
  takes the error out of the receiver, as result 0
  sets acks to argument 0
  encodes argument 0 as json
    bytes: result 0
  described by l at m.yaml:22`,
		"p.Acks": `sets acks to none
  encodes argument 0
  described by l at m.yaml:23`,
		"p.Exit": `calls another service
  logs or traces what it is given, no more
  does not return
  makes a new unique id
  described by l at m.yaml:24`,
	} {
		want = name + "\n  " + want + "\n  see https://example.com\n"
		if diff := cmp.Diff(want, Explain(set, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if diff := cmp.Diff("p.Nop\n  has no effect that any rule cares for\n  described by l at m.yaml:27\n  see https://example.com/nop\n", Explain(set, "p.Nop")); diff != "" {
		t.Errorf("neutral function (-want +got):\n%s", diff)
	}
	if got := Explain(set, "p.Other"); got != "" {
		t.Errorf("function that is not described: got %q", got)
	}
}
