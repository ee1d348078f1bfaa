// Package shapes publishes to several subjects.
package shapes

import (
	"fmt"
	"os"

	"github.com/nats-io/nats.go"

	"corenats/bus"
)

const shipped = "parcels.shipped"

func setUp(js nats.JetStreamContext) error {
	if _, err := js.AddStream(&nats.StreamConfig{Name: "INVOICES", Subjects: []string{"invoices.>", shipped}}); err != nil {
		return err
	}
	cfg := &nats.StreamConfig{Name: "USERS"}
	cfg.Subjects = append(cfg.Subjects, "users.*.created")
	_, err := js.UpdateStream(cfg)
	return err
}

func setUpByEnvironment(js nats.JetStreamContext) error {
	_, err := js.AddStream(&nats.StreamConfig{Name: "OTHERS", Subjects: []string{os.Getenv("SUBJECT")}})
	return err
}

func publishes(nc *nats.Conn, b *bus.Bus, id string, body []byte) error {
	if err := nc.Publish(shipped, body); err != nil { // want "error: a stream keeps this subject"
		return err
	}
	if err := nc.PublishMsg(&nats.Msg{Subject: "invoices.written", Data: body}); err != nil { // want "error: a stream keeps this subject"
		return err
	}
	if err := nc.Publish("users."+id+".created", body); err != nil { // want "error: a stream keeps this subject"
		return err
	}
	if err := nc.Publish(fmt.Sprintf("invoices.%s", id), body); err != nil { // want "error: a stream keeps this subject"
		return err
	}
	if err := b.Publish("invoices.paid", body); err != nil { // want "error: a stream keeps this subject"
		return err
	}
	return b.Invoice(body)
}

func others(nc *nats.Conn, js nats.JetStreamContext, b *bus.Bus, id string, body []byte) error {
	for _, subject := range []string{"invoices", "users.created", "users.1.removed", "users.1.2.created", "presence.changed"} {
		if err := b.Publish(subject, body); err != nil {
			return err
		}
	}
	if err := nc.Publish("presence."+id, body); err != nil {
		return err
	}
	if err := nc.Publish(id, body); err != nil {
		return err
	}
	if _, err := js.Publish("invoices.written", body); err != nil {
		return err
	}
	return b.Publish("carts.changed", body)
}
