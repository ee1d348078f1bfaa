// Package lostasync finds asynchronous publishes of which nobody can see whether they worked.
//
// The call only puts the event into a queue of the client and says that it is there. Whether a broker has it turns out later, and is told to a function, a
// channel or a promise: if nobody is there to hear, failed events are gone unseen. Some clients even stop when nobody reads what they tell.
//
// Hand over a function that looks at the error (franz-go, Pulsar), wait for the promise (Pub/Sub, JetStream), read the channel (Errors of a sarama
// AsyncProducer, Events of a confluent one), set Completion of kafka-go's Writer or an error handler of JetStream; or publish synchronously.
//
// A promise that is kept, returned or handed on counts as seen, as does a function that looks at its error in any way. Channels and handlers count if they
// belong to the publisher that is used. Where it cannot be known how that was made, the finding is a warning, and there is none if it may be one that
// somebody asks. Where not even the error of the call itself is looked at, lostpublish tells of that instead. The rule needs the whole program where a channel or
// handler decides: go vet and golangci-lint are silent there.
package lostasync
