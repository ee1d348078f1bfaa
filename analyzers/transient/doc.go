// Package transient finds messages that RabbitMQ need not keep, published to a queue or exchange that it is told to keep.
//
// A durable queue survives a restart of the broker, but only persistent messages in it do. The zero value of DeliveryMode is transient, so a program that
// declares its queues durable loses what is in them all the same.
//
// Set DeliveryMode: amqp.Persistent. Where a message is worth nothing after a restart, declare the queue without durability too.
//
// The rule joins publishes with the declarations of the same program by name: a constant, a field or variable that holds it, or what QueueDeclare returns.
// Of a durable exchange it is advice as long as the program declares no durable queue: an exchange keeps nothing itself. The fix adds the delivery mode to
// a message that is written down without one. It says nothing where the declaration is not seen or not sure, where the delivery mode comes from elsewhere, and of calls and their answers.
package transient
