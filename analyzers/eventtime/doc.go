// Package eventtime finds events whose time is read from the clock although the row that they tell of has one.
//
// The event and the row then disagree, by the time that the work took or by two clocks: who orders events by time gets it wrong.
//
// Copy the time of the row: CreatedAt into an event of something new, UpdatedAt into one of a change.
//
// The rule looks at fields such as OccurredAt, CreatedAt or Timestamp that are set to time.Now() in a payload whose other fields are copied from a struct with such a time.
// It leaves out times of sending (SentAt, PublishedAt), a time that is stored into the row as well, and structs without the time that is asked for.
package eventtime
