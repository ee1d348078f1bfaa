// Package eventname finds events and topics that are named after what is to be done rather than after what happened.
//
// Whoever reads "order.create" cannot tell whether an order is to be created or was, and handles it as a request: once more on each delivery.
//
// Name them in the past tense: "order.created", OrderCreated. New names are new topics: publish to both until nobody reads the old one.
//
// The rule looks at topics, routing keys, kinds of messages, and payload types whose topic is fine, whose last word is a command (create, update, send ...) behind a thing. It knows irregular verbs (sent,
// paid), and leaves out words that are nouns too (order, request), queues of work (SQS, River, asynq, RabbitMQ's default exchange), and what is called command, job, task or request. It
// tells of a topic at its first publish.
//
// `names: {topics: EXPRESSION, events: EXPRESSION}` in .buslint.yml says what else they are to be called, as regular expressions: `^[a-z]+(\.[a-z-]+)+\.v\d+$`. Topics and routing
// keys, or the kinds that messages give, are then held against that, and no longer against verbs. Names that the code does not tell as a whole are left out.
package eventname
