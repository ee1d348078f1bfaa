// Package bus wraps connections.
package bus

import "github.com/nats-io/nats.go"

// Bus publishes wherever it is told to.
type Bus struct{ Conn *nats.Conn }

// Publish leaves the subject to its callers.
func (b *Bus) Publish(subject string, body []byte) error { return b.Conn.Publish(subject, body) }

// Invoice has one subject, which a stream keeps: told of here, once.
func (b *Bus) Invoice(body []byte) error {
	return b.Conn.Publish("invoices.eu.written", body) // want "error: a stream keeps this subject"
}
