// Package ackskips finds consume loops that pass a failed message over, where the next commit settles it together with all before it.
//
// A commit in Kafka and its kin is a watermark: to commit one message says that everything before it is done, too. The message that failed is then neither
// delivered again nor kept anywhere: it is lost as soon as the next one succeeds.
//
// Try again in place, for a while; or return, so that the consumer starts again from what is committed; or seek back; or publish the message to a dead letter
// topic, and commit it.
//
// The rule knows which settlements are watermarks: commits and marks of Kafka libraries, checkpoints of Event Hubs, cumulative acks of Pulsar. It leaves out
// messages that cannot be decoded, errors that are asked for, failures after which something else is done with the message, calls that are tried several times,
// and consumers that ack each message by itself. A failed message that is committed itself is a matter of errack.
package ackskips
