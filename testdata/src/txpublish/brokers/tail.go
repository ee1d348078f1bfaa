package brokers

import (
	"context"

	"github.com/apache/rocketmq-client-go/v2"
	"github.com/apache/rocketmq-client-go/v2/primitive"
	"github.com/apache/rocketmq-clients/golang/v5"
	"github.com/eclipse/paho.golang/autopaho"
	"github.com/eclipse/paho.golang/paho"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"
	"github.com/redis/rueidis/rueidiscompat"
	"github.com/zeromicro/go-queue/kq"
)

type tailBroker struct {
	pool     *pgxpool.Pool
	kq       *kq.Pusher
	rueidis  rueidiscompat.Cmdable
	mqtt     mqtt.Client
	paho     *paho.Client
	autopaho *autopaho.ConnectionManager
	rocket   rocketmq.Producer
	rocket5  golang.Producer
	events   *kurrentdb.Client
}

func (s *tailBroker) kqInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.kq.Push(ctx, string(order)) // want "error: event"
	})
}

func (s *tailBroker) kqAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.kq.Push(ctx, string(order))
}

func (s *tailBroker) rueidisInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "error: event"
	})
}

func (s *tailBroker) rueidisAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *tailBroker) mqttInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		token := s.mqtt.Publish("orders", 1, false, order) // want "error: event"
		token.Wait()
		return token.Error()
	})
}

func (s *tailBroker) mqttAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	token := s.mqtt.Publish("orders", 1, false, order)
	token.Wait()
	return token.Error()
}

func (s *tailBroker) pahoInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "error: event"
		return err
	})
}

func (s *tailBroker) pahoAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) autopahoInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "error: event"
		return err
	})
}

func (s *tailBroker) autopahoAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) rocketInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.rocket.SendSync(ctx, primitive.NewMessage("orders", order)) // want "error: event"
		return err
	})
}

func (s *tailBroker) rocketAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.rocket.SendSync(ctx, primitive.NewMessage("orders", order))
	return err
}

func (s *tailBroker) rocket5Inside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order}) // want "error: event"
		return err
	})
}

func (s *tailBroker) rocket5After(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order})
	return err
}

func (s *tailBroker) eventsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order}) // want "error: event"
		return err
	})
}

func (s *tailBroker) eventsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order})
	return err
}

func (s *tailBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
