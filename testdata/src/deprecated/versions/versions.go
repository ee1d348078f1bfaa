// Package versions publishes two versions of a message.
package versions

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

// Paid is the first version.
type Paid struct{ Amount float64 } // want "warning: versions.Paid is deprecated in events.yml and has no \"Deprecated:\" comment"

// PaidV2 is the second.
type PaidV2 struct{ Cents int }

// PaidV3 was a mistake.
//
// Deprecated: use PaidV2.
type PaidV3 struct{ Cents string }

type payments struct{ writer *kafka.Writer }

func (p *payments) pay(ctx context.Context, cents int) error {
	if err := p.publish(ctx, Paid{float64(cents) / 100}); err != nil {
		return err
	}
	return p.publish(ctx, PaidV2{cents})
}

func (p *payments) publish(ctx context.Context, e any) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return p.writer.WriteMessages(ctx, kafka.Message{Topic: "payments", Value: body})
}

func consume(ctx context.Context) (Paid, error) {
	m, err := kafka.NewReader(kafka.ReaderConfig{Topic: "payments"}).FetchMessage(ctx) // want "warning: version 1 of \"payments\" ends on 2027-03-01 and is consumed here"
	if err != nil {
		return Paid{}, err
	}
	var e Paid
	return e, json.Unmarshal(m.Value, &e)
}

func consumeNew(ctx context.Context) (PaidV2, error) {
	m, err := kafka.NewReader(kafka.ReaderConfig{Topic: "payments"}).FetchMessage(ctx)
	if err != nil {
		return PaidV2{}, err
	}
	var e PaidV2
	return e, json.Unmarshal(m.Value, &e)
}
