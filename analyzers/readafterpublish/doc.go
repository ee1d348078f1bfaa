// Package readafterpublish finds reads, right after a publish, of data that only the handlers of that event write.
//
// The handler runs some time later, so mostly the read finds nothing yet, or what was there before. A sleep in between only makes that rarer.
//
// Answer from what is known when the event is published, write the data where the event is published, or poll with a deadline.
//
// The rule speaks where a topic is known on both sides, and where all writes to a table, collection or entity that the program makes are those of its handlers. Reads in a
// loop, or through a helper that tries again, wait for the data: they are left out, and so are buses that stay in the process.
package readafterpublish
