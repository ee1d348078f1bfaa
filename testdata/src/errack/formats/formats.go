// Package formats reads messages of many formats before it keeps what they say.
package formats

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"

	"github.com/rabbitmq/amqp091-go"
)

type reading struct{ Name string }

type parser interface {
	Parse(data []byte) ([]reading, error)
}

type plain struct{}

func (plain) Parse(data []byte) (out []reading, err error) {
	err = json.Unmarshal(data, &out)
	return out, err
}

// registered asks a schema registry how to read a message.
type registered struct{ url string }

func (r registered) Parse(data []byte) (out []reading, err error) {
	resp, err := http.Get(r.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

func open(format string) parser {
	if format == "plain" {
		return plain{}
	}
	return registered{"https://registry.example.com"}
}

type input struct {
	parser parser
	db     *sql.DB
}

func newInput(format string, db *sql.DB) *input { return &input{open(format), db} }

// consume drops what cannot be read: it never can.
func (i *input) consume(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		readings, err := i.parser.Parse(d.Body)
		if err != nil {
			log.Print(err)
			d.Ack(false)
			continue
		}
		if err := i.keep(readings); err != nil { // want "error: failure to handle the message is dropped"
			log.Print(err)
		}
		d.Ack(false)
	}
}

func (i *input) keep(readings []reading) error {
	for _, r := range readings {
		if _, err := i.db.Exec("INSERT INTO readings (name) VALUES ($1)", r.Name); err != nil {
			return err
		}
	}
	return nil
}
