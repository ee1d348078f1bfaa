// Package errack finds failures to handle a message after which it is acked, or reported as handled, all the same.
//
// The broker takes the message for done and never delivers it again, so what it should have done is lost, and at best a line in a log says so.
//
// Return the error where the library, or the wrapper that calls the handler, has the message delivered again then; else nack it, or put it where failed messages
// are kept: a dead letter queue, a table. Where a failure cannot matter, leave out the call, or do it beside the handling.
//
// The rule looks at all that runs for received messages, and for nothing else: handlers, what they call, and the loops that receive. What the success of a
// handler means is taken from the library, or from the wrapper in the program that calls it; a wrapper that acks in both cases is told of once, and its handlers
// are not. Messages that the broker forgets as soon as it has sent them (at most once) are left out; those that a receive call acks by itself are not.
//
// A failure counts that is dropped, only logged, overwritten in a loop before anybody looks, or turned into success. The rule leaves out: messages that cannot be
// decoded or are not valid, unless the handler goes on with an empty one; errors that are asked for, with errors.Is or by a comparison; a choice between giving up
// and trying again; failures after which something else is done, be it to store them; calls that are tried several times; and what is done beside other work whose
// failure is told of. Failures that are logged by one call and end in one place are one finding, at the first of them.
package errack
