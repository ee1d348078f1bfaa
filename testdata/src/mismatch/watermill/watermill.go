// Package watermill publishes and consumes with watermill.
package watermill

import (
	"database/sql"
	"encoding/json"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

const topic = "invoices.written"

type invoiceWritten struct {
	Number string `json:"number"`
	Cents  int64  `json:"cents"`
	DueAt  int64  `json:"due_at"`
}

func write(p message.Publisher, e invoiceWritten) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return p.Publish(topic, message.NewMessage(e.Number, body)) // want "error: \"due_at\" is published as int64 and read as string .rfc3339., so watermill cannot read the event"
}

type invoice struct {
	Number string    `json:"number"`
	DueAt  time.Time `json:"due_at"`
}

type handlers struct{ db *sql.DB }

func (h *handlers) register(router *message.Router, sub message.Subscriber) {
	router.AddConsumerHandler("remind", topic, sub, h.remind)
}

func (h *handlers) remind(m *message.Message) error {
	var i invoice
	if err := json.Unmarshal(m.Payload, &i); err != nil {
		return err
	}
	_, err := h.db.Exec("INSERT INTO reminders (number, at) VALUES ($1, $2)", i.Number, i.DueAt)
	return err
}
