// Package libraries publishes while it handles messages that may be delivered again.
package libraries

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type header struct {
	ID             string
	IdempotencyKey string
}

func newHeader() header { return header{ID: uuid.NewString(), IdempotencyKey: uuid.NewString()} }

func keptHeader(key string) header { return header{ID: uuid.NewString(), IdempotencyKey: key} }

type placed struct {
	Header  header
	OrderID string
}

type packed struct {
	Header  header
	OrderID string
}

type shipped struct{ OrderID string }

type handlers struct {
	events *cqrs.EventBus
	db     *sql.DB

	done    map[string]bool
	prepare map[string]func(context.Context) error
}

func (h *handlers) register() []cqrs.EventHandler {
	return []cqrs.EventHandler{
		cqrs.NewEventHandler("pack", h.pack),
		cqrs.NewEventHandler("keep", func(ctx context.Context, e *placed) error {
			return h.events.Publish(ctx, packed{Header: keptHeader(e.Header.IdempotencyKey), OrderID: e.OrderID})
		}),
		cqrs.NewEventHandler("copy", func(ctx context.Context, e *placed) error {
			return h.events.Publish(ctx, packed{Header: e.Header, OrderID: e.OrderID})
		}),
		cqrs.NewEventHandler("once", h.once),
		cqrs.NewEventHandler("seen", h.seen),
		cqrs.NewEventHandler("remembered", h.remembered),
		cqrs.NewEventHandler("routed", h.routed),
		cqrs.NewEventHandler("plain", func(ctx context.Context, e *placed) error {
			return h.events.Publish(ctx, shipped{OrderID: e.OrderID}) // without an id: noeventid tells
		}),
	}
}

func (h *handlers) pack(ctx context.Context, e *placed) error {
	if err := h.store(ctx, e.OrderID); err != nil {
		return err
	}
	return h.events.Publish(ctx, packed{
		Header:  newHeader(), // want "error: event gets a new id at each delivery of its cause"
		OrderID: e.OrderID,
	})
}

func (h *handlers) store(ctx context.Context, order string) error {
	_, err := h.db.ExecContext(ctx, "UPDATE orders SET packed = true WHERE id = $1", order)
	return err
}

// once stops where the row is there already.
func (h *handlers) once(ctx context.Context, e *placed) error {
	res, err := h.db.ExecContext(ctx, "INSERT INTO packages (id) VALUES ($1) ON CONFLICT DO NOTHING", e.OrderID)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return errors.New("there already")
	}
	return h.events.Publish(ctx, packed{Header: newHeader(), OrderID: e.OrderID})
}

// seen stops where the message was handled before.
func (h *handlers) seen(ctx context.Context, e *placed) error {
	known, err := h.known(ctx, e.Header.ID)
	if err != nil {
		return err
	}
	if known {
		return nil
	}
	return h.events.Publish(ctx, packed{Header: newHeader(), OrderID: e.OrderID})
}

// remembered stops where the message was handled before, as far as this process knows.
func (h *handlers) remembered(ctx context.Context, e *placed) error {
	if h.done[e.Header.ID] {
		return nil
	}
	h.done[e.Header.ID] = true
	return h.events.Publish(ctx, packed{Header: newHeader(), OrderID: e.OrderID})
}

// routed leaves out what nobody waits for.
func (h *handlers) routed(ctx context.Context, e *placed) error {
	prepare, ok := h.prepare[e.OrderID]
	if !ok {
		return nil
	}
	if err := prepare(ctx); err != nil {
		return err
	}
	return h.events.Publish(ctx, packed{Header: newHeader(), OrderID: e.OrderID}) // want "error: event gets a new id at each delivery of its cause"
}

func (h *handlers) known(ctx context.Context, id string) (bool, error) {
	var n int
	err := h.db.QueryRowContext(ctx, "SELECT count(*) FROM inbox WHERE id = $1", id).Scan(&n)
	return n > 0, err
}

// request is no handler: nobody delivers it again.
func (h *handlers) request(ctx context.Context, order string) error {
	return h.events.Publish(ctx, placed{Header: newHeader(), OrderID: order})
}

func router(r *message.Router, sub message.Subscriber, pub message.Publisher) {
	r.AddHandler("ship", "orders", sub, "shipments", pub, func(msg *message.Message) ([]*message.Message, error) {
		body, err := json.Marshal(shipped{OrderID: "1"})
		if err != nil {
			return nil, err
		}
		return message.Messages{message.NewMessage(watermill.NewUUID(), body)}, nil // want "error: event gets a new id at each delivery of its cause"
	})
	r.AddHandler("ship-kept", "orders", sub, "shipments", pub, func(msg *message.Message) ([]*message.Message, error) {
		body, err := json.Marshal(shipped{OrderID: "1"})
		if err != nil {
			return nil, err
		}
		return message.Messages{message.NewMessage(msg.UUID+"-shipped", body)}, nil
	})
	r.AddConsumerHandler("forward", "orders", sub, func(msg *message.Message) error {
		return pub.Publish("copies", message.NewMessage(watermill.NewUUID(), msg.Payload)) // the event's own id may be in there
	})
}

func rabbit(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := ship(ctx, ch, d); err == nil {
			_ = d.Ack(false)
		}
	}
	// After the loop nothing is handled.
	return ch.PublishWithContext(ctx, "", "stopped", false, false, amqp091.Publishing{MessageId: uuid.NewString(), Body: encode(shipped{})})
}

func ship(ctx context.Context, ch *amqp091.Channel, d amqp091.Delivery) error {
	var e placed
	if err := json.Unmarshal(d.Body, &e); err != nil {
		return err
	}
	if err := ch.PublishWithContext(ctx, "", "shipments.kept", false, false, amqp091.Publishing{MessageId: "ship-" + d.MessageId, Body: encode(shipped{OrderID: e.OrderID})}); err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", "shipments", false, false, amqp091.Publishing{
		MessageId: uuid.NewString(), // want "error: event gets a new id at each delivery of its cause"
		Body:      encode(shipped{OrderID: e.OrderID}),
	})
}

// acked has no second delivery: messages are acked when they are sent.
func acked(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("views", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for range deliveries {
		if err := ch.PublishWithContext(ctx, "", "counted", false, false, amqp091.Publishing{MessageId: uuid.NewString(), Body: encode(shipped{OrderID: "1"})}); err != nil {
			return err
		}
	}
	return nil
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func kafkaGo(ctx context.Context, r *kafka.Reader, w *kafka.Writer) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		headers := []kafka.Header{{Key: "event-id", Value: []byte(uuid.NewString())}} // want "error: event gets a new id at each delivery of its cause"
		if err := w.WriteMessages(ctx, kafka.Message{Topic: "shipments", Key: m.Key, Value: encode(shipped{OrderID: string(m.Key)}), Headers: headers}); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func franz(ctx context.Context, cl *kgo.Client) {
	for {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			out := &kgo.Record{Topic: "shipments", Key: r.Key, Value: encode(shipped{OrderID: string(r.Key)})}
			out.Headers = append(out.Headers, kgo.RecordHeader{Key: "event-id", Value: []byte(uuid.NewString())}) // want "error: event gets a new id at each delivery of its cause"
			_ = cl.ProduceSync(ctx, out).FirstErr()
		})
	}
}

type claims struct{ producer sarama.SyncProducer }

func (c *claims) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case m, ok := <-claim.Messages():
			if !ok {
				return nil
			}
			_, _, err := c.producer.SendMessage(&sarama.ProducerMessage{
				Topic:   "shipments",
				Value:   sarama.ByteEncoder(encode(shipped{OrderID: string(m.Key)})),
				Headers: []sarama.RecordHeader{{Key: []byte("event-id"), Value: []byte(uuid.NewString())}}, // want "error: event gets a new id at each delivery of its cause"
			})
			if err != nil {
				return err
			}
			session.MarkMessage(m, "")
		}
	}
}

func streams(ctx context.Context, c jetstream.Consumer, js jetstream.JetStream) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		if _, err := js.Publish(ctx, "shipments", encode(shipped{OrderID: "1"}), jetstream.WithMsgID(uuid.NewString())); err == nil { // want "error: event gets a new id at each delivery of its cause"
			_ = m.Ack()
		}
	})
	return err
}

// core NATS delivers once or not at all.
func core(ctx context.Context, nc *nats.Conn, js jetstream.JetStream) error {
	_, err := nc.Subscribe("orders", func(m *nats.Msg) {
		_, _ = js.Publish(ctx, "shipments", encode(shipped{OrderID: "1"}), jetstream.WithMsgID(uuid.NewString()))
	})
	return err
}

// outboxRow is a row of the outbox.
type outboxRow struct {
	ID      string
	Payload []byte
}

type relay struct {
	db *sql.DB
	ch *amqp091.Channel
}

func (r *relay) forward(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := r.ch.PublishWithContext(ctx, "", "orders", false, false, amqp091.Publishing{MessageId: uuid.NewString(), Body: row.Payload}); err != nil { // want "error: event gets a new id each time it is read from the outbox"
			return err
		}
		if _, err := r.db.ExecContext(ctx, "UPDATE outbox SET sent = true WHERE id = $1", row.ID); err != nil {
			return err
		}
	}
	return nil
}

func (r *relay) forwardKept(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := r.ch.PublishWithContext(ctx, "", "orders", false, false, amqp091.Publishing{MessageId: row.ID, Body: row.Payload}); err != nil {
			return err
		}
		if _, err := r.db.ExecContext(ctx, "UPDATE outbox SET sent = true WHERE id = $1", row.ID); err != nil {
			return err
		}
	}
	return nil
}

func (r *relay) pending(ctx context.Context) ([]outboxRow, error) {
	rows, err := r.db.QueryContext(ctx, "SELECT id, payload FROM outbox WHERE NOT sent ORDER BY id FOR UPDATE SKIP LOCKED")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []outboxRow
	for rows.Next() {
		var row outboxRow
		if err := rows.Scan(&row.ID, &row.Payload); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}
