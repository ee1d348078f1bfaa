// Package twins publishes what looks like it and is well.
package twins

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/hibiken/asynq"
	"github.com/rabbitmq/amqp091-go"

	"commandevent/bus"
)

type shop struct{ bus *bus.Bus }

type CancelOrder struct{ OrderID string }

// Commands go where commands go.
func (s *shop) command(e CancelOrder) error { return s.bus.Publish("orders.commands", e) }

type CreateOrderCommand struct {
	OrderID string
	ReplyTo string
}

func (s *shop) named(e CreateOrderCommand) error { return s.bus.Publish("order-events", e) }

type SendMail struct{ To string }

// A queue is for workers.
func queued(ctx context.Context, q *sqs.Client, e SendMail) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = q.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String("mail-events"), MessageBody: aws.String(string(b))})
	return err
}

type SendLetter struct{ To string }

func enqueued(c *asynq.Client, e SendLetter) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = c.Enqueue(asynq.NewTask("letter-events", b))
	return err
}

type DeleteParcel struct{ To string }

// The default exchange leads to one queue.
func direct(ctx context.Context, ch *amqp091.Channel, e DeleteParcel) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", "parcel-events", true, false, amqp091.Publishing{Body: b})
}

type UpdateProfile struct{ Name string }

// Where it goes does not say that it is an event.
func (s *shop) unsure(e UpdateProfile) error { return s.bus.Publish("profiles", e) }

type OrderReleased struct {
	OrderID string
	Retried bool
	Step    int
	Reply   string
}

func (s *shop) past(e OrderReleased) error { return s.bus.Publish("order-events", e) }

type PaymentSent struct{ OrderID string }

func (s *shop) irregular(e PaymentSent) error { return s.bus.Publish("payment-events", e) }

type retryState struct {
	RetryCount int
	Body       []byte
}

// What is retried may count.
func (s *shop) retry(e retryState) error { return s.bus.Publish("retries", e) }
