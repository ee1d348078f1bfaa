// Package eventloop finds events whose handling publishes the same event again, directly or by way of other handlers of the program.
//
// One such message never ends: it goes round as fast as the broker allows, and each round may write, mail or charge again.
//
// Publish what came of the event under a name of its own, or stop where there is nothing left to do.
//
// The rule speaks where topic and event are surely the same: names that are known, with wildcards of subjects, bindings of queues to exchanges that the program itself makes,
// and the payload types that both sides use. It leaves out publishes under a condition on what the message or anything else says, after a failure,
// or with a delay: those retry, schedule or come to an end. Errors that are checked are no such condition. Answers to a request are no events.
package eventloop
