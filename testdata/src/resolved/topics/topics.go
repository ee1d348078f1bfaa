// Package topics publishes to topics, and with keys, that come from many places: "topic" and "key" in comments say which.
package topics

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
)

// Placed is an event.
type Placed struct {
	OrderID  string `json:"order_id"`
	Customer Party  `json:"customer"`
	Tenant   int    `json:"tenant"`
}

// Party is a part of an event.
type Party struct {
	ID string `json:"id"`
}

// Key is the key of an event.
func (p Placed) Key() []byte { return []byte(p.Customer.ID) }

type config struct {
	Orders   string `env:"ORDERS_TOPIC" envDefault:"orders"`
	Payments string `env:"PAYMENTS_TOPIC"`
	Refunds  string `env:"REFUNDS_TOPIC, default=refunds"`
	Plain    string `yaml:"plain"`
	Preset   string `default:"preset"`
	Flagged  string
}

var (
	audit   = flag.String("audit", "audit", "topic of the audit")
	noisy   = flag.String("noisy", "", "topic of noise")
	unset   string
	topicOf = map[string]string{"a": "letters.a"}
)

const stock = "stock"

type service struct {
	nc     *nats.Conn
	w      *kafka.Writer
	config config
}

func start() *service {
	s := &service{}
	flag.StringVar(&s.config.Flagged, "flagged", "flagged", "a topic")
	return s
}

func (s *service) topics(region string, p Placed) {
	body, _ := json.Marshal(p)
	s.nc.Publish(stock, body)                             // edge: publish "stock" constant
	s.nc.Publish(s.config.Orders, body)                   // edge: publish "orders" environment ORDERS_TOPIC
	s.nc.Publish(s.config.Payments, body)                 // edge: publish unknown environment PAYMENTS_TOPIC
	s.nc.Publish(s.config.Refunds, body)                  // edge: publish "refunds" environment REFUNDS_TOPIC
	s.nc.Publish(s.config.Plain, body)                    // edge: publish unknown field topics.config.Plain
	s.nc.Publish(s.config.Preset, body)                   // edge: publish "preset" field topics.config.Preset
	s.nc.Publish(s.config.Flagged, body)                  // edge: publish "flagged" flag flagged
	s.nc.Publish(*audit, body)                            // edge: publish "audit" flag audit
	s.nc.Publish(*noisy, body)                            // edge: publish unknown flag noisy
	s.nc.Publish(unset, body)                             // edge: publish unknown variable topics.unset
	s.nc.Publish(os.Getenv("TOPIC"), body)                // edge: publish unknown environment TOPIC
	s.nc.Publish(getenv("GIFTS", "gifts"), body)          // edge: publish "gifts" environment GIFTS
	s.nc.Publish("orders."+region, body)                  // edge: publish "orders.{}" parameter region
	s.nc.Publish(fmt.Sprintf("%s.placed", *audit), body)  // edge: publish "audit.placed" flag audit
	s.nc.Publish(strconv.Itoa(len(topicOf)), body)        // edge: publish unknown call strconv.Itoa
	s.nc.Publish("orders."+s.config.Plain+".done", body)  // edge: publish "orders.{}.done" field topics.config.Plain
	s.nc.Publish("orders."+os.Getenv("STAGE")+".x", body) // edge: publish "orders.{}.x" environment STAGE
}

func getenv(name, preset string) string {
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return preset
}

func (s *service) keys(ctx context.Context, id string, p Placed) {
	body, _ := json.Marshal(p)
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(p.OrderID), Value: body})                                 // edge: publish "k" constant; key payload.order_id
	s.write(ctx, kafka.Message{Topic: "k", Key: p.Key(), Value: body})                                           // edge: publish "k" constant; key payload.customer.id
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(fmt.Sprintf("%d-%s", p.Tenant, p.OrderID)), Value: body}) // edge: publish "k" constant; key payload.tenant + order_id
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(strconv.Itoa(p.Tenant)), Value: body})                    // edge: publish "k" constant; key payload.tenant
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(uuid.NewString()), Value: body})                          // edge: publish "k" constant; key random uuid.NewString
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(time.Now().String()), Value: body})                       // edge: publish "k" constant; key clock time.Now
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte("all"), Value: body})                                     // edge: publish "k" constant; key constant all
	s.write(ctx, kafka.Message{Topic: "k", Value: body})                                                         // edge: publish "k" constant; key none
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(id), Value: body})                                        // edge: publish "k" constant; key parameter id
	s.write(ctx, kafka.Message{Topic: "k", Key: []byte(s.config.Plain), Value: body})                            // edge: publish "k" constant; key field topics.config.Plain
}

func (s *service) write(ctx context.Context, m kafka.Message) { s.w.WriteMessages(ctx, m) }

func (s *service) made(ctx context.Context, id string) {
	body, _ := json.Marshal(Placed{OrderID: id})
	s.w.WriteMessages(ctx, kafka.Message{Topic: "k", Key: []byte(id), Value: body}) // edge: publish "k" constant; key payload.order_id
}

type envelope struct {
	Key   string          `json:"key"`
	Event json.RawMessage `json:"event"`
}

func seal(key string, event any) envelope {
	body, _ := json.Marshal(event)
	return envelope{Key: key, Event: body}
}

func (s *service) send(ctx context.Context, e envelope) {
	body, _ := json.Marshal(e)
	s.w.WriteMessages(ctx, kafka.Message{Topic: "k", Key: []byte(e.Key), Value: body})
}

func (s *service) sealed(ctx context.Context, id string, p Placed) {
	s.send(ctx, seal(p.OrderID, p))                        // edge: publish "k" constant; key payload.order_id
	s.send(ctx, seal(p.Customer.ID, p))                    // edge: publish "k" constant; key payload.customer.id
	s.send(ctx, seal(id, Placed{OrderID: id}))             // edge: publish "k" constant; key payload.order_id
	s.send(ctx, seal(s.config.Plain, Placed{OrderID: id})) // edge: publish "k" constant; key field topics.envelope.Key
	body, _ := json.Marshal(p)
	s.send(ctx, envelope{Key: p.OrderID, Event: body}) // edge: publish "k" constant; key payload.order_id
}
