// Package splitinbox finds records of handled messages that are kept apart from what the handler does.
//
// A message whose id was noted before the handler failed is left out as a repeat when it is delivered again, and is lost. So it is when the process ends in
// between: the note is in Redis, in memory, or was written by a statement of its own, and nothing takes it back.
//
// Keep the id in the database of the effect and in the same transaction, so that both are there or neither. Where that cannot be, note it behind the
// effect, which then has to stand a repeat, or take the note back when the effect fails.
//
// It reports a note (SETNX, SADD, memcached's Add, Create of a key-value bucket, sync.Map.LoadOrStore, an INSERT that leaves out rows that are there or fails
// then) where what it says makes the handler end well, and the other way leads to an insert, an increment or an appended row whose failure brings the message
// back. So it does where the note is looked up first, and set or inserted by another call before the effect.
//
// It says nothing where the note may be part of a transaction, where it is taken back or changed anywhere in the handler or its callers, where it is kept behind
// the effect, where the effect can be repeated, or where something else tells of repeats as well.
package splitinbox
