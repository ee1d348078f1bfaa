// Package selects has loops that wait for a message or for the end.
package selects

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

func save(ctx context.Context, body []byte) error { return nil }

func skips(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case d, ok := <-deliveries:
			if !ok {
				return nil
			}
			if len(d.Body) == 0 {
				log.Print("empty") // want "warning: message is neither acked nor nacked on this way"
				continue
			}
			if err := save(ctx, d.Body); err != nil {
				d.Nack(false, true)
				continue
			}
			d.Ack(false)
		}
	}
}

func breaks(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case d := <-deliveries:
			switch string(d.Body) {
			case "{}":
				d.Ack(false)
			default:
				log.Print("other") // want "warning: message is neither acked nor nacked on this way"
			}
		}
	}
}

// The end of the loop gives back what it has.
func ends(ctx context.Context, ch *amqp091.Channel, jobs chan<- amqp091.Delivery) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case d, ok := <-deliveries:
			if !ok {
				return nil
			}
			if len(d.Body) == 0 {
				select {
				case jobs <- d:
				case <-ctx.Done():
					return nil
				}
				continue
			}
			if err := save(ctx, d.Body); err != nil {
				return err
			}
			d.Ack(false)
		}
	}
}
