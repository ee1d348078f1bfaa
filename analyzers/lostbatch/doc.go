// Package lostbatch finds batches that are published without a look at which of their entries failed.
//
// Such a call succeeds although a broker took only some of the entries: it throttled the others, say. The error is nil, the answer has status 200, and
// whoever stops there loses the rest unseen.
//
// Look at the part of the result that names what failed (Failed of SQS and SNS, FailedRecordCount of Kinesis, FailedEntryCount of EventBridge), and publish
// that again or return an error. The same goes for messages that are deleted in a batch: what is not deleted is delivered again.
//
// The result is followed through variables, function literals, functions and the callers of a function that returns it. Where it goes out of sight, such as
// into a field or a log, it counts as looked at, as does a comparison of how many entries succeeded. Calls whose error is dropped as well are told of by
// lostpublish.
package lostbatch
