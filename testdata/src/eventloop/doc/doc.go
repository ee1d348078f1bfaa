// Package doc holds the example of the documentation.
package doc

import (
	"encoding/json"

	"github.com/nats-io/nats.go"
)

type order struct {
	ID    string `json:"id"`
	Total int    `json:"total"`
}

type billing struct{ nc *nats.Conn }

func (b *billing) bad() error {
	_, err := b.nc.Subscribe("orders.priced", func(m *nats.Msg) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			return
		}
		o.Total += o.Total / 5
		body, err := json.Marshal(o)
		if err != nil {
			return
		}
		_ = b.nc.Publish("orders.priced", body) // want "error: the handler of .orders.priced. publishes it again, so one message goes round for ever"
	})
	return err
}

func (b *billing) good() error {
	_, err := b.nc.Subscribe("orders.priced", func(m *nats.Msg) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			return
		}
		o.Total += o.Total / 5
		body, err := json.Marshal(o)
		if err != nil {
			return
		}
		_ = b.nc.Publish("orders.taxed", body)
	})
	return err
}
