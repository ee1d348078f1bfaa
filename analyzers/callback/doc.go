// Package callback finds handlers that call the service that published the event, and wait for its answer.
//
// The consumer fails when that service is down, and a replay of the topic calls it for each message. The answer tells of now, not of when the event happened.
//
// Carry what consumers need in the event, or keep a copy of it from earlier events.
//
// Which service published the event is known from the package of its type, where that is the contract of one gRPC service; from the programs of the module, where one of them
// publishes to the topic and serves what is called, and the handler runs in another; or from the host of a URL, where that is the name of the topic's service.
// Calls of other services, answers to a request, and calls that nobody waits for are left out.
package callback
