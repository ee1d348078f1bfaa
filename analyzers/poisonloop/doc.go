// Package poisonloop finds messages that can never be handled and are sent back to the broker, which delivers them again at once.
//
// A message that cannot be decoded today cannot be decoded tomorrow either: it goes round for ever, takes the time of all others, and fills the log. Where messages
// are delivered in order, none behind it is handled.
//
// Put such a message aside: reject it without requeue and give the queue a dead letter exchange, terminate it, publish it to a dead letter topic, use a poison queue. Or
// limit how often a message is delivered, and wait in between.
//
// The rule looks at failures to decode or check a message, in the handler or in what it calls, or of a handler that somebody gave and that gets the message as it
// came; and at what is done then: a nack or reject that requeues (RabbitMQ, NATS, Pub/Sub, gocloud, Watermill), or an error that a handler of Watermill's router
// returns. It is silent where the program limits redeliveries, delays them, or names a dead letter queue for that library, unless that is surely meant for another
// queue, consumer or router; where the kind of the error, or how often the message came, decides; and for brokers that wait or give up by themselves.
//
// A message that was handled before may come again, too: the rule tells of handlers that find its row there (INSERT ... ON CONFLICT DO NOTHING, and no row was
// inserted), and return an error for that, so that it comes again for ever, with a delay or without. Return nil there.
package poisonloop
