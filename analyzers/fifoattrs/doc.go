// Package fifoattrs finds messages for FIFO queues and topics without what these ask for.
//
// SQS and SNS refuse a message for a name that ends in .fifo if it has no MessageGroupId, at run time. They also refuse one without a
// MessageDeduplicationId, unless the queue or topic deduplicates by content (info: that is said outside of most programs). One group for all messages
// puts all of them into one lane: a consumer gets the next only when it is done with the last (info).
//
// Only names that are known from the code count. Those that come from configuration, and messages that other code may add to, stay silent. Watermill's SNS publisher has
// the group from a message's metadata: it counts where nothing in the program names that entry.
//
// Set MessageGroupId to the id of what the events must be in order for, and MessageDeduplicationId to that of the event.
package fifoattrs
