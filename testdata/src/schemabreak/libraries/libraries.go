// Package libraries publishes with other libraries.
package libraries

import (
	"context"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
)

type paid struct { // want "error: .paid. method: J05 field removed, so consumers misread it .LOSSY."
	OrderID string `json:"order_id"`
}

func viaNATS(nc *nats.Conn, e paid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return nc.Publish("orders.paid", body)
}

type refunded struct {
	OrderID string `json:"order_id"`
	Reasons string `json:"reasons"` // want "error: .refunded. reasons: J.. list and other value exchanged, so consumers cannot read it .BREAK."
}

func viaSarama(p sarama.SyncProducer, e refunded) error {
	body, err := json.Marshal(&e)
	if err != nil {
		return err
	}
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: "refunds", Value: sarama.ByteEncoder(body)})
	return err
}

type packed struct {
	OrderID string `json:"order_id"`
	Box     box    `json:"box"`
}

type box struct {
	Grams float64 `json:"grams"` // want "warning: .packed. box.grams: J13 integer and float exchanged, so consumers may misread it .RISK."
}

func viaAMQP(ctx context.Context, ch *amqp.Channel, e packed) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "warehouse", "packed", false, false, amqp.Publishing{Body: body})
}

type level string

const (
	low  level = "low"
	high level = "high"
	dire level = "dire"
)

type alarmed struct {
	Level level `json:"level"` // want "warning: .alarmed. level: J52 value added to an enumeration, so consumers may misread it .RISK."
}

func viaWatermill(p message.Publisher, e alarmed) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return p.Publish("alarms", message.NewMessage("1", body))
}
