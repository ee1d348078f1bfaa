package brokers

import (
	"context"
	"database/sql"

	"github.com/apache/rocketmq-client-go/v2"
	"github.com/apache/rocketmq-client-go/v2/primitive"
	"github.com/apache/rocketmq-clients/golang/v5"
	"github.com/eclipse/paho.golang/autopaho"
	"github.com/eclipse/paho.golang/paho"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"
	"github.com/redis/rueidis/rueidiscompat"
	"github.com/zeromicro/go-queue/kq"
)

type tailBroker struct {
	db       *sql.DB
	kq       *kq.Pusher
	rueidis  rueidiscompat.Cmdable
	mqtt     mqtt.Client
	paho     *paho.Client
	autopaho *autopaho.ConnectionManager
	rocket   rocketmq.Producer
	rocket5  golang.Producer
	events   *kurrentdb.Client
}

func (s *tailBroker) kqBefore(ctx context.Context, order []byte) error {
	if err := s.kqAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) kqAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.kq.Push(ctx, string(order)) // want "info: event is published after"
}

func (s *tailBroker) kqAlone(ctx context.Context, order []byte) error {
	return s.kq.Push(ctx, string(order))
}

func (s *tailBroker) rueidisBefore(ctx context.Context, order []byte) error {
	if err := s.rueidisAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) rueidisAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "info: event is published after"
}

func (s *tailBroker) rueidisAlone(ctx context.Context, order []byte) error {
	return s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *tailBroker) mqttBefore(ctx context.Context, order []byte) error {
	if err := s.mqttAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) mqttAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	token := s.mqtt.Publish("orders", 1, false, order) // want "info: event is published after"
	token.Wait()
	return token.Error()
}

func (s *tailBroker) mqttAlone(ctx context.Context, order []byte) error {
	token := s.mqtt.Publish("orders", 1, false, order)
	token.Wait()
	return token.Error()
}

func (s *tailBroker) pahoBefore(ctx context.Context, order []byte) error {
	if err := s.pahoAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) pahoAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "info: event is published after"
	return err
}

func (s *tailBroker) pahoAlone(ctx context.Context, order []byte) error {
	_, err := s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) autopahoBefore(ctx context.Context, order []byte) error {
	if err := s.autopahoAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) autopahoAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "info: event is published after"
	return err
}

func (s *tailBroker) autopahoAlone(ctx context.Context, order []byte) error {
	_, err := s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) rocketBefore(ctx context.Context, order []byte) error {
	if err := s.rocketAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) rocketAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.rocket.SendSync(ctx, primitive.NewMessage("orders", order)) // want "info: event is published after"
	return err
}

func (s *tailBroker) rocketAlone(ctx context.Context, order []byte) error {
	_, err := s.rocket.SendSync(ctx, primitive.NewMessage("orders", order))
	return err
}

func (s *tailBroker) rocket5Before(ctx context.Context, order []byte) error {
	if err := s.rocket5Alone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) rocket5After(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order}) // want "info: event is published after"
	return err
}

func (s *tailBroker) rocket5Alone(ctx context.Context, order []byte) error {
	_, err := s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order})
	return err
}

func (s *tailBroker) eventsBefore(ctx context.Context, order []byte) error {
	if err := s.eventsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *tailBroker) eventsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order}) // want "info: event is published after"
	return err
}

func (s *tailBroker) eventsAlone(ctx context.Context, order []byte) error {
	_, err := s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order})
	return err
}
