// Package txbypass finds writes through the database while a transaction is open on it.
//
// Such a write goes to another connection. A rollback leaves it, so the data no longer agrees with the events of the transaction; and where the pool has
// no other connection, or both write the same row, each waits for the other.
//
// Write through the transaction. What is to stay when the transaction fails is written after the rollback, or where the failure is returned.
//
// The rule only speaks where both go through the same field, parameter or variable. It leaves out audit and other logs, writes of failures, goroutines,
// and handles that a function chooses, as one does that looks for a transaction in a context.
package txbypass
