// Package shapes handles messages in ways that differ in how their failures get lost.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/smtp"
	"time"

	gpubsub "cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

type carrier interface {
	ship(ctx context.Context, id string) error
	ask(ctx context.Context, id string) (string, error)
}

type shop struct {
	carrier  carrier
	db       *sql.DB
	handlers map[string]func(context.Context, []byte) error
	jobs     chan job
}

type job struct {
	delivery amqp091.Delivery
	tries    int
}

func (s *shop) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func (s *shop) tell(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO news (id) VALUES ($1)", id)
	return err
}

func (s *shop) find(ctx context.Context, id string) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT name FROM orders WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *shop) price(ctx context.Context, id string) (string, error) {
	price, err := s.carrier.ask(ctx, id)
	if err != nil {
		return "", fmt.Errorf("price of %s: %w", id, err)
	}
	return price, nil
}

func (s *shop) start() {
	lambda.Start(s.skips)
	lambda.Start(s.reports)
	lambda.Start(s.stops)
}

func (s *shop) skips(ctx context.Context, e events.SQSEvent) error {
	for _, r := range e.Records {
		if err := s.save(ctx, r.MessageId); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			continue
		}
	}
	return nil
}

func (s *shop) reports(ctx context.Context, e events.SQSEvent) (events.SQSEventResponse, error) {
	var out events.SQSEventResponse
	for _, r := range e.Records {
		if err := s.save(ctx, r.MessageId); err != nil {
			out.BatchItemFailures = append(out.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: r.MessageId})
		}
	}
	return out, nil
}

func (s *shop) stops(ctx context.Context, e events.SQSEvent) error {
	var all []error
	for _, r := range e.Records {
		if err := s.save(ctx, r.MessageId); err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

func (s *shop) google(ctx context.Context, sub *gpubsub.Subscription) error {
	return sub.Receive(ctx, func(ctx context.Context, m *gpubsub.Message) {
		defer m.Ack()
		if err := s.save(ctx, m.ID); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			return
		}
		log.Print("saved")
	})
}

func (s *shop) workers(ctx context.Context) {
	for j := range s.jobs {
		if err := s.save(ctx, j.delivery.MessageId); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		j.delivery.Ack(false)
	}
}

func (s *shop) counted(ctx context.Context) {
	for j := range s.jobs {
		if err := s.save(ctx, j.delivery.MessageId); err != nil {
			if j.tries < 3 {
				j.delivery.Nack(false, true)
				continue
			}
			log.Print("given up", err)
		}
		j.delivery.Ack(false)
	}
}

func (s *shop) started(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		go func() {
			if err := s.save(ctx, d.MessageId); err != nil { // want "failure to handle the message is dropped"
				log.Print(err)
			}
			d.Ack(false)
		}()
	}
}

// answers tells by a bool whether a message is done with.
func (s *shop) answers(deliveries <-chan amqp091.Delivery, done func(amqp091.Delivery) bool) {
	for d := range deliveries {
		if done(d) {
			d.Ack(false)
		} else {
			d.Nack(false, true)
		}
	}
}

func (s *shop) answered(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	s.answers(deliveries, func(d amqp091.Delivery) bool {
		if err := s.save(ctx, d.MessageId); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			return true
		}
		return true
	})
	s.answers(deliveries, func(d amqp091.Delivery) bool {
		if err := s.save(ctx, d.MessageId); err != nil {
			log.Print(err)
			return false
		}
		return true
	})
}

func (s *shop) byTopic(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		h, ok := s.handlers[m.Topic]
		if !ok {
			log.Print("nobody wants it")
		} else if err := h(ctx, m.Value); err != nil { // want "failure to handle the message is dropped"
			log.Print(fmt.Errorf("handle %s: %w", m.Topic, err))
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *shop) register(r *message.Router, sub message.Subscriber) {
	r.AddConsumerHandler("missing", "orders", sub, func(msg *message.Message) error {
		_, err := s.find(msg.Context(), msg.UUID)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return nil // not ours
		case err != nil:
			return err
		}
		return s.save(msg.Context(), msg.UUID)
	})
	r.AddConsumerHandler("lookup", "orders", sub, func(msg *message.Message) error {
		name, err := s.find(msg.Context(), msg.UUID) // want "failure to handle the message is dropped"
		if err != nil {
			log.Print(err)
			return nil
		}
		return s.save(msg.Context(), name)
	})
	r.AddConsumerHandler("enriched", "orders", sub, func(msg *message.Message) error {
		name, err := s.find(msg.Context(), msg.UUID)
		if err != nil {
			name = "somebody" // good enough
		}
		return s.save(msg.Context(), name)
	})
	r.AddConsumerHandler("beside", "orders", sub, func(msg *message.Message) error {
		if err := s.save(msg.Context(), msg.UUID); err != nil {
			return err
		}
		if err := s.tell(msg.Context(), msg.UUID); err != nil {
			log.Print(err) // not what it is for
		}
		return nil
	})
	r.AddConsumerHandler("cleaned", "orders", sub, func(msg *message.Message) error {
		_, err := s.db.ExecContext(msg.Context(), "DELETE FROM orders WHERE id = $1", msg.UUID)
		if _, err := s.db.ExecContext(msg.Context(), "DELETE FROM news WHERE id NOT IN (SELECT id FROM orders)"); err != nil {
			log.Print("news are left")
		}
		if err != nil {
			return fmt.Errorf("remove: %w", err)
		}
		return nil
	})
	r.AddConsumerHandler("cleaned too", "orders", sub, func(msg *message.Message) error {
		_, err := s.db.ExecContext(msg.Context(), "DELETE FROM orders WHERE id = $1", msg.UUID)
		if _, err := s.db.ExecContext(msg.Context(), "DELETE FROM news WHERE id NOT IN (SELECT id FROM orders)"); err != nil {
			log.Print("news are left")
		}
		if err != nil {
			return wrap(errRemove, err) // whatever that makes of it
		}
		return nil
	})
	r.AddConsumerHandler("shared", "orders", sub, func(msg *message.Message) error { return s.clean(msg.Context()) })
	r.AddConsumerHandler("own", "orders", sub, func(msg *message.Message) error { return s.cleanUp(msg.Context()) })
	r.AddConsumerHandler("either", "orders", sub, func(msg *message.Message) error {
		var err error
		switch msg.Metadata.Get("kind") {
		case "made":
			err = s.save(msg.Context(), msg.UUID) // want "failure to handle the message is dropped"
		case "told":
			err = s.tell(msg.Context(), msg.UUID) // told of with the first: there is one place to repair
		}
		if err != nil {
			log.Print(err)
		}
		return nil
	})
	r.AddConsumerHandler("mailed", "orders", sub, func(msg *message.Message) error {
		if err := send(msg.Payload); err != nil {
			return err
		}
		if err := s.tell(msg.Context(), msg.UUID); err != nil {
			log.Print(err) // it is sent all the same
		}
		return nil
	})
	r.AddConsumerHandler("noted", "orders", sub, func(msg *message.Message) error {
		if err := s.carrier.ship(msg.Context(), msg.UUID); err != nil {
			return err
		}
		if err := s.tell(msg.Context(), msg.UUID); err != nil {
			log.Print(err) // it is shipped all the same
		}
		return nil
	})
	r.AddConsumerHandler("asked", "orders", sub, func(msg *message.Message) error {
		price, err := s.price(msg.Context(), msg.UUID)
		if err != nil {
			return err
		}
		if err := s.tell(msg.Context(), price); err != nil { // want "failure to handle the message is dropped"
			log.Print(err) // the price was only asked for: this is what the message is for
		}
		return nil
	})
	r.AddConsumerHandler("charged", "orders", sub, func(msg *message.Message) error {
		if _, err := s.price(msg.Context(), msg.UUID); err != nil {
			return err
		}
		if err := s.tell(msg.Context(), msg.UUID); err != nil {
			log.Print(err) // nobody looks at the answer, so it is what the call did that counts
		}
		return nil
	})
	r.AddConsumerHandler("duplicate", "orders", sub, func(msg *message.Message) error {
		if err := s.save(msg.Context(), msg.UUID); err != nil && !duplicate(err) {
			return err
		}
		return nil
	})
	r.AddConsumerHandler("some", "orders", sub, func(msg *message.Message) error {
		if err := s.save(msg.Context(), msg.UUID); err != nil { // want "failure to handle the message is dropped"
			if errors.Is(err, sql.ErrTxDone) {
				return s.tell(msg.Context(), "done")
			}
			return nil
		}
		return nil
	})
	r.AddConsumerHandler("dropped", "orders", sub, func(msg *message.Message) error {
		_ = s.save(msg.Context(), msg.UUID) // want "failure to handle the message is dropped"
		return nil
	})
	r.AddConsumerHandler("waiting", "orders", sub, func(msg *message.Message) error {
		for {
			err := s.save(msg.Context(), msg.UUID)
			if err == nil {
				return nil
			}
			time.Sleep(time.Second)
		}
	})
	r.AddConsumerHandler("rolled back", "orders", sub, func(msg *message.Message) error {
		tx, err := s.db.BeginTx(msg.Context(), nil)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(msg.Context(), "INSERT INTO orders (id) VALUES ($1)", msg.UUID); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			tx.Rollback()
			return nil
		}
		return tx.Commit()
	})
}

func duplicate(err error) bool { return err != nil && err.Error() == "duplicate key" }

// everyHour cleans without a message, too.
func (s *shop) everyHour(ctx context.Context) {
	for range time.Tick(time.Hour) {
		_ = s.clean(ctx)
	}
}

func (s *shop) clean(ctx context.Context) error {
	return s.within(ctx, func(*sql.Tx) error {
		if err := s.save(ctx, "cleaned"); err != nil {
			log.Print(err)
		}
		return nil
	})
}

func (s *shop) cleanUp(ctx context.Context) error {
	return s.within(ctx, func(*sql.Tx) error {
		if err := s.save(ctx, "cleaned"); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		return nil
	})
}

func (s *shop) within(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

type nested interface{ Embed(error) error }

var errRemove = errors.New("remove")

func wrap(wrapper, err error) error {
	if n, ok := wrapper.(nested); ok {
		return n.Embed(err)
	}
	return fmt.Errorf("%w: %w", wrapper, err)
}

func send(text []byte) error {
	c, err := smtp.Dial("localhost:25")
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Mail("shop@example.com"); err != nil {
		return err
	}
	if err := c.Rcpt("desk@example.com"); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Close()
}
