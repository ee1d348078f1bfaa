// Package envelope puts events into envelopes.
package envelope

import (
	"context"
	"encoding/json"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Envelope is the cause for all that goes through it: it has no place for a version.
type Envelope struct { // want "warning: envelope and payloads have no version"
	Type string          `json:"type"`
	At   time.Time       `json:"at"`
	Data json.RawMessage `json:"data"`
}

type bus struct{ client *kgo.Client }

func (b *bus) publish(ctx context.Context, typ string, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	body, err := json.Marshal(Envelope{Type: typ, At: time.Now(), Data: raw})
	if err != nil {
		return err
	}
	return b.client.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type cartFilled struct{ CartID string }

type cartEmptied struct{ CartID string }

func carts(ctx context.Context, b *bus, id string) error {
	if err := b.publish(ctx, "cart.filled", cartFilled{CartID: id}); err != nil {
		return err
	}
	return b.publish(ctx, "cart.emptied", &cartEmptied{CartID: id})
}

// Versioned has one, and fills it.
type Versioned struct {
	Type    string
	Version int
	Data    any
}

type versionedBus struct{ client *kgo.Client }

func (b *versionedBus) publish(ctx context.Context, typ string, data any) error {
	body, err := json.Marshal(Versioned{Type: typ, Version: 1, Data: data})
	if err != nil {
		return err
	}
	return b.client.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type giftWrapped struct{ GiftID string }

type giftSent struct{ GiftID string }

func gifts(ctx context.Context, b *versionedBus, id string) error {
	if err := b.publish(ctx, "gift.wrapped", giftWrapped{GiftID: id}); err != nil {
		return err
	}
	return b.publish(ctx, "gift.sent", giftSent{GiftID: id})
}

// Forgotten has one that nobody fills.
type Forgotten struct {
	Type    string
	Version int
	Data    any
}

type forgetfulBus struct{ client *kgo.Client }

func (b *forgetfulBus) publish(ctx context.Context, typ string, data any) error {
	body, err := json.Marshal(Forgotten{Type: typ, Data: data})
	if err != nil {
		return err
	}
	return b.client.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type couponUsed struct{ CouponID string } // want "warning: payload has no version"

func coupons(ctx context.Context, b *forgetfulBus, id string) error {
	return b.publish(ctx, "coupon.used", couponUsed{CouponID: id})
}

// Event is generic: what it carries is known by its type.
type Event[T any] struct {
	Type    string
	Payload T
}

func emit[T any](ctx context.Context, c *kgo.Client, typ string, payload T) error {
	body, err := json.Marshal(Event[T]{Type: typ, Payload: payload})
	if err != nil {
		return err
	}
	return c.ProduceSync(ctx, &kgo.Record{Topic: "shop", Value: body}).FirstErr()
}

type seatTaken struct{ SeatID string } // want "warning: payload has no version"

type seatFreedV1 struct{ SeatID string }

func seats(ctx context.Context, c *kgo.Client, id string) error {
	if err := emit(ctx, c, "seat.taken", seatTaken{SeatID: id}); err != nil {
		return err
	}
	return emit(ctx, c, "seat.freed", seatFreedV1{SeatID: id})
}
