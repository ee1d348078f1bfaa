package shapes

import (
	"context"
	"log/slog"

	"github.com/rabbitmq/amqp091-go"
)

type loggerKey struct{}

// loggerOf panics where it was forgotten to put a logger into the context.
func loggerOf(ctx context.Context) *slog.Logger {
	l, ok := ctx.Value(loggerKey{}).(*slog.Logger)
	if !ok {
		panic("no logger")
	}
	return l
}

// mustWork ends the program.
func mustWork(ctx context.Context) int {
	if ctx.Err() == nil {
		panic("no way on")
	}
	return 0
}

func (s *shop) told(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.save(ctx, d.MessageId); err != nil { // want "failure to handle the message is dropped"
			loggerOf(ctx).Error("save order", "error", err)
		}
		d.Ack(false)
	}
}

func (s *shop) ended(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.save(ctx, d.MessageId); err != nil {
			mustWork(ctx)
		}
		d.Ack(false)
	}
}
