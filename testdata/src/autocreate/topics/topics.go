// Package topics prepares writers of other packages.
package topics

import "github.com/segmentio/kafka-go"

// Strict lets nobody make topics.
func Strict(w *kafka.Writer) {
	Name(w)
	w.AllowAutoTopicCreation = false
}

// Name sets the topic.
func Name(w *kafka.Writer) { w.Topic = "orders.v1" }
