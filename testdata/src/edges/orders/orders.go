// Package orders publishes, in all the ways that a topic can be known.
package orders

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/ThreeDotsLabs/watermill"
	wsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"

	"edges/bus"
)

type Placed struct{ ID string }

type Shipped struct{ ID string }

const shipped = "orders.shipped"

type Service struct {
	bus    *bus.Bus
	nc     *nats.Conn
	writer *kafka.Writer
}

func NewService(nc *nats.Conn) *Service {
	return &Service{bus: bus.New("orders"), nc: nc, writer: &kafka.Writer{Topic: "orders.all"}}
}

func (s *Service) Wrapped(ctx context.Context, id string) error {
	return s.bus.Publish(ctx, "placed", Placed{id}) // edge: publish "orders.placed" edges/orders.Placed high
}

func (s *Service) Named(id string) error {
	body, err := json.Marshal(Shipped{id})
	if err != nil {
		return err
	}
	return s.nc.Publish(shipped, body) // edge: publish "orders.shipped" edges/orders.Shipped high
}

func (s *Service) Formatted(region string, id string) error {
	body, err := json.Marshal(&Shipped{id})
	if err != nil {
		return err
	}
	return s.nc.Publish(fmt.Sprintf("%s.%s.%d", shipped, region, len(id)), body) // edge: publish "orders.shipped.{}.{}" edges/orders.Shipped high
}

func (s *Service) Unknown(id string) error {
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	return s.nc.Publish(os.Getenv("TOPIC"), body) // edge: publish unknown edges/orders.Placed high
}

func (s *Service) NothingKnown(body []byte) error {
	return s.nc.Publish(os.Getenv("TOPIC"), body) // edge: publish unknown - low
}

func (s *Service) Either(id string, late bool) error {
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	topic := "orders.placed"
	if late {
		topic = "orders.late"
	}
	return s.nc.Publish(topic, body) // edge: publish "orders.late" edges/orders.Placed medium; publish "orders.placed" edges/orders.Placed medium
}

func (s *Service) Set(ctx context.Context, id string) error {
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: body}) // edge: publish "orders.all" edges/orders.Placed high
}

func Outbox(tx wsql.ContextExecutor, logger watermill.LoggerAdapter, id string) error {
	p, err := wsql.NewPublisher(tx, wsql.PublisherConfig{}, logger)
	if err != nil {
		return err
	}
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	return p.Publish("orders.stored", message.NewMessage(id, body)) // edge: publish "orders.stored" edges/orders.Placed high outbox
}

func Configured(ctx context.Context, w *kafka.Writer, id string) error {
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	p := bus.NewPublisher(w, bus.To("orders.audit"))
	return p.Publish(ctx, body) // edge: publish "default" edges/orders.Placed medium; publish "orders.audit" edges/orders.Placed medium
}
