package libraries

import (
	"context"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

// runner is the program's own consumer: it calls the handler that it is given.
type runner struct {
	reader  *kafka.Reader
	handler func(ctx context.Context, m kafka.Message) error
}

func newRunner(r *kafka.Reader, h func(context.Context, kafka.Message) error) *runner {
	return &runner{reader: r, handler: h}
}

func (r *runner) run(ctx context.Context) error {
	for {
		m, err := r.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := r.handler(ctx, m); err != nil {
			continue
		}
		if err := r.reader.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type shipper struct{ w *kafka.Writer }

func (s *shipper) handle(ctx context.Context, m kafka.Message) error {
	return inSpan(ctx, func(ctx context.Context) error {
		return s.w.WriteMessages(ctx, kafka.Message{
			Topic:   "shipments",
			Value:   encode(shipped{OrderID: string(m.Key)}),
			Headers: []kafka.Header{{Key: "message-id", Value: []byte(uuid.NewString())}}, // want "error: event gets a new id at each delivery of its cause"
		})
	})
}

// announce is given to the same helper, but not for a message.
func (s *shipper) announce(ctx context.Context, order string) error {
	return inSpan(ctx, func(ctx context.Context) error {
		return s.w.WriteMessages(ctx, kafka.Message{
			Topic:   "shipments",
			Value:   encode(shipped{OrderID: order}),
			Headers: []kafka.Header{{Key: "message-id", Value: []byte(uuid.NewString())}},
		})
	})
}

func inSpan(ctx context.Context, f func(context.Context) error) error { return f(ctx) }

func start(ctx context.Context, r *kafka.Reader, w *kafka.Writer) error {
	s := &shipper{w}
	return newRunner(r, s.handle).run(ctx)
}
