// Package dbpayload finds rows of the database that are published as events.
//
// Consumers then see every column, also internal ones, and depend on them: a migration breaks consumers, and consumers keep the table from changing.
//
// Declare a struct for the event, and copy into it what consumers are told.
//
// A row is a struct with the tags of an ORM (gorm, bun, pg) or one that embeds its model, that ent or sqlc generate, or that is handed to the database as
// it is (Create, Get, InsertOne). An event that holds such a row in one of its fields is told of too. The rule leaves out structs that only have db tags,
// what is stored because it is an event (an outbox, an event store), and fields that are not encoded.
package dbpayload
