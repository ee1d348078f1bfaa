// Package places has maps and texts behind variables, functions, envelopes and types of its own.
package places

import (
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go"
)

type shop struct{ nc *nats.Conn }

// Attributes is a map with a name.
type Attributes map[string]any // want "warning: payload is a map"

func (s *shop) named(id string) error {
	body, err := json.Marshal(Attributes{"order_id": id})
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.placed", body)
}

func (s *shop) again(id string) error {
	body, err := json.Marshal(Attributes{"order_id": id, "again": true})
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.placed", body)
}

// envelope wants a map.
type envelope struct { // want "warning: payload is a map"
	Type string         `json:"type"`
	Data map[string]any `json:"data"`
}

func (s *shop) send(kind string, data map[string]any) error {
	body, err := json.Marshal(envelope{Type: kind, Data: data})
	if err != nil {
		return err
	}
	return s.nc.Publish("orders", body)
}

func (s *shop) place(id string) error { return s.send("placed", map[string]any{"order_id": id}) }

func (s *shop) cancel(id string) error { return s.send("cancelled", map[string]any{"order_id": id}) }

// wrapped holds anything.
type wrapped struct {
	Type string `json:"type"`
	Data any    `json:"data"`
}

type paid struct {
	OrderID string `json:"order_id"`
}

func wrap(kind string, data any) wrapped { return wrapped{Type: kind, Data: data} }

func (s *shop) publish(e wrapped) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.nc.Publish("orders", body)
}

func (s *shop) pay(id string) error { return s.publish(wrap("paid", paid{OrderID: id})) }

func (s *shop) refund(id string) error {
	return s.publish(wrap("refunded", map[string]any{"order_id": id})) // want "warning: payload is a map"
}

func (s *shop) list(ids []string) error {
	var out []map[string]any
	for _, id := range ids {
		out = append(out, map[string]any{"order_id": id})
	}
	body, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.listed", body) // want "warning: payload is a map"
}

func fields(id string) map[string]any { return map[string]any{"order_id": id} }

func (s *shop) made(id string) error {
	body, err := json.Marshal(fields(id))
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.made", body) // want "warning: payload is a map"
}

func (s *shop) dumped(p paid) error {
	return s.nc.Publish("orders.dumped", []byte(fmt.Sprintf("paid %+v", p))) // want "warning: payload is a text"
}

// Twins.

// A sentence for people, in which programs read nothing.
func (s *shop) said(name string, n int) error {
	return s.nc.Publish("orders.said", []byte(fmt.Sprintf("order no. %d of %s was placed", n, name)))
}

// A dictionary: its keys are data.
func (s *shop) stock(bySKU map[string]int, names map[string]string) error {
	all := map[string]string{}
	for sku, name := range names {
		all[sku] = name
	}
	body, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := s.nc.Publish("stock.names", body); err != nil {
		return err
	}
	if body, err = json.Marshal(bySKU); err != nil {
		return err
	}
	return s.nc.Publish("stock.counted", body)
}

// A dictionary of structs.
func (s *shop) both(a, b string) error {
	body, err := json.Marshal(map[string]paid{"old": {a}, "new": {b}})
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.swapped", body)
}

// Somebody else's document.
func (s *shop) forward(raw []byte) error {
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return err
	}
	body, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.forwarded", body)
}

// Bytes that are made elsewhere.
func (s *shop) raw(body []byte) error { return s.nc.Publish("orders.raw", body) }

// One value, and the end of a line.
func (s *shop) single(id int, p paid) error {
	if err := s.nc.Publish("orders.id", []byte(fmt.Sprintf("%d", id))); err != nil {
		return err
	}
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return s.nc.Publish("orders.lines", []byte(string(body)+"\n"))
}

// A word.
func (s *shop) ping() error { return s.nc.Publish("orders.ping", []byte("ping")) }

// What callers give is no event yet.
func (s *shop) text(id string) error {
	return s.nc.Publish("orders.text", []byte("placed:"+id)) // want "warning: payload is a text"
}

func (s *shop) texts(ids []string) error {
	for _, id := range ids {
		if err := s.text(id); err != nil {
			return err
		}
	}
	return s.formatted("all", len(ids))
}

func (s *shop) formatted(id string, n int) error {
	return s.nc.Publish("orders.text", fmt.Appendf(nil, "%s,%d", id, n)) // want "warning: payload is a text"
}
