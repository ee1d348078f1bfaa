package handling

import (
	"context"
	"testing"

	"github.com/segmentio/kafka-go"
)

// Seed is for tests, though it stands in no test file.
func Seed(t *testing.T, w *kafka.Writer) {
	t.Cleanup(func() { _ = w.WriteMessages(context.Background(), kafka.Message{Topic: "end"}) })
	_ = w.WriteMessages(context.Background(), kafka.Message{Topic: "begin"})
}

func seed(w *kafka.Writer) {
	_ = w.WriteMessages(context.Background(), kafka.Message{Topic: "begin"}) // want "error: result of the publish is dropped"
}
