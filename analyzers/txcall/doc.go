// Package txcall finds calls of other services, and sleeps, while a database transaction is open.
//
// The transaction keeps its locks and its connection for as long as the other service takes to answer. When that is slow, everybody who needs the same
// rows waits too, and the pool runs out of connections. And a rollback does not take back what the other service has done.
//
// Call before the transaction begins or after it has committed. What must happen if and only if the transaction commits is written into an outbox.
//
// A transaction counts as open from its begin to its commit or rollback, and in functions that are handed to a transaction helper, where it is open on
// every way. Calls through wrappers, packages and interfaces are followed if all that may be called there wait. The rule leaves out goroutines, deferred
// calls, what happens because of a failure or only if an argument says so, relays of an outbox, and clients of packages whose sources are not analysed.
package txcall
