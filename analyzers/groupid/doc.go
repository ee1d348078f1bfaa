// Package groupid finds consumer groups, durable names and subscriptions that are new at each start, or not named.
//
// A group that is new at each start knows nothing of what was done before: depending on where it begins, events are repeated or skipped at each deploy. A
// subscription that is kept by the broker stays behind, with all the messages that nobody will read. And a group's very first start begins, with
// sarama, librdkafka and Pulsar, behind what has been published so far (info).
//
// A group of its own for each instance is right where each instance is to see everything: to drop entries of a cache, to tell browsers. So consumers are only told
// of if a message leads to something that lasts (a write to a database, a publish, a call to another service), or if the broker keeps the
// subscription. Names that come from configuration, and those made of the host's name, are not known.
//
// Name the group or durable after what it does ("billing"), and say where it begins.
package groupid
