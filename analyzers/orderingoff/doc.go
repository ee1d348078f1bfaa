// Package orderingoff finds ordering keys where ordering is off.
//
// Google's publishers refuse a message with an ordering key unless EnableMessageOrdering is set, and say so in the result of the publish only. A subscription
// without it delivers such messages in any order. After a failed publish its key stays paused, and each later event of it fails, until ResumePublish is
// called. Pulsar's default batches mix keys, and a KeyShared subscription gets a batch as a whole.
//
// Set EnableMessageOrdering on the topic, publisher and subscription; call ResumePublish where a publish failed; give Pulsar's producer BatcherBuilderType:
// pulsar.KeyBasedBatchBuilder. Settings that come from configuration are not known, and stay silent. Other libraries have no such switch.
package orderingoff
