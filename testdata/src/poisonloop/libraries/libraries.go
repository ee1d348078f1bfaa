// Package libraries consumes with several libraries.
package libraries

import (
	"encoding/json"
	"errors"
	"log"
	"time"

	"poisonloop/decode"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

type shop struct{ orders map[string]decode.Order }

func (s *shop) save(o decode.Order) error {
	if s.orders == nil {
		return errors.New("closed")
	}
	s.orders[o.ID] = o
	return nil
}

func validate(o decode.Order) error {
	if o.ID == "" {
		return decode.ErrInvalid
	}
	return nil
}

func (s *shop) wrapped(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); err != nil {
			log.Print(err)
			d.Reject(true) // want "message that can never be handled is sent back"
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) told(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); errors.Is(err, decode.ErrInvalid) {
			d.Reject(false)
		} else if err != nil {
			d.Nack(false, true)
		} else {
			d.Ack(false)
		}
	}
}

func (s *shop) once(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); err != nil {
			d.Nack(false, !d.Redelivered)
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) counted(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); err != nil {
			if d.Redelivered {
				d.Nack(false, false)
			} else {
				d.Nack(false, true)
			}
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) slow(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); err != nil {
			time.Sleep(time.Minute)
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) configured(deliveries <-chan amqp091.Delivery, requeue bool) {
	for d := range deliveries {
		if err := decode.Handle(d.Body, s.save); err != nil {
			d.Nack(false, requeue)
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) saved(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.save(decode.Order{ID: string(d.Body)}); err != nil {
			d.Nack(false, true) // it may work the next time
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) stream(c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		var o decode.Order
		if err := json.Unmarshal(m.Data(), &o); err != nil {
			m.Nak() // want "message that can never be handled is sent back"
			return
		}
		if err := validate(o); err != nil {
			m.Nak() // want "message that can never be handled is sent back"
			return
		}
		if err := s.save(o); err != nil {
			m.Nak()
			return
		}
		m.Ack()
	})
	return err
}

func (s *shop) ended(c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		var o decode.Order
		if err := json.Unmarshal(m.Data(), &o); err != nil {
			m.Term()
			return
		}
		if err := s.save(o); err != nil {
			m.NakWithDelay(time.Minute)
			return
		}
		m.Ack()
	})
	return err
}

func (s *shop) legacy(m *nats.Msg) {
	var o decode.Order
	if err := json.Unmarshal(m.Data, &o); err != nil {
		m.Nak() // want "message that can never be handled is sent back"
		return
	}
	m.Ack()
}

func (s *shop) start(sub message.Subscriber) error {
	router, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return err
	}
	s.routes(router, sub)
	return nil
}

func (s *shop) routes(router *message.Router, sub message.Subscriber) {
	router.AddConsumerHandler("orders", "orders", sub, func(m *message.Message) error {
		var o decode.Order
		if err := json.Unmarshal(m.Payload, &o); err != nil {
			return err // want "message that can never be handled is sent back"
		}
		return s.save(o)
	})
	router.AddConsumerHandler("wrapped", "orders", sub, func(m *message.Message) error {
		return decode.Handle(m.Payload, s.save) // want "message that can never be handled is sent back"
	})
	router.AddConsumerHandler("dropped", "orders", sub, func(m *message.Message) error {
		var o decode.Order
		if err := json.Unmarshal(m.Payload, &o); err != nil {
			log.Print(err)
			return nil
		}
		return s.save(o)
	})
}

func (s *shop) channel(messages <-chan *message.Message) {
	for m := range messages {
		var o decode.Order
		if err := json.Unmarshal(m.Payload, &o); err != nil {
			m.Nack() // want "message that can never be handled is sent back"
			continue
		}
		m.Ack()
	}
}
