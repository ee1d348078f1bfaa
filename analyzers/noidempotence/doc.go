// Package noidempotence finds producers that try again without the broker's idempotence.
//
// When the acknowledgement of a batch is lost, the producer sends it again, and the topic holds it twice. With several requests in flight the second copy
// also comes after messages that were sent later. An idempotent producer numbers its batches, and the broker
// drops what it has.
//
// Switch it on: Producer.Idempotent (with WaitForAll and Net.MaxOpenRequests 1), "enable.idempotence": true; franz-go has it on unless
// DisableIdempotentWrite is given. Consumers that recognise a second delivery do not need it, unless order matters.
package noidempotence
