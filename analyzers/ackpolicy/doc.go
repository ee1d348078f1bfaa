// Package ackpolicy finds consumers whose settings make the acks of the program worth nothing.
//
// A message that was acked on delivery is gone when its handler fails, whatever that tells the broker. Marks that nobody commits are forgotten, so that a
// restart repeats everything. RabbitMQ closes the channel at the second ack.
//
// It looks at what decides: autoAck of RabbitMQ, NoAck of Redis, ReceiveAndDelete of Service Bus, the ack policy of NATS (a nats.ConsumerConfig that does not
// name one acks nothing, a jetstream.ConsumerConfig each message), auto commit and auto store of Kafka clients. Settings that come from configuration are
// not known, and a handler that serves another consumer as well may be right there: both stay silent.
//
// Turn on acks by hand (autoAck false, AckPolicy: nats.AckExplicitPolicy, "enable.auto.commit": false), or leave out the calls that do nothing. Where marks are
// not committed by themselves, call Commit.
package ackpolicy
