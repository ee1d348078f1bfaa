// Package tracers works in spans of other libraries than OpenTelemetry, and carries their traces into messages, or not.
package tracers

import (
	"context"

	"github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
	"github.com/nats-io/nats.go"
	"github.com/opentracing/opentracing-go"
	"github.com/segmentio/kafka-go"
)

type shop struct {
	writer *kafka.Writer
	nc     *nats.Conn
	tracer opentracing.Tracer
}

func (s *shop) datadog(ctx context.Context, event []byte) error {
	span, ctx := tracer.StartSpanFromContext(ctx, "place")
	defer span.Finish()
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event}) // want "info: message does not carry the trace of its span"
}

func (s *shop) datadogInjected(ctx context.Context, event []byte) error {
	span, ctx := tracer.StartSpanFromContext(ctx, "place")
	defer span.Finish()
	carrier := tracer.TextMapCarrier{}
	if err := tracer.Inject(span.Context(), carrier); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event, Headers: headers(carrier)})
}

func (s *shop) opentracing(ctx context.Context, event []byte) error {
	span, _ := opentracing.StartSpanFromContext(ctx, "place")
	defer span.Finish()
	return s.nc.Publish("orders", event) // want "info: message does not carry the trace of its span"
}

func (s *shop) ofTracer(event []byte) error {
	span := s.tracer.StartSpan("place")
	defer span.Finish()
	return s.nc.Publish("orders", event) // want "info: message does not carry the trace of its span"
}

func (s *shop) opentracingInjected(ctx context.Context, event []byte) error {
	span := opentracing.StartSpan("place")
	defer span.Finish()
	carrier := opentracing.TextMapCarrier{}
	if err := s.tracer.Inject(span.Context(), opentracing.TextMap, carrier); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event, Headers: headers(carrier)})
}

// Nobody traces here.
func (s *shop) plain(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: event})
}

func headers(carrier map[string]string) []kafka.Header {
	var out []kafka.Header
	for k, v := range carrier {
		out = append(out, kafka.Header{Key: k, Value: []byte(v)})
	}
	return out
}
