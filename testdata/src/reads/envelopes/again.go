package envelopes

import (
	"encoding/json"

	"github.com/nats-io/nats.go"

	"reads/model"
)

// walker calls itself through a literal that it makes.
func (s *service) walker(nc *nats.Conn) {
	nc.Subscribe("orders.again", func(m *nats.Msg) { // edge: reads data type; reads all
		var e boxed
		if json.Unmarshal(m.Data, &e) == nil && e.Type != "" {
			s.again(e.Data, 3)
		}
	})
}

func (s *service) again(data []byte, times int) {
	retry := func() {
		if times > 0 {
			s.again(data, times-1)
		}
	}
	var l model.Line
	if json.Unmarshal(data, &l) != nil {
		retry()
		return
	}
	s.db.Exec("INSERT INTO counts VALUES ($1)", l)
}
