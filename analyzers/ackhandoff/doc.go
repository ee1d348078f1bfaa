// Package ackhandoff finds handlers that hand their message to a goroutine or a channel and return at once.
//
// The library acks the message when the handler returns, although the work on it is not done: if that fails, or the process stops, the message never comes again. And
// nothing keeps the broker from sending more than can be worked on.
//
// Do the work in the handler, and let the library run several handlers at once; or wait for the goroutine before the handler returns; or switch to acking by hand, and
// have the worker ack.
//
// The rule looks at handlers whose return the library, or the wrapper in the program that calls them, takes for an ack. It leaves out handlers that wait (a group, a
// channel), workers that settle the message themselves, and what is started beside work that the handler does itself.
package ackhandoff
