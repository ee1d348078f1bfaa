// Package doc holds the example of the documentation.
package doc

import (
	"encoding/json"
	"net/http"

	"github.com/nats-io/nats.go"
)

type placed struct {
	ID    string `json:"id"`
	Email string `json:"email"`
}

type mailer struct{ last string }

func (m *mailer) send(to string) { m.last = to }

func (m *mailer) bad(nc *nats.Conn) error {
	_, err := nc.Subscribe("orders.placed", func(msg *nats.Msg) {
		var e placed
		if err := json.Unmarshal(msg.Data, &e); err != nil {
			return
		}
		res, err := http.Get("http://orders-service:8080/orders/" + e.ID) // want "warning: handler calls the service that published the event"
		if err != nil {
			return
		}
		defer res.Body.Close()
		var order placed
		if err := json.NewDecoder(res.Body).Decode(&order); err == nil {
			m.send(order.Email)
		}
	})
	return err
}

func (m *mailer) good(nc *nats.Conn) error {
	_, err := nc.Subscribe("orders.placed", func(msg *nats.Msg) {
		var e placed
		if err := json.Unmarshal(msg.Data, &e); err != nil {
			return
		}
		m.send(e.Email)
	})
	return err
}
