// Package unstablekey finds partition keys that differ each time: random ones, new ids, the time, the count of a loop.
//
// A broker keeps the order of messages with the same key. With a new key for each message, what happens to one order is spread over all partitions, and a
// consumer can see it shipped before it was paid.
//
// Use the id of the thing that the event tells of as its key, not the event's own. Events that have no such id are not told of: they may well be spread.
// Neither are keys that become the id of a new thing: those that the payload has as the thing's id, and those that something is saved under.
package unstablekey
