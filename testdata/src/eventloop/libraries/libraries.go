// Package libraries loops through the libraries.
package libraries

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/riverqueue/river"
	kafkago "github.com/segmentio/kafka-go"
)

type Order struct {
	ID    string `json:"id"`
	Total int    `json:"total"`
}

func (Order) Kind() string { return "order" }

// The reader and the writer are made for the same topic.
func kafkaGo(ctx context.Context) error {
	reader := kafkago.NewReader(kafkago.ReaderConfig{Topic: "orders", GroupID: "tax"})
	writer := &kafkago.Writer{Topic: "orders"}
	for {
		m, err := reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := writer.WriteMessages(ctx, kafkago.Message{Key: m.Key, Value: m.Value}); err != nil { // want "error: the handler of .orders. publishes it again"
			return err
		}
		if err := reader.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type taxes struct{ producer sarama.SyncProducer }

func (t *taxes) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (t *taxes) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (t *taxes) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		var o Order
		if err := json.Unmarshal(m.Value, &o); err != nil {
			session.MarkMessage(m, "")
			continue
		}
		body, err := json.Marshal(Order{ID: o.ID, Total: o.Total + 1})
		if err != nil {
			return err
		}
		if _, _, err := t.producer.SendMessage(&sarama.ProducerMessage{Topic: "taxed-orders", Value: sarama.ByteEncoder(body)}); err != nil { // want "error: the handler of .taxed-orders. publishes it again"
			return err
		}
		session.MarkMessage(m, "")
	}
	return nil
}

func group(ctx context.Context, g sarama.ConsumerGroup, producer sarama.SyncProducer) error {
	for ctx.Err() == nil {
		if err := g.Consume(ctx, []string{"taxed-orders"}, &taxes{producer}); err != nil {
			return err
		}
	}
	return nil
}

func confluent(c *kafka.Consumer, p *kafka.Producer) error {
	topic := "invoices"
	if err := c.SubscribeTopics([]string{topic}, nil); err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			continue
		}
		if err := p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: m.Value}, nil); err != nil { // want "error: the handler of .invoices. publishes it again"
			return err
		}
	}
}

// The default exchange: the key is the queue.
func queue(ctx context.Context, ch *amqp.Channel) error {
	q, err := ch.QueueDeclare("parcels", true, false, false, false, nil)
	if err != nil {
		return err
	}
	deliveries, err := ch.Consume(q.Name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := ch.PublishWithContext(ctx, "", "parcels", false, false, amqp.Publishing{Body: d.Body}); err != nil { // want "error: the handler of .parcels. publishes it again"
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

func exchange(ctx context.Context, ch *amqp.Channel) error {
	if err := ch.QueueBind("mailer", "user.*", "users", false, nil); err != nil {
		return err
	}
	deliveries, err := ch.Consume("mailer", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := ch.PublishWithContext(ctx, "users", "user.mailed", false, false, amqp.Publishing{Body: d.Body}); err != nil { // want "error: the handler of .users. publishes it again"
			return err
		}
		_ = d.Ack(false)
	}
	return nil
}

func subjects(nc *nats.Conn, js jetstream.JetStream) error {
	_, err := nc.QueueSubscribe("stock.>", "audit", func(m *nats.Msg) {
		_ = nc.Publish(fmt.Sprintf("stock.%s.audited", m.Subject), m.Data) // want "error: the handler of .stock.{}.audited. publishes it again"
	})
	return err
}

func stream(ctx context.Context, rdb *redis.Client) error {
	for {
		streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{"clicks", ">"}}).Result()
		if err != nil {
			return err
		}
		for _, s := range streams {
			for _, m := range s.Messages {
				if err := rdb.XAdd(ctx, &redis.XAddArgs{Stream: "clicks", Values: m.Values}).Err(); err != nil { // want "error: the handler of .clicks. publishes it again"
					return err
				}
			}
		}
	}
}

func router(r *message.Router, sub message.Subscriber, pub message.Publisher) {
	r.AddNoPublisherHandler("tax", "carts", sub, func(m *message.Message) error {
		return pub.Publish("carts", message.NewMessage("1", m.Payload)) // want "error: the handler of .carts. publishes it again"
	})
	r.AddHandler("copy", "baskets", sub, "baskets", pub, func(m *message.Message) ([]*message.Message, error) { // want "error: the handler of .baskets. publishes it again"
		return []*message.Message{message.NewMessage("2", m.Payload)}, nil
	})
	r.AddHandler("some", "bags", sub, "bags", pub, func(m *message.Message) ([]*message.Message, error) {
		if len(m.Payload) < 10 {
			return nil, nil
		}
		return []*message.Message{message.NewMessage("2", m.Payload[:10])}, nil
	})
}

type Paid struct{ Order string }

type Shipped struct{ Order string }

func events(bus *cqrs.EventBus) []cqrs.EventHandler {
	return []cqrs.EventHandler{
		cqrs.NewEventHandler("pay", func(ctx context.Context, e *Paid) error {
			return bus.Publish(ctx, Paid{e.Order}) // want "error: the handler of the event publishes it again"
		}),
		cqrs.NewEventHandler("ship", func(ctx context.Context, e *Shipped) error {
			return bus.Publish(ctx, Paid{e.Order})
		}),
	}
}

type worker struct {
	river.WorkerDefaults[Order]
	client *river.Client[pgx.Tx]
}

func (w *worker) Work(ctx context.Context, job *river.Job[Order]) error {
	_, err := w.client.Insert(ctx, Order{ID: job.Args.ID}, nil) // want "error: the handler of .order. publishes it again"
	return err
}

func workers(client *river.Client[pgx.Tx]) *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{client: client})
	return workers
}

func tasks(mux *asynq.ServeMux, client *asynq.Client) {
	mux.HandleFunc("mail:send", func(ctx context.Context, t *asynq.Task) error {
		_, err := client.EnqueueContext(ctx, asynq.NewTask("mail:send", t.Payload())) // want "error: the handler of .mail:send. publishes it again"
		return err
	})
	mux.HandleFunc("mail:clean", func(ctx context.Context, t *asynq.Task) error {
		_, err := client.EnqueueContext(ctx, asynq.NewTask("mail:clean", nil), asynq.ProcessIn(60))
		return err
	})
}

func sqsQueue(ctx context.Context, client *sqs.Client) error {
	url := "https://sqs.example.com/1/jobs"
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			if _, err := client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &url, MessageBody: m.Body}); err != nil { // want "error: the handler of the event publishes it again"
				return err
			}
		}
	}
}

// A while later.
func sqsLater(ctx context.Context, client *sqs.Client) error {
	url := "https://sqs.example.com/1/later"
	out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		if _, err := client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &url, MessageBody: m.Body, DelaySeconds: 60}); err != nil {
			return err
		}
	}
	return nil
}
