// Package earlyack finds messages that are acked, committed or deleted before the work on them is done.
//
// If the process stops in between, or the work fails, the broker takes the message for done and never delivers it again, so the work is lost.
//
// Do the work first, and settle the message after it; turn off what acks by itself. Then a message may come twice: let the handler recognise that.
//
// The rule tells of four shapes: a call that settles a message, followed by a call that changes something with what the message says; a message that is handed to a
// goroutine or a channel and settled at once, without waiting; a receive that settles by itself what it returns (autoAck, NoAck, AckNone, ReadMessage of a member of a
// group, GreedyAutoCommit, ReceiveAndDelete, InstantAck, BLPOP), where work is done for it; and a loop that starts a goroutine for each message of a client that commits by
// itself, without waiting. It leaves out handlers that only log or count, messages that cannot be decoded, what is done after the main work, acks that only some
// configuration puts first, brokers and queues that keep nothing, and queues whose name the broker made up for one consumer.
package earlyack
