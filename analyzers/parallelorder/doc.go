// Package parallelorder finds consume loops that hand messages of a partition to goroutines, and commit them.
//
// The messages are worked on in any order, and the commit of one covers earlier ones that may still fail: these are never delivered again.
//
// Work on the messages of a partition one after the other, and on several partitions at once; or wait for all goroutines of a batch before it is committed; or keep book
// of what is done, and commit up to the first that is not.
//
// The rule looks at loops that receive from Kafka and its kin, where commits, marks, checkpoints and cumulative acks are watermarks: those that hand a message to a
// goroutine, a pool or a channel and then commit without waiting, and those whose goroutines commit themselves. It leaves out loops that wait for their goroutines, and
// consumers that ack each message by itself, such as share groups.
package parallelorder
