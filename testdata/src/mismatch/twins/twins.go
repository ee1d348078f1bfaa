// Package twins has consumers whose structs are others than their producers', and fit all the same, or of which that cannot be told.
package twins

import (
	"database/sql"
	"encoding/json"
	"time"

	"github.com/nats-io/nats.go"
)

type shop struct {
	nc *nats.Conn
	db *sql.DB
}

func (s *shop) publish(topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return s.nc.Publish(topic, body)
}

// Wider numbers, pointers, another order, names in another case, more fields that nobody reads.
type measured struct {
	Count int32     `json:"count"`
	Name  string    `json:"name"`
	At    time.Time `json:"at"`
}

type measurement struct {
	At    *time.Time `json:"At"`
	Name  *string    `json:"name"`
	Count int64      `json:"count"`
	Notes string     `json:"notes"`
}

func (s *shop) fits() {
	s.publish("measured", measured{})
	s.nc.Subscribe("measured", func(m *nats.Msg) {
		var x measurement
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("INSERT INTO measurements VALUES ($1, $2, $3)", x.Count, x.Name, x.At)
		}
	})
}

// Where the whole struct goes, nobody can say which fields matter.
type filed struct {
	ID string `json:"id"`
}

type file struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
}

func (s *shop) unread(keep func(file)) {
	s.publish("filed", filed{})
	s.nc.Subscribe("filed", func(m *nats.Msg) {
		var x file
		if json.Unmarshal(m.Data, &x) == nil {
			keep(x)
		}
	})
}

// A topic with several events: which of them is decoded into which struct is not known.
type opened struct {
	ID   int64 `json:"id"`
	Door int64 `json:"door"`
}

type closed struct {
	ID string `json:"id"`
}

type state struct {
	ID string `json:"id"`
}

func (s *shop) several() {
	s.publish("doors", opened{})
	s.publish("doors", closed{})
	s.nc.Subscribe("doors", func(m *nats.Msg) {
		var x state
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("UPDATE doors SET changed = true WHERE id = $1", x.ID)
		}
	})
}

// An envelope around the event, of which the consumer has a copy.
type envelope struct {
	ID   string `json:"id"`
	Data any    `json:"data"`
}

type delivered struct {
	ID   int64  `json:"id"`
	Data string `json:"data"`
}

type letter struct {
	ID   string          `json:"id"`
	Data json.RawMessage `json:"data"`
}

func (s *shop) wrapped(d delivered) {
	s.publish("delivered", envelope{ID: "1", Data: d})
	s.nc.Subscribe("delivered", func(m *nats.Msg) {
		var x letter
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("INSERT INTO letters VALUES ($1, $2)", x.ID, x.Data)
		}
	})
}

// Another topic.
type heated struct {
	Degrees int64 `json:"degrees"`
}

type heat struct {
	Degrees string `json:"degrees"`
}

func (s *shop) elsewhere() {
	s.publish("heated", heated{})
	s.nc.Subscribe("cooled", func(m *nats.Msg) {
		var x heat
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("INSERT INTO heat VALUES ($1)", x.Degrees)
		}
	})
}

// A type that writes itself.
type priced struct {
	Price price `json:"price"`
}

type price struct{ cents int64 }

func (p price) MarshalJSON() ([]byte, error) { return json.Marshal(p.cents) }

type cheap struct {
	Price int64 `json:"price"`
}

func (s *shop) custom() {
	s.publish("priced", priced{})
	s.nc.Subscribe("priced", func(m *nats.Msg) {
		var x cheap
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("INSERT INTO prices VALUES ($1)", x.Price)
		}
	})
}

// Two producers of one event, the newer of which writes the field.
type grown struct {
	ID string `json:"id"`
}

type Grown struct {
	ID     string `json:"id"`
	Height int64  `json:"height"`
}

type growth struct {
	ID     string `json:"id"`
	Height int64  `json:"height"`
}

func (s *shop) replaced() {
	s.publish("grown", grown{})
	s.publish("grown", Grown{})
	s.nc.Subscribe("grown", func(m *nats.Msg) {
		var x growth
		if json.Unmarshal(m.Data, &x) == nil {
			s.db.Exec("INSERT INTO heights VALUES ($1, $2)", x.ID, x.Height)
		}
	})
}
