// Package wrapper publishes through a package of the program.
package wrapper

import (
	"encoding/json"

	"github.com/IBM/sarama"

	"dyntopic/names"
)

type bus struct{ producer sarama.SyncProducer }

func (b *bus) publish(topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	_, _, err = b.producer.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(body)})
	return err
}

type order struct{ ID, Tenant string }

type placed struct{ OrderID string }

type shop struct{ bus *bus }

func (s *shop) place(o order) error {
	return s.bus.publish(names.ForTenant(o.Tenant), placed{OrderID: o.ID}) // want "warning: topic's name is made from data"
}

func (s *shop) cancel(o order) error {
	return s.bus.publish(names.For("cancelled"), placed{OrderID: o.ID})
}

// given is told the tenant: it is data of each event.
func (s *shop) given(tenant string, o order) error {
	return s.bus.publish("orders-"+tenant, placed{OrderID: o.ID}) // want "warning: topic's name is made from data"
}

// kind is given constants.
func (s *shop) kind(kind string, o order) error {
	return s.bus.publish("orders-"+kind, placed{OrderID: o.ID})
}

func (s *shop) both(o order) error {
	if err := s.kind("placed", o); err != nil {
		return err
	}
	return s.kind("cancelled", o)
}

// tenant is given data.
func (s *shop) tenant(name string, o order) error {
	return s.bus.publish("orders-"+name, placed{OrderID: o.ID})
}

func (s *shop) byTenant(e placed) error {
	return s.tenant(e.OrderID, order{ID: e.OrderID}) // want "warning: topic's name is made from data"
}
