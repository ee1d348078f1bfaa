// Package dualwrite finds operations that write to a database and publish an event with nothing that holds the two together.
//
// Whatever happens between the two leaves one without the other. Published first, the event is out even if the write fails (a warning). Published
// after the write or commit, it is lost if the process stops in between, or if the broker cannot be reached (for information: publishing on commit is
// right for many events, as long as somebody decided so).
//
// For events that must not be lost, write them into an outbox in the same transaction as the data and let a relay publish them.
package dualwrite
