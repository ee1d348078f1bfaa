// Package noflush finds producers that keep events back to send them in batches, and are closed or left at exit before those are sent.
//
// An asynchronous publish returns before the event has left the process. What is still in the buffer when the producer is closed, or the program ends, is
// gone: the tail of the events is lost with each deploy, and nothing says so. Whether Close sends what is left depends on the library: those of kafka-go and
// sarama do, those of franz-go, confluent-kafka-go and Pulsar don't, Google's Pub/Sub needs Stop on the topic, and NATS JetStream PublishAsyncComplete.
//
// Flush before closing, with a deadline, and look at what that returns. Where the program ends, close every producer.
//
// The rule speaks once for each producer: where it is closed without a flush, or, if a main function makes it and nobody flushes or closes it, where it is
// made. It says nothing where each publish is waited for: by its promise, a delivery channel, or a function that tells who waits.
package noflush
