// Package places has the places where a version can be, and what looks like one.
package places

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"unversioned/places/v2"
)

type shop struct {
	writer *kafka.Writer
	topic  string
}

func newShop(w *kafka.Writer) *shop { return &shop{writer: w, topic: "invoices.v3"} }

func (s *shop) send(ctx context.Context, topic, key string, event any) error {
	b, err := json.Marshal(event)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Key: []byte(key), Value: b})
}

type OrderPlacedV2 struct{ OrderID string }

type OrderPlaced_v1 struct{ OrderID string }

func (s *shop) typeName(ctx context.Context, id string) error {
	if err := s.send(ctx, "orders", id, OrderPlacedV2{OrderID: id}); err != nil {
		return err
	}
	return s.send(ctx, "orders", id, OrderPlaced_v1{OrderID: id})
}

func (s *shop) packagePath(ctx context.Context, id string) error {
	return s.send(ctx, "orders", id, v2.OrderPaid{OrderID: id})
}

type OrderPacked struct{ OrderID string }

const packed = "order.packed.v1"

func (s *shop) topicName(ctx context.Context, id string) error {
	return s.send(ctx, packed, id, OrderPacked{OrderID: id})
}

type InvoiceSent struct{ InvoiceID string }

func (s *shop) topicField(ctx context.Context, id string) error {
	b, err := json.Marshal(InvoiceSent{InvoiceID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: s.topic, Value: b})
}

// What goes to the versioned topic through send says nothing of what goes to others.
type OrderDropped struct{ OrderID string } // want "warning: payload has no version"

func (s *shop) otherTopic(ctx context.Context, id string) error {
	return s.send(ctx, "order.dropped", id, OrderDropped{OrderID: id})
}

type OrderPicked struct {
	SchemaVersion int    `json:"schema_version"`
	OrderID       string `json:"order_id"`
}

// The field is there, and nobody fills it.
type OrderPriced struct { // want "warning: payload has no version"
	SchemaVersion int    `json:"schema_version"`
	OrderID       string `json:"order_id"`
}

func (s *shop) fields(ctx context.Context, id string) error {
	if err := s.send(ctx, "orders", id, OrderPicked{SchemaVersion: 1, OrderID: id}); err != nil {
		return err
	}
	return s.send(ctx, "orders", id, OrderPriced{OrderID: id})
}

// A field that is filled by a function counts, and one of a value that comes from elsewhere may be filled.
type OrderRated struct {
	Version string
	OrderID string
}

func rated(id string) *OrderRated {
	e := &OrderRated{OrderID: id}
	e.stamp()
	return e
}

func (e *OrderRated) stamp() { e.Version = "1.0" }

type OrderStored struct {
	Version string
	OrderID string
}

func (s *shop) filledElsewhere(ctx context.Context, id string, row []byte) error {
	if err := s.send(ctx, "orders", id, rated(id)); err != nil {
		return err
	}
	var stored OrderStored
	if err := json.Unmarshal(row, &stored); err != nil {
		return err
	}
	return s.send(ctx, "orders", id, stored)
}

// An optimistic lock and a schema's version look the same.
type Basket struct {
	ID      string
	Version int
}

func (s *shop) aggregate(ctx context.Context, b Basket) error { return s.send(ctx, "baskets", b.ID, b) }

type base struct {
	EventVersion int
	At           time.Time
}

type OrderHeld struct {
	base
	OrderID string
}

type meta struct{ SpecVersion string }

type OrderFreed struct {
	Meta    meta
	OrderID string
}

func (s *shop) embedded(ctx context.Context, id string) error {
	if err := s.send(ctx, "orders", id, OrderHeld{base: base{EventVersion: 1, At: time.Now()}, OrderID: id}); err != nil {
		return err
	}
	return s.send(ctx, "orders", id, OrderFreed{Meta: meta{SpecVersion: "1"}, OrderID: id})
}

// Versions of other things.
type OrderBuilt struct { // want "warning: payload has no version"
	OrderID      string
	FirmwareInfo string
	Conversion   float64
	Vendor       string
}

func (s *shop) lookAlikes(ctx context.Context, id string) error {
	return s.send(ctx, "orders-converted", id, OrderBuilt{OrderID: id, FirmwareInfo: "v", Conversion: 1.5, Vendor: "v"})
}

// What is no struct of the program has no contract to look at.
type OrderID string

func (s *shop) untyped(ctx context.Context, id string, raw []byte) error {
	if err := s.send(ctx, "orders", id, map[string]any{"order_id": id}); err != nil {
		return err
	}
	if err := s.send(ctx, "orders", id, OrderID(id)); err != nil {
		return err
	}
	if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: raw}); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: []byte(`{"order":"` + id + `"}`)})
}

// A message that goes on as it came.
func (s *shop) relay(ctx context.Context, m kafka.Message) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: m.Value, Headers: m.Headers})
}

// Never published.
type orderView struct {
	OrderID string `json:"order_id"`
}

func view(id string) ([]byte, error) { return json.Marshal(orderView{OrderID: id}) }

// The publisher asks the event.
type versioned interface {
	Name() string
	SchemaVersion() int
}

type OrderLost struct{ OrderID string }

func (OrderLost) Name() string       { return "order.lost" }
func (OrderLost) SchemaVersion() int { return 1 }

func (s *shop) asked(ctx context.Context, e versioned) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: b, Headers: []kafka.Header{{Key: "v", Value: []byte(strconv.Itoa(e.SchemaVersion()))}}})
}

func (s *shop) asks(ctx context.Context, id string) error {
	return s.asked(ctx, OrderLost{OrderID: id})
}

// Each event names itself: what one says is not what the other says.
type named interface{ EventName() string }

type OrderFound struct{ OrderID string }

func (OrderFound) EventName() string { return "order.found.v1" }

type OrderSought struct{ OrderID string } // want "warning: payload has no version"

func (OrderSought) EventName() string { return "order.sought" }

func (s *shop) publish(ctx context.Context, e named) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: e.EventName(), Value: b})
}

func (s *shop) names(ctx context.Context, id string) error {
	if err := s.publish(ctx, OrderFound{OrderID: id}); err != nil {
		return err
	}
	return s.publish(ctx, &OrderSought{OrderID: id})
}

// An encoder of its own says the version.
type OrderSplit struct{ OrderID string }

func (e OrderSplit) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Version int    `json:"version"`
		OrderID string `json:"order_id"`
	}{1, e.OrderID})
}

func (s *shop) encodes(ctx context.Context, id string) error {
	return s.send(ctx, "orders", id, OrderSplit{OrderID: id})
}

type OrderMeasured struct{ OrderID string }

func numberedTopic(name string, version int) string { return name + ".v" + strconv.Itoa(version) }

func (s *shop) topicPutTogether(ctx context.Context, id string) error {
	return s.send(ctx, numberedTopic("orders", 1), id, OrderMeasured{OrderID: id})
}

type OrderWeighed struct{ OrderID string }

func (s *shop) topicFormatted(ctx context.Context, id string, version int) error {
	return s.send(ctx, fmt.Sprintf("orders-v%d", version), id, OrderWeighed{OrderID: id})
}

type OrderViewed struct{ OrderID string } // want "warning: payload has no version"

func (s *shop) topicOther(ctx context.Context, id, region string) error {
	return s.send(ctx, fmt.Sprintf("orders.views.%s", region), id, OrderViewed{OrderID: id})
}
