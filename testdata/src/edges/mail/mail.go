// Package mail consumes, directly and through a wrapper.
package mail

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"

	"edges/bus"
)

// OrderPlaced is what this consumer knows of another's event.
type OrderPlaced struct{ ID string }

type Parcel struct{ ID string }

func Run(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders.placed", GroupID: "mail"})
	return bus.Consume(ctx, r, func(ctx context.Context, m kafka.Message) error { // edge: consume "orders.placed" edges/mail.OrderPlaced high
		var e OrderPlaced
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
		return send(e.ID)
	})
}

func Loop(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "parcels", GroupID: "mail"})
	for {
		m, err := r.FetchMessage(ctx) // edge: consume "parcels" edges/mail.Parcel high
		if err != nil {
			return err
		}
		p, err := parcel(m.Value)
		if err != nil {
			return err
		}
		if err := send(p.ID); err != nil {
			return err
		}
	}
}

func parcel(body []byte) (Parcel, error) {
	var p Parcel
	err := json.Unmarshal(body, &p)
	return p, err
}

func send(id string) error {
	var unrelated struct{ ID string }
	return json.Unmarshal([]byte(id), &unrelated)
}

func Parcels(ctx context.Context) error {
	return bus.NewInbox().Serve(ctx, handleParcel) // edge: consume "inbox" edges/mail.Parcel high
}

func handleParcel(ctx context.Context, m kafka.Message) error {
	var p Parcel
	if err := bus.Read(m, &p); err != nil {
		return err
	}
	return send(p.ID)
}

func Orders(ctx context.Context) error {
	return bus.NewInbox().Serve(ctx, func(ctx context.Context, m kafka.Message) error { // edge: consume "inbox" edges/mail.OrderPlaced high
		var e OrderPlaced
		if err := bus.Read(m, &e); err != nil {
			return err
		}
		return send(e.ID)
	})
}
