// Package dyntopic finds topics whose name is made from data: from an event's field, a tenant's or customer's id, a new id.
//
// Nobody can say who publishes and consumes such topics: none is declared, secured or sized before the first event, and a broker has room for few of them.
//
// Use one topic for each kind of event, and put what differs into the partition key or a header, by which consumers can filter. If it must be a topic of its
// own, choose it from a map or switch over the names that there are.
//
// The rule leaves out names from constants, enumerations, configuration and maps, parts that are compared with constants, topics for retries and shards, and
// brokers whose consumers match topics with wildcards (NATS, Redis channels). An exchange's routing key is no topic.
package dyntopic
