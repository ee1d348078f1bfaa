// Package helpers has messages that a helper makes of an id and a body, and another one sends.
package helpers

import (
	"context"
	"encoding/json"

	"github.com/rabbitmq/amqp091-go"
)

type attached struct{ Shipment string }

type printed struct{ Shipment string } // want "warning: message carries no event id"

type dropped struct{ Shipment string } // want "warning: message carries no event id"

type desk struct{ ch *amqp091.Channel }

func message(id string, body []byte) amqp091.Publishing {
	return amqp091.Publishing{ContentType: "application/json", MessageId: id, Body: body}
}

func (d *desk) send(ctx context.Context, key string, m amqp091.Publishing) error {
	return d.ch.PublishWithContext(ctx, "shop", key, false, false, m)
}

// attach has an id that is put together from the shipment's.
func (d *desk) attach(ctx context.Context, a attached) error {
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return d.send(ctx, "attached", message("attached-"+a.Shipment, body))
}

// print sends its message without id.
func (d *desk) print(ctx context.Context, p printed) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.send(ctx, "printed", amqp091.Publishing{ContentType: "application/json", Body: body})
}

// drop leaves the id empty.
func (d *desk) drop(ctx context.Context, x dropped) error {
	body, err := json.Marshal(x)
	if err != nil {
		return err
	}
	return d.send(ctx, "dropped", message("", body))
}
