// Package wire publishes a payload with fields of all kinds.
package wire

import (
	"encoding/json"
	"time"

	"github.com/nats-io/nats.go"
)

type Order struct {
	Head
	*Audit  `json:"audit"`
	ID      string `json:"id,omitempty"`
	Placed  time.Time
	Address *Address          `json:"address"`
	Lines   []Line            `json:"lines"`
	Prices  map[[2]int]*Price `json:"prices"`
	Status  Status            `json:",omitempty"`
	Total   Amount            `json:"total"`
	Parent  *Order            `json:"parent"`
	Note    struct{ Text string }
	Secret  string `json:"-"`
	Dash    string `json:"-,"`
	hidden  int
}

// Head has an id that Order's own hides.
type Head struct {
	ID      int    `json:"id"`
	Version int    `json:"version"`
	trace   string // not written
}

type Audit struct{ By string }

type Address struct{ City, Zip string }

type Line struct {
	SKU     string `json:"sku"`
	Address Address
}

type Price struct{ Cents int }

type Status string

// Amount writes itself.
type Amount struct{ Cents int }

func (a Amount) MarshalText() ([]byte, error) { return json.Marshal(a.Cents) }

func Publish(nc *nats.Conn, o Order) error {
	o.hidden, o.trace = 1, "t"
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return nc.Publish("orders", body) // edge: publish "orders" edges/wire.Order high
}
