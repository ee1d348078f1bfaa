// Package commandevent finds events that tell consumers what to do.
//
// An event says what happened, and any number of consumers may do what they like about it. One that says what is to be done next ties the publisher to the one
// consumer that does it, and does it twice when a second one subscribes.
//
// Name the event after what happened (InvoiceRequested), and leave steps and retries to the consumer. Where one service has to do it, send a command, to a queue of that service.
//
// The rule looks at payload types called by a command (SendInvoice) that call themselves an event or go to a topic of events, and at events with fields such as NextStep,
// RetryCount, ReplyTo or ShouldNotify. It leaves out queues of work (SQS, River, asynq, RabbitMQ's default exchange), and types and topics called command, job, task or request.
package commandevent
