// Package lostpublish finds publishes whose failure is lost: the result is dropped, or only logged while the operation reports success.
//
// Brokers are away sometimes: if nobody looks at the result of a publish, the event is gone, and the caller believes that it was sent. Results that are
// not of type error count too: franz-go's ProduceResults, go-redis' commands.
//
// Return the error, or try again, or keep the event (in an outbox) to send it later. A log line with the whole event at least lets somebody send it again.
//
// What is dropped in a goroutine that nobody waits for is told of by detachedpublish.
package lostpublish
