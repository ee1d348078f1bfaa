// Command service is an application: nobody else can import its packages.
package main

import (
	"context"

	"github.com/segmentio/kafka-go"

	"idle/jobs"
)

func main() {
	w := &kafka.Writer{RequiredAcks: kafka.RequireAll}
	place(context.Background(), w)
	jobs.Every(w)
}

func place(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("placed")}) // want "error: .*"
}

// unused is left over.
func unused(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("unused")}) // want "info: .*"
}
