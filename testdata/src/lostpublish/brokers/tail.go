package brokers

import (
	"context"

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
	kq       *kq.Pusher
	rueidis  rueidiscompat.Cmdable
	mqtt     mqtt.Client
	paho     *paho.Client
	autopaho *autopaho.ConnectionManager
	rocket   rocketmq.Producer
	rocket5  golang.Producer
	events   *kurrentdb.Client
}

func (s *tailBroker) kqDropped(ctx context.Context, order []byte) {
	_ = s.kq.KPush(ctx, "order", string(order)) // want "error: result of the publish is dropped"
}

func (s *tailBroker) kqReturned(ctx context.Context, order []byte) error {
	return s.kq.Push(ctx, string(order))
}

func (s *tailBroker) rueidisDropped(ctx context.Context, order []byte) {
	s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) rueidisReturned(ctx context.Context, order []byte) error {
	return s.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *tailBroker) mqttDropped(ctx context.Context, order []byte) {
	s.mqtt.Publish("orders", 1, false, order) // want "error: result of the publish is dropped"
}

func (s *tailBroker) mqttReturned(ctx context.Context, order []byte) error {
	token := s.mqtt.Publish("orders", 1, false, order)
	token.Wait()
	return token.Error()
}

func (s *tailBroker) pahoDropped(ctx context.Context, order []byte) {
	_, _ = s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) pahoReturned(ctx context.Context, order []byte) error {
	_, err := s.paho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) autopahoDropped(ctx context.Context, order []byte) {
	_, _ = s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) autopahoReturned(ctx context.Context, order []byte) error {
	_, err := s.autopaho.Publish(ctx, &paho.Publish{Topic: "orders", QoS: 1, Payload: order})
	return err
}

func (s *tailBroker) rocketDropped(ctx context.Context, order []byte) {
	_, _ = s.rocket.SendSync(ctx, &primitive.Message{Topic: "orders", Body: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) rocketReturned(ctx context.Context, order []byte) error {
	_, err := s.rocket.SendSync(ctx, primitive.NewMessage("orders", order))
	return err
}

func (s *tailBroker) rocket5Dropped(ctx context.Context, order []byte) {
	_, _ = s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) rocket5Returned(ctx context.Context, order []byte) error {
	_, err := s.rocket5.Send(ctx, &golang.Message{Topic: "orders", Body: order})
	return err
}

func (s *tailBroker) eventsDropped(ctx context.Context, order []byte) {
	_, _ = s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order}) // want "error: result of the publish is dropped"
}

func (s *tailBroker) eventsReturned(ctx context.Context, order []byte) error {
	_, err := s.events.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: order})
	return err
}
