// Package orphan finds topics that the program publishes and nobody consumes, or consumes and nobody publishes.
//
// An event without a consumer is kept compatible for nobody, and a handler without a producer waits for what never comes. Often one side was renamed alone.
//
// Remove the dead end, or correct the topic's name. Where the other end is another program, register it in events.yml: the consumers of the topic, or its owner
// and source-of-truth.
//
// The rule takes the program for whole, which it seldom is: it is off by default. It is silent where a topic on the other end is not known, on brokers where
// consumers name queues or subscriptions rather than topics (RabbitMQ, SNS and SQS, Pub/Sub, Service Bus), and on topics whose other end is declared.
package orphan
