// Package shapes tries again in several ways.
package shapes

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"

	"unstableid/bus"
)

type paid struct {
	EventID string
	OrderID string
}

// refunded has two ids: consumers go by the one that stays.
type refunded struct {
	ID             string
	IdempotencyKey string
}

type shipped struct{ OrderID string }

type service struct {
	bus      *bus.Bus
	writer   *kafka.Writer
	instance string
}

func newService(b *bus.Bus, w *kafka.Writer) *service {
	return &service{bus: b, writer: w, instance: uuid.NewString()}
}

func (s *service) send(ctx context.Context, e any) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "payments.v1", Value: body})
}

func (s *service) retried(ctx context.Context, order string) error {
	return retry.Do(func() error {
		return s.send(ctx, paid{EventID: uuid.New().String(), OrderID: order}) // want "error: event gets a new id at each attempt"
	})
}

func (s *service) retriedOnce(ctx context.Context, order string) error {
	id := uuid.New().String()
	return retry.Do(func() error {
		return s.send(ctx, paid{EventID: id, OrderID: order})
	})
}

func (s *service) publish(ctx context.Context, order string) error {
	return s.send(ctx, paid{EventID: newID(), OrderID: order}) // want "error: event gets a new id at each attempt"
}

func newID() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return hex.EncodeToString(b)
}

// outer tries again what makes the id further down.
func (s *service) outer(ctx context.Context, order string) error {
	op := func() error { return s.publish(ctx, order) }
	return backoff.Retry(op, backoff.NewExponentialBackOff())
}

// clock tries again within a loop that goes on for ever.
func (s *service) clock(ctx context.Context, orders <-chan string) {
	for {
		order := <-orders
		for i := 0; i < 3; i++ {
			if err := s.send(ctx, paid{EventID: fmt.Sprint("paid-", time.Now().UnixNano()), OrderID: order}); err == nil { // want "error: event gets a new id at each attempt"
				break
			}
		}
	}
}

// derived ids are the same each time.
func (s *service) derived(ctx context.Context, order string) error {
	return retry.Do(func() error {
		return s.send(ctx, paid{EventID: uuid.NewSHA1(uuid.NameSpaceOID, []byte("paid:"+order)).String(), OrderID: order})
	})
}

func (s *service) twoIDs(ctx context.Context, order string) error {
	return retry.Do(func() error {
		return s.send(ctx, refunded{ID: uuid.NewString(), IdempotencyKey: order + ":refund"})
	})
}

// wrapped goes through a wrapper that makes the id.
func (s *service) wrapped(ctx context.Context, order string) error {
	return retry.Do(func() error { return s.bus.Publish(ctx, "orders.shipped.v1", shipped{OrderID: order}) })
}

func (s *service) wrappedAs(ctx context.Context, order string) error {
	id := uuid.NewString()
	return retry.Do(func() error { return s.bus.PublishAs(ctx, id, "orders.shipped.v1", shipped{OrderID: order}) })
}

// single publishes once for each order: nobody tries again.
func (s *service) single(ctx context.Context, orders []string) error {
	for _, order := range orders {
		if err := s.send(ctx, paid{EventID: uuid.NewString(), OrderID: order}); err != nil {
			return err
		}
	}
	return nil
}

// filled is given an id the first time.
func (s *service) filled(ctx context.Context, e paid) error {
	return retry.Do(func() error {
		if e.EventID == "" {
			e.EventID = uuid.NewString()
		}
		return s.send(ctx, e)
	})
}

func (s *service) start(ctx context.Context) error { return s.filled(ctx, paid{OrderID: "1"}) }

// process has an id that was made when the service started.
func (s *service) process(ctx context.Context, order string) error {
	return retry.Do(func() error { return s.send(ctx, paid{EventID: s.instance + order, OrderID: order}) })
}

// quiet does not try the publish again: its failure is not told.
func (s *service) quiet(ctx context.Context, order string) error {
	return retry.Do(func() error {
		if err := s.store(order); err != nil {
			return err
		}
		if err := s.send(ctx, paid{EventID: uuid.NewString(), OrderID: order}); err != nil {
			fmt.Println("not sent:", err)
		}
		return nil
	})
}

func (s *service) store(order string) error { return nil }

// number is no id of the event.
type numbered struct {
	EventID string
	At      time.Time
	Nonce   string
}

func (s *service) times(ctx context.Context, id string) error {
	return retry.Do(func() error { return s.send(ctx, numbered{EventID: id, At: time.Now(), Nonce: uuid.NewString()}) })
}
