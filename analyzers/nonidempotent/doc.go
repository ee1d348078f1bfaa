// Package nonidempotent finds effects of a message handler that happen once more when its message is delivered again.
//
// A plain INSERT adds a second row, an increment counts twice, a mail, a charge or a POST is sent a second time. Brokers deliver at least once: a message
// comes again when the handler fails behind the effect, when its acknowledgement is lost, when a consumer group is balanced anew.
//
// Make the effect one that can be repeated: insert under an id of the message with ON CONFLICT DO NOTHING, set values instead of adding to them, give the
// other side an idempotency key. Or keep the ids of the messages that were handled in a table, in the same transaction as the effect, and leave out those
// that are there.
//
// It says nothing where anything tells that the message was handled before: an upsert, a row under the message's own id, a check of what is stored, a
// version or state in the WHERE clause, a duplicate that is tolerated, an idempotency key, a middleware that leaves out repeats. What only lives in memory
// is gone with the process, and left alone. A publish under a new id is told of by unstableid.
package nonidempotent
