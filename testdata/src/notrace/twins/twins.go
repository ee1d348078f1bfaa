// Package twins publishes messages that carry the trace, or perhaps do.
package twins

import (
	"context"
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"go.opentelemetry.io/otel/trace"
)

type shop struct {
	tracer    trace.Tracer
	writer    *kafka.Writer
	rabbit    *amqp091.Channel
	publisher message.Publisher
	nc        *nats.Conn
}

func (s *shop) byHand(ctx context.Context, id string, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "publish")
	defer span.End()
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event, Headers: []kafka.Header{{Key: "traceparent", Value: []byte(id)}}})
}

func (s *shop) correlated(ctx context.Context, id string, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "publish")
	defer span.End()
	return s.rabbit.PublishWithContext(ctx, "shop", "placed", true, false, amqp091.Publishing{Body: event, CorrelationId: id})
}

func (s *shop) set(ctx context.Context, id string, event []byte) error {
	_, span := s.tracer.Start(ctx, "publish")
	defer span.End()
	m := message.NewMessage("1", event)
	m.Metadata.Set("correlation_id", id)
	return s.publisher.Publish("orders", m)
}

// The headers come from whoever sent the message.
func (s *shop) copied(ctx context.Context, in kafka.Message) error {
	ctx, span := s.tracer.Start(ctx, "forward")
	defer span.End()
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: in.Value, Headers: in.Headers})
}

type orderPlaced struct{ OrderID, TraceID string }

func (s *shop) inPayload(ctx context.Context, e orderPlaced) error {
	_, span := s.tracer.Start(ctx, "publish")
	defer span.End()
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.nc.Publish("orders", b)
}

// Nobody traces here.
func (s *shop) untraced(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event})
}
