// Package things publishes under keys that are new, because the thing is.
package things

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"
)

// orderPlaced is named after what happened to an order.
type orderPlaced struct {
	OrderID    string
	CustomerID string
}

// batch is a thing of its own.
type batch struct {
	ID  string
	SKU string
}

// orderEvent has an id of its own.
type orderEvent struct {
	ID      string
	OrderID string
}

// orderPaid too: the order's is the other one.
type orderPaid struct {
	ID      string
	OrderID string
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// place makes an order, whose id is the key of all that happens to it.
func place(ctx context.Context, cl *kgo.Client, customer string) error {
	id := uuid.NewString()
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(id), Value: encode(orderPlaced{OrderID: id, CustomerID: customer})}).FirstErr()
}

// command asks another service to make it.
func command(p sarama.SyncProducer, sku string) error {
	b := &batch{ID: uuid.NewString(), SKU: sku}
	_, _, err := p.SendMessage(&sarama.ProducerMessage{Topic: "batches", Key: sarama.ByteEncoder([]byte(b.ID)), Value: sarama.ByteEncoder(encode(b))})
	return err
}

// save keeps the batch under the id that is made of the time.
func save(ctx context.Context, db *sql.DB, p *kafka.Producer, topic, sku string) error {
	id := fmt.Sprintf("B-%d", time.Now().UnixNano())
	if _, err := db.ExecContext(ctx, "INSERT INTO batches (id, sku) VALUES ($1, $2)", id, sku); err != nil {
		return err
	}
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Key: []byte(id), Value: encode(struct{ SKU string }{sku})}, nil)
}

type repository struct{ db *sql.DB }

func (r *repository) insert(ctx context.Context, b batch) error {
	_, err := r.db.ExecContext(ctx, "INSERT INTO batches (id, sku) VALUES ($1, $2)", b.ID, b.SKU)
	return err
}

type stocked struct{ SKU string }

func newBatch(sku string) batch { return batch{ID: uuid.NewString(), SKU: sku} }

// saveThrough makes it elsewhere, and saves it elsewhere.
func saveThrough(ctx context.Context, r *repository, cl *kgo.Client, sku string) error {
	b := newBatch(sku)
	if err := r.insert(ctx, b); err != nil {
		return err
	}
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "batches", Key: []byte(b.ID), Value: encode(stocked{sku})}).FirstErr()
}

// own has the event's own id as its key.
func own(ctx context.Context, cl *kgo.Client, order string) error {
	e := orderEvent{ID: uuid.NewString(), OrderID: order} // want "error: partition key is a new one for each message"
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(e.ID), Value: encode(e)}).FirstErr()
}

func ownOfPaid(ctx context.Context, cl *kgo.Client, order string) error {
	e := orderPaid{ID: uuid.NewString(), OrderID: order} // want "error: partition key is a new one for each message"
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(e.ID), Value: encode(e)}).FirstErr()
}

func newID() string { return uuid.NewString() }

// two has one id for the order and another one as its key.
func two(ctx context.Context, cl *kgo.Client, customer string) error {
	e := orderPlaced{OrderID: newID(), CustomerID: customer}
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(newID()), Value: encode(e)}).FirstErr() // want "error: partition key is a new one for each message"
}

// one has the same.
func one(ctx context.Context, cl *kgo.Client, customer string) error {
	id := newID()
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(id), Value: encode(orderPlaced{OrderID: id, CustomerID: customer})}).FirstErr()
}
