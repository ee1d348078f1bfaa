// Package formats publishes and consumes events in formats that need more than a struct.
package formats

import (
	"bytes"
	_ "embed"

	"github.com/go-json-experiment/json"
	hamba "github.com/hamba/avro/v2"
	"github.com/nats-io/nats.go"
	twmb "github.com/twmb/avro"
)

// Placed is written by a schema of the package.
type Placed struct {
	ID    string `avro:"order_id"`
	Cents int64  `avro:"cents"`
}

// Paid is written by a schema that a field holds.
type Paid struct {
	ID string `avro:"order_id"`
}

// Shipped is written by json/v2.
type Shipped struct {
	ID    string `json:"id"`
	Extra Extra  `json:",inline"`
}

// Extra is a part of Shipped.
type Extra struct {
	Note string `json:"note,omitzero"`
}

// Closed is written by two schemas.
type Closed struct{ ID string }

var placedSchema = hamba.MustParse(`{"type": "record", "name": "Placed", "fields": [{"name": "order_id", "type": "string"}, {"name": "cents", "type": "long"}]}`)

const paidSchema = `{"type": "record", "name": "Paid", "fields": [{"name": "order_id", "type": "string"}]}`

//go:embed returned.avsc
var returnedSchema string

// Returned is written by the schema of a file.
type Returned struct {
	ID string `avro:"order_id"`
}

type service struct {
	nc   *nats.Conn
	paid *twmb.Schema
}

func start(nc *nats.Conn) (*service, error) {
	paid, err := twmb.Parse(paidSchema)
	if err != nil {
		return nil, err
	}
	return &service{nc, paid}, nil
}

func (s *service) publish() {
	placed, _ := hamba.Marshal(placedSchema, Placed{ID: "1"})
	s.nc.Publish("placed", placed) // edge: publish "placed" edges/formats.Placed high
	paid, _ := s.paid.AppendEncode(nil, Paid{ID: "1"})
	s.nc.Publish("paid", paid) // edge: publish "paid" edges/formats.Paid high
	shipped, _ := json.Marshal(Shipped{ID: "1"})
	s.nc.Publish("shipped", shipped) // edge: publish "shipped" edges/formats.Shipped high
	returned, _ := hamba.Marshal(hamba.MustParse(returnedSchema), Returned{ID: "1"})
	s.nc.Publish("returned", returned) // edge: publish "returned" edges/formats.Returned high
	closed, _ := hamba.Marshal(hamba.MustParse(`"string"`), Closed{ID: "1"})
	s.nc.Publish("closed", closed) // edge: publish "closed" edges/formats.Closed high
	closed, _ = hamba.Marshal(hamba.MustParse(`"long"`), Closed{ID: "1"})
	s.nc.Publish("closed", closed) // edge: publish "closed" edges/formats.Closed high
}

func (s *service) consume() {
	s.nc.Subscribe("placed", func(m *nats.Msg) { // edge: consume "placed" edges/formats.Placed high
		var e Placed
		_ = hamba.Unmarshal(placedSchema, m.Data, &e)
	})
	s.nc.Subscribe("paid", func(m *nats.Msg) { // edge: consume "paid" edges/formats.Paid high
		var e Paid
		_, _ = s.paid.Decode(m.Data, &e)
	})
	s.nc.Subscribe("shipped", func(m *nats.Msg) { // edge: consume "shipped" edges/formats.Shipped high
		var e Shipped
		_ = json.UnmarshalRead(bytes.NewReader(m.Data), &e)
	})
}
