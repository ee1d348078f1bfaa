// Package notify tells the customer's app and the label printers, straight on RabbitMQ.
package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

const exchange = "shop.notifications.v1"

var errNacked = errors.New("broker refused the message")

// DelayExpected tells that a parcel comes later.
type DelayExpected struct {
	EventID    string    `json:"event_id"`
	ShipmentID string    `json:"shipment_id"`
	Until      time.Time `json:"until"`
}

// LabelPrinted tells that a parcel has its label.
type LabelPrinted struct {
	ShipmentID string `json:"shipment_id"`
	Printer    string `json:"printer"`
}

// LabelAttached tells that a parcel has its label.
type LabelAttached struct {
	ShipmentID string `json:"shipment_id"`
	Printer    string `json:"printer"`
}

// Notifier publishes notifications on two channels, one with publisher confirms and one without.
type Notifier struct {
	plain, confirmed *amqp.Channel
}

// New opens the channels.
func New(conn *amqp.Connection) (*Notifier, error) {
	plain, err := conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open channel: %w", err)
	}
	confirmed, err := conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open channel: %w", err)
	}
	if err := confirmed.Confirm(false); err != nil {
		return nil, fmt.Errorf("confirm mode: %w", err)
	}
	return &Notifier{plain: plain, confirmed: confirmed}, nil
}

// Delay tells the customer that a parcel comes later.
func (n *Notifier) Delay(ctx context.Context, shipmentID string, until time.Time) error {
	d := DelayExpected{EventID: uuid.NewString(), ShipmentID: shipmentID, Until: until}
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encode delay of %s: %w", shipmentID, err)
	}
	_ = n.plain.PublishWithContext(ctx, exchange, "delay", false, false, publishing(d.EventID, body))
	return nil
}

// DelayConfirmed tells the customer that a parcel comes later, and fails if the broker does not have the message.
func (n *Notifier) DelayConfirmed(ctx context.Context, shipmentID string, until time.Time) error {
	d := DelayExpected{EventID: uuid.NewString(), ShipmentID: shipmentID, Until: until}
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encode delay of %s: %w", shipmentID, err)
	}
	return n.send(ctx, "delay", publishing(d.EventID, body))
}

// PrintLabel tells that a label was printed.
func (n *Notifier) PrintLabel(ctx context.Context, l LabelPrinted) error {
	body, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("encode label of %s: %w", l.ShipmentID, err)
	}
	return n.send(ctx, "label", amqp.Publishing{ContentType: "application/json", DeliveryMode: amqp.Persistent, Body: body})
}

// AttachLabel tells that a label was printed and is on its parcel.
func (n *Notifier) AttachLabel(ctx context.Context, l LabelAttached) error {
	body, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("encode label of %s: %w", l.ShipmentID, err)
	}
	return n.send(ctx, "label", publishing("label-"+l.ShipmentID, body))
}

func publishing(id string, body []byte) amqp.Publishing {
	return amqp.Publishing{ContentType: "application/json", DeliveryMode: amqp.Persistent, MessageId: id, Body: body}
}

func (n *Notifier) send(ctx context.Context, key string, p amqp.Publishing) error {
	confirmation, err := n.confirmed.PublishWithDeferredConfirmWithContext(ctx, exchange, key, false, false, p)
	if err != nil {
		return fmt.Errorf("publish %s: %w", key, err)
	}
	acked, err := confirmation.WaitContext(ctx)
	if err != nil {
		return fmt.Errorf("wait for confirmation of %s: %w", key, err)
	}
	if !acked {
		return fmt.Errorf("publish %s: %w", key, errNacked)
	}
	return nil
}
