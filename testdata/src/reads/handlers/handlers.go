// Package handlers reads payloads. A comment at what consumes lists the fields that are read; "all" where the payload goes out of sight.
package handlers

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"

	"reads/model"
)

type service struct {
	db   *sql.DB
	last model.Order
}

func (s *service) direct(nc *nats.Conn) {
	nc.Subscribe("orders.direct", func(m *nats.Msg) { // edge: reads customer.address.city id
		var o model.Order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			return
		}
		log.Printf("order %v", o)
		s.db.Exec("INSERT INTO orders VALUES ($1, $2)", o.ID, o.Customer.Address.City)
	})
}

func (s *service) method(nc *nats.Conn) {
	nc.Subscribe("orders.method", func(m *nats.Msg) { // edge: reads lines[].count lines[].price
		o := &model.Order{}
		if json.Unmarshal(m.Data, o) == nil {
			s.charge(o.Total())
		}
	})
}

func (s *service) charge(sum int) { s.db.Exec("UPDATE accounts SET sum = $1", sum) }

func decode[T any](data []byte) (*T, error) {
	out := new(T)
	return out, json.Unmarshal(data, out)
}

func (s *service) helper(nc *nats.Conn) {
	nc.Subscribe("orders.helper", func(m *nats.Msg) { // edge: reads at customer.name
		var o model.Order
		if err := into(m.Data, &o); err != nil {
			return
		}
		c := o.Customer
		s.greet(c)
		if o.At > 0 {
			s.charge(1)
		}
	})
}

func into(data []byte, v any) error { return json.Unmarshal(data, v) }

func (s *service) greet(c model.Customer) { s.db.Exec("INSERT INTO greetings VALUES ($1)", c.Name) }

func (s *service) literal(nc *nats.Conn) {
	nc.Subscribe("orders.literal", func(m *nats.Msg) { // edge: reads lines[].sku note tags[]
		var o model.Order
		if json.Unmarshal(m.Data, &o) != nil {
			return
		}
		each := func(f func(model.Line)) {
			for _, l := range o.Lines {
				f(l)
			}
		}
		each(func(l model.Line) { s.db.Exec("DELETE FROM stock WHERE sku = $1", l.SKU) })
		if o.Note != nil {
			s.db.Exec("INSERT INTO notes VALUES ($1)", *o.Note)
		}
		s.db.Exec("INSERT INTO colours VALUES ($1)", o.Tags["colour"])
	})
}

func (s *service) kept(nc *nats.Conn) {
	nc.Subscribe("orders.kept", func(m *nats.Msg) { // edge: reads all
		var o model.Order
		if json.Unmarshal(m.Data, &o) == nil {
			s.last = o
		}
	})
}

func (s *service) stored(nc *nats.Conn) {
	nc.Subscribe("orders.stored", func(m *nats.Msg) { // edge: reads all
		var o model.Order
		if json.Unmarshal(m.Data, &o) != nil {
			return
		}
		row, _ := json.Marshal(o)
		s.db.Exec("INSERT INTO orders VALUES ($1, $2)", o.ID, row)
	})
}

func (s *service) run(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders.loop", GroupID: "a"})
	for {
		m, err := r.ReadMessage(ctx) // edge: reads customer.address id
		if err != nil {
			return err
		}
		o, err := parse(m)
		if err != nil {
			return err
		}
		s.handle(ctx, o)
	}
}

func parse(m kafka.Message) (*model.Order, error) {
	var o model.Order
	if err := json.Unmarshal(m.Value, &o); err != nil {
		return nil, err
	}
	return &o, nil
}

func (s *service) handle(ctx context.Context, o *model.Order) {
	dto := address{o.ID, o.Customer.Address}
	s.db.ExecContext(ctx, "INSERT INTO addresses VALUES ($1, $2)", dto.id, dto.at.Zip)
}

type address struct {
	id string
	at model.Address
}
