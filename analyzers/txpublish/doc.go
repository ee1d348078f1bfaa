// Package txpublish finds events published while a database transaction is still open.
//
// The transaction can still be rolled back, but the event is gone: consumers hear of a change that never happened. And even if it commits, a fast
// consumer may look for the row before it is there.
//
// Write the event into an outbox table through the same transaction and let a relay publish it, or publish after the commit has succeeded. Publishing
// after the commit can lose the event in a crash, which is right for some events and not for others.
//
// A transaction counts as open from its begin to its commit or rollback, inside a function that is handed to a transaction helper, and in everything
// called from there, also through interfaces, function values and goroutines; and in handlers that take the transaction which a middleware keeps with the
// request (net/http, gin, echo), or a subscriber with the message (Watermill SQL). Publishers that were built as an outbox, in-process buses, test doubles
// and relays of an outbox are left alone.
package txpublish
