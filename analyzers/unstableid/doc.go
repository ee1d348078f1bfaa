// Package unstableid finds events that get a new id each time they are published again.
//
// A consumer recognises a repeated event by its id. If the id is made anew at each attempt, for each delivery of the message that causes the event, or each
// time an outbox is read, then every repetition looks like another event: it is booked, charged or mailed twice.
//
// Make the id once, before the first attempt, and keep it: take it from the message that causes the event (uuid.NewSHA1 of its id, or the id itself and
// the name of the step), or store it with the event in the outbox.
package unstableid
