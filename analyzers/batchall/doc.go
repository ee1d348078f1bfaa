// Package batchall finds batches that are acked, or fail, as a whole because of one message.
//
// A handler of AWS Lambda that returns the error of one record gets the whole batch again, with all that was done already. A record that always fails drags its
// neighbours with it, and stops the shard of a stream. The other way round, a response whose BatchItemFailures is
// always empty, or a commit or deletion of all messages after a loop in which some of them failed, acks those that failed.
//
// Whether a batch has more than one message is set outside of the code, so this is a warning. Handlers whose callers name the failed records, and loops that
// keep the failed messages somewhere, are silent.
//
// Return the failed records in BatchItemFailures (and set ReportBatchItemFailures on the event source); ack message by message.
package batchall
