// Package keyignored finds producers whose partitioner ignores the keys that their messages have.
//
// A key says that the events of one order, account or device stay in order: they go to one partition, which one consumer reads. A partitioner that goes
// round, picks at random or looks for the emptiest partition does not look at the key. The events of one entity then lie on all partitions, and a consumer
// can see the cancellation before the order. The default of kafka-go's Writer is of this kind.
//
// Set a partitioner that hashes the key: Balancer: &kafka.Hash{} in kafka-go (or CRC32Balancer and Murmur2Balancer, which agree with other clients),
// sarama.NewHashPartitioner, kgo.StickyKeyPartitioner. If order does not matter, leave the key out.
//
// The rule speaks once for each producer whose setting is known, also by the library's default, and through which a message with a key is published. It
// says nothing of partitioners of the program's own, of those that take the partition from the message, and where the configuration decides.
package keyignored
