// Package decode decodes messages for its callers.
package decode

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/rabbitmq/amqp091-go"
)

// Order is what the messages are about.
type Order struct{ ID string }

// ErrInvalid says that an order is none.
var ErrInvalid = errors.New("invalid order")

// Run handles each message by a function that has to decode it.
func Run(deliveries <-chan amqp091.Delivery, handle func([]byte) error) {
	for d := range deliveries {
		if err := handle(d.Body); err != nil {
			d.Nack(false, true) // want "message that can never be handled is sent back"
			continue
		}
		d.Ack(false)
	}
}

// Handle decodes a message and saves what it says.
func Handle(body []byte, save func(Order) error) error {
	var o Order
	if err := json.Unmarshal(body, &o); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return save(o)
}
