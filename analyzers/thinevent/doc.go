// Package thinevent finds events that do not hold what they tell of: ids only, or a link that expires.
//
// Every consumer then asks the publisher for the rest, under load and when it is down, and gets what is true by then rather than what happened. A link that is signed for
// some minutes is dead when a consumer catches up, or the event is read again.
//
// Put into the event what consumers need, or at least the version of the thing, so that they can tell whether what they get is newer. Publish the key of a
// stored object, and let consumers have their link signed.
//
// The rule looks at events that tell of something new or changed (Created, Placed, Updated ...) with nothing but ids, times and names of events, and at fields that are set to
// what a function returns that signs links. It leaves out events with a version or any other field, within an envelope, and of what needs no more than an id (Deleted, Cancelled). It tells of a payload once.
package thinevent
