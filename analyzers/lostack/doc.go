// Package lostack finds ways through a handler on which a message is neither acked nor nacked, although other ways do one of these.
//
// The broker goes on to hold the message for the consumer, until that goes away. With a prefetch limit, some such messages are enough to stop the consumer: it
// gets no more. Without one they pile up, and are delivered again all at once when the consumer restarts.
//
// Settle the message on every way: ack what is none of the handler's business, nack (or reject) what failed. A deferred function that looks at the error does both
// in one place.
//
// The rule tells of libraries whose broker holds such messages: RabbitMQ, Pulsar, Google Pub/Sub, gocloud.dev, and Watermill's subscribers. Where a message comes
// again by itself after a time, as with SQS, JetStream or Service Bus, not to settle it is a way to say that it failed. It leaves out messages that are
// handed to a goroutine, a channel, a variable that others see, or a function that nobody has looked into; and ways on which the program, or the loop that receives, ends.
package lostack
