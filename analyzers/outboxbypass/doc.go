// Package outboxbypass finds outbox events and jobs that are written beside the transaction of the data that they tell of.
//
// They are there even if the data is rolled back, and can be worked before it is visible; or a crash leaves the data without its event.
//
// Give the transaction to the outbox: River's InsertTx instead of Insert, a Watermill SQL publisher made on the transaction, an INSERT through it.
//
// The rule speaks where a transaction is open, and where one function writes data and an outbox's row through databases without one. It leaves out relays,
// handles that may be a transaction (as gorm's may), and those that a function chooses.
package outboxbypass
