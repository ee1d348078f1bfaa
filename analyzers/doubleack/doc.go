// Package doubleack finds messages that are settled twice on one way through a function.
//
// RabbitMQ closes the channel then, with all other messages in flight on it, and gocloud.dev panics. Others ignore the second word: a nack after an ack does
// nothing, and the message is lost.
//
// Return after the message has been settled, or settle it in one place: a deferred function that looks at the error, say.
//
// The rule looks at acks, nacks and rejects of single messages in one function, deferred ones too. A second one is right where the first has failed; and it may stand on
// a way that is not gone after the first, because of the same condition. Commits and marks of offsets may be repeated, and what only puts off when a message
// comes again may be followed by an ack.
package doubleack
