// Package prefetch finds consumers that ack by hand and take any number of messages that are not acked yet.
//
// The whole backlog of a queue is pushed into the memory of the first consumer that connects. The others get nothing, and when it crashes all of it is
// delivered again.
//
// RabbitMQ has no limit unless the channel has one (Qos). Google's client and NATS have one, which a negative number turns off. Limits from
// configuration are not known, and stay silent.
//
// Say how many messages may be open: ch.Qos(20, 0, false).
package prefetch
