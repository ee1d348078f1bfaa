// Package txretry finds events published in a transaction that can be run again.
//
// The database forgets the failed attempts, the broker does not: the event is sent once for each. Some libraries run a transaction's function again
// when the database reports a conflict (MongoDB's WithTransaction, CockroachDB's ExecuteTx, Spanner), and so do retry loops around a transaction.
//
// Write the event into an outbox through the transaction, or return it from the function and publish it after the commit.
package txretry
