// Package detachedpublish finds publishes in goroutines that nobody waits for, whose error is dropped.
//
// When the broker is away, the event is gone, and neither the caller nor anybody else learns of it. When the program ends, it does not wait for the
// goroutine either: what it has not sent by then is lost with every deployment. And two such goroutines may publish in any order.
//
// Publish before the function returns, and return the error; or wait for the goroutine, with an errgroup say, and look at what it returns; or write the
// event into an outbox, and let its relay publish. A buffered producer is fast as it is.
//
// The rule tells of go statements that call a publishing function, and of function literals that they start. A goroutine counts as waited for if it
// calls Done of a WaitGroup, or sends on, or closes, a channel that somebody receives from. The rule leaves out goroutines that log the error or hand it
// on, and those that work for as long as the program runs: what is lost there is a matter of lostpublish.
package detachedpublish
