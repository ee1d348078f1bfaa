// Package corenats finds publishes without a receipt to a subject that a JetStream stream of the same program keeps.
//
// The stream gets the message, and keeps it, if all goes well. But core publish only writes it to the connection: when the stream has no leader, is full, or
// refuses the message, nobody is told, and the event is missing without a trace.
//
// Publish through JetStream, which waits for the stream's answer, and give the message an id, so that it can be sent again.
//
// The rule looks at streams that the program itself makes or changes, with subjects that are known, wildcards included. All subjects that a publish may have
// must be kept by one. Parts of a subject that are not known count as one part. Streams that are made elsewhere are not seen.
package corenats
