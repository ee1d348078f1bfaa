package shapes

import (
	"context"
	"errors"
	"os"

	amqp "github.com/rabbitmq/amqp091-go"
)

var errRefused = errors.New("refused")

func confirming(conn *amqp.Connection) (*amqp.Channel, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	return ch, ch.Confirm(false)
}

// Nobody reads what the broker answers.
func unread(conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	return ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event}) // want "nobody reads the confirmations"
}

func read(conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	if err := ch.Confirm(false); err != nil {
		return err
	}
	confirmations := ch.NotifyPublish(make(chan amqp.Confirmation, 1))
	if err := ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event}); err != nil {
		return err
	}
	if c := <-confirmations; !c.Ack {
		return errRefused
	}
	return nil
}

func dropped(conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	_, err = ch.PublishWithDeferredConfirm("orders", "placed.v1", false, false, amqp.Publishing{Body: event}) // want "the confirmation is dropped"
	return err
}

func ignored(ctx context.Context, conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	c, err := ch.PublishWithDeferredConfirm("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	c.Wait() // want "what the confirmation says is dropped"
	return nil
}

func half(ctx context.Context, conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	c, err := ch.PublishWithDeferredConfirm("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	_, err = c.WaitContext(ctx) // want "what the confirmation says is dropped"
	return err
}

func waited(conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	c, err := ch.PublishWithDeferredConfirm("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	if c.Wait() {
		return nil
	}
	return errRefused
}

func waitedThenAsked(ctx context.Context, conn *amqp.Connection, event []byte) error {
	ch, err := confirming(conn)
	if err != nil {
		return err
	}
	c, err := ch.PublishWithDeferredConfirm("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	c.Wait()
	if !c.Acked() {
		return errRefused
	}
	return nil
}

// A transaction of the channel is committed, or an error says that it is not.
func transactional(conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	if err := ch.Tx(); err != nil {
		return err
	}
	if err := ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event}); err != nil {
		return err
	}
	return ch.TxCommit()
}

// The environment decides.
func configured(conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	if os.Getenv("CONFIRM") != "" {
		if err := ch.Confirm(false); err != nil {
			return err
		}
	}
	return ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
}

// Who opens the channel is not seen.
func given(ch *amqp.Channel, event []byte) error {
	return ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
}

// The caller waits for the answer.
func reply(conn *amqp.Connection, d amqp.Delivery, answer []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	return ch.Publish("", d.ReplyTo, false, false, amqp.Publishing{CorrelationId: d.CorrelationId, Body: answer})
}

// A call waits for its answer.
func call(conn *amqp.Connection, answers, id string, request []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	return ch.Publish("", "prices", false, false, amqp.Publishing{CorrelationId: id, ReplyTo: answers, Body: request})
}

type queue struct{ ch *amqp.Channel }

// The struct is made before its channel is put into confirm mode.
func openQueue(conn *amqp.Connection) (*queue, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	q := &queue{ch: ch}
	if err := q.ch.Confirm(false); err != nil {
		return nil, err
	}
	return q, nil
}

func (q *queue) unread(event []byte) error {
	return q.ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event}) // want "nobody reads the confirmations"
}

type reading struct {
	ch        *amqp.Channel
	confirmed chan amqp.Confirmation
}

func openReading(conn *amqp.Connection) (*reading, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	r := &reading{ch: ch}
	if err := r.ch.Confirm(false); err != nil {
		return nil, err
	}
	r.confirmed = r.ch.NotifyPublish(make(chan amqp.Confirmation, 1))
	return r, nil
}

func (r *reading) publish(event []byte) error {
	if err := r.ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event}); err != nil {
		return err
	}
	if c := <-r.confirmed; !c.Ack {
		return errRefused
	}
	return nil
}
