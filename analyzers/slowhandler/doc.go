// Package slowhandler finds handlers that keep their consumer longer than the broker waits for it.
//
// The broker takes the consumer for dead and delivers the message again while the first handling still goes on, to another consumer that is as slow.
//
// Let the broker wait: return the message with a delay, extend its deadline while work goes on, or try a few times and give up.
//
// The rule knows sleeps whose length is a constant of at least the library's default deadline, and sleeps in loops that are only left when something has worked. It is silent where
// a deadline is set anywhere in the program, or a handler asks for more time. It also finds consumer groups of sarama that are not joined again
// after a rebalance, and clients of franz-go that block rebalances and never allow them.
package slowhandler
