// Package kafkaconfig makes writers for other packages.
package kafkaconfig

import "github.com/segmentio/kafka-go"

// Tune makes a writer safe.
func Tune(w *kafka.Writer) { w.RequiredAcks = kafka.RequireAll }

// Fill sets what is not set.
func Fill(w *kafka.Writer) {
	if w.RequiredAcks == 0 {
		w.RequiredAcks = kafka.RequireAll
	}
}

// Hurry makes a writer fast.
func Hurry(w *kafka.Writer) {
	w.Async = false
	w.RequiredAcks = kafka.RequireNone // want "error: no broker acks \\(RequiredAcks\\), so a message that is lost looks sent"
}

// New makes a writer that waits for what it is told to.
func New(topic string, acks kafka.RequiredAcks) *kafka.Writer {
	return &kafka.Writer{Topic: topic, RequiredAcks: acks}
}
