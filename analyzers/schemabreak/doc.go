// Package schemabreak finds changes of payloads that break running consumers, or the reading of messages that were stored before.
//
// Consumers are deployed later than their producer, and logs, dead letters and outboxes hold what older code wrote. A field that is renamed or gone is read as
// zero without any error; one of another type stops a consumer.
//
// Keep what was written until nobody reads it, or publish a new version of the event beside this one. If a change does no harm, `buslint schema approve`
// says so.
//
// The rule compares with the locks that `buslint schema lock` writes, and with --base with a revision. Without both it is silent. What was added on either side is
// no break. Which directions count follows from compat in events.yml, or else from what the program does: a payload that it publishes must be read by older
// consumers (forward), one that it consumes must be read as it was published before (backward). The text says the verdict: BREAK where reading fails, LOSSY
// where it goes on with a wrong or zero value, RISK where that happens to some values, UNKNOWN where code decides. Protobuf's changes have the names of buf's
// rules.
package schemabreak
