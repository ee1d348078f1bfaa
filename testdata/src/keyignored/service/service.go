package service

import (
	"context"

	"github.com/segmentio/kafka-go"
	"keyignored/stream"
)

func place(ctx context.Context, id string, event []byte) error {
	if err := stream.NewLog("audit.v1").Publish(ctx, "", event); err != nil {
		return err
	}
	return stream.New("orders.v1").Publish(ctx, kafka.Message{Key: []byte(id), Value: event})
}
