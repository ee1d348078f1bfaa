package libraries

import (
	"context"
	"encoding/json"
	"log"

	"poisonloop/decode"

	"cloud.google.com/go/pubsub/v2"
	portable "gocloud.dev/pubsub"
)

func (s *shop) subscribed(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		var o decode.Order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			m.Nack() // want "message that can never be handled is sent back"
			return
		}
		if err := s.save(o); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}

func (s *shop) parked(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		var o decode.Order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			log.Printf("bad message: %v", err)
			m.Ack()
			return
		}
		if err := s.save(o); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}

func (s *shop) portable(ctx context.Context, sub *portable.Subscription) error {
	for {
		m, err := sub.Receive(ctx)
		if err != nil {
			return err
		}
		if err := decode.Handle(m.Body, s.save); err != nil {
			m.Nack() // want "message that can never be handled is sent back"
			continue
		}
		m.Ack()
	}
}
