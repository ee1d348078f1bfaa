// Package envelope puts events into envelopes.
package envelope

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Envelope is the cause for all that goes through it.
type Envelope struct { // want "warning: envelope and payloads carry no event id"
	Type string `json:"type"`
	Data any    `json:"data"`
}

func publish(ctx context.Context, c *kgo.Client, typ string, data any) error {
	body, err := json.Marshal(Envelope{Type: typ, Data: data})
	if err != nil {
		return err
	}
	return c.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type cartFilled struct{ CartID string }

type cartEmptied struct{ CartID string }

func carts(ctx context.Context, c *kgo.Client, id string) error {
	if err := publish(ctx, c, "cart.filled", cartFilled{CartID: id}); err != nil {
		return err
	}
	return publish(ctx, c, "cart.emptied", cartEmptied{CartID: id})
}

type message struct {
	ID   string
	Type string
	Data json.RawMessage
}

func publishMessage(ctx context.Context, c *kgo.Client, typ string, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	body, err := json.Marshal(&message{ID: uuid.NewString(), Type: typ, Data: raw})
	if err != nil {
		return err
	}
	return c.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type giftWrapped struct{ GiftID string }

type giftSent struct{ GiftID string }

func gifts(ctx context.Context, c *kgo.Client, id string) error {
	if err := publishMessage(ctx, c, "gift.wrapped", giftWrapped{GiftID: id}); err != nil {
		return err
	}
	return publishMessage(ctx, c, "gift.sent", giftSent{GiftID: id})
}
