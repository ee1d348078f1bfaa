// Package twins calls other services, or the same one for another reason.
package twins

import (
	"net/http"
	"os"

	"github.com/nats-io/nats.go"
)

type service struct{ nc *nats.Conn }

func (s *service) subscribe() {
	_, _ = s.nc.Subscribe("parcels.sent", func(m *nats.Msg) {
		_, _ = http.Get("https://weather.example.com/today")
		_, _ = http.Get(os.Getenv("PARCELS_URL"))
		_, _ = http.Get("https://api.example.com/parcels/" + string(m.Data))
	})
}

// It is asked before the event, by who publishes it.
func (s *service) send(id string) error {
	if _, err := http.Get("http://parcels/" + id); err != nil {
		return err
	}
	return s.nc.Publish("parcels.sent", []byte(id))
}
