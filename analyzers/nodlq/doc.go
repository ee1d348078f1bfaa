// Package nodlq finds subscriptions and queues that a program creates without dead letters or a delivery limit.
//
// A message that can never be handled comes again for ever: it costs money, hides in the log, and where order matters it blocks all that is behind it. In
// RabbitMQ one that is rejected without requeue is lost.
//
// It looks at shared subscriptions of Pulsar, subscriptions of Google, consumers of JetStream, queues of SQS, and queues of RabbitMQ whose messages the program
// rejects. Temporary queues are left alone, and so are all where one of the program's queues has dead letters: the others may be where they go. Policies that are set in
// the broker are not seen, so this is advice. Routers of Watermill are looked at where messages of a broker are received, and no middleware has to do with dead
// letters, be it one of the program's own that publishes. Pulsar's ReconsumeLater without RetryEnable is an error: it only logs.
//
// Give it dead letters or a limit: DLQ, DeadLetterPolicy, MaxDeliver, RedrivePolicy, "x-dead-letter-exchange", the middleware PoisonQueue.
package nodlq
