// Package nokey finds events of an entity that are published without a partition key.
//
// A topic of Kafka or Pulsar has partitions, and order is kept within each of them only. Messages without a key go to any of them, so a consumer can see
// an order cancelled before it was placed.
//
// Give each message the id of the thing that it tells of as its key.
//
// The rule speaks once for each message that is made without a key and whose payload has the id of a thing; once for a batch whose options name no key;
// and once for a publisher whose marshaler gives no message a key, such as Watermill's default one for Kafka. It says nothing where the key comes from
// elsewhere or a function that was not seen may set it, where the message names its partition or the producer has a partitioner of the program's own, of
// dead letters, and of brokers without partitions. Events whose order does not matter need no key: ignore the finding there.
package nokey
