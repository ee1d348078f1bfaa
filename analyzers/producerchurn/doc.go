// Package producerchurn finds producers and connections that are opened for each event.
//
// Opening one costs several round trips, often with TLS and a login, and the broker keeps state for each. Under load the handshakes take longer than the
// publishes, batching never happens (kafka-go's Writer also waits a second for a batch that nobody fills), and the broker runs out of connections.
//
// Open one when the program starts, share it, and close it at the end: producers are safe for use by many goroutines. RabbitMQ's channels aren't, but a
// channel on a connection that is open costs little.
//
// The rule speaks where a loop opens a producer for each event that it publishes, and where a function does that publishes what it is given and may be
// called again and again: by a handler, in a loop, by who is not seen. What a main function calls once is right, and what is kept for the next event.
package producerchurn
