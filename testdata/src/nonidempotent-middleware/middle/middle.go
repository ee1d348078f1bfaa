// Package middle leaves out what was handled before by a middleware.
package middle

import (
	"database/sql"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
	"github.com/rabbitmq/amqp091-go"
)

type trips struct{ db *sql.DB }

func (t *trips) register(r *message.Router, sub message.Subscriber, kept middleware.ExpiringKeyRepository) {
	once := middleware.Deduplicator{Repository: kept, Timeout: time.Hour}
	r.AddMiddleware(once.Middleware)
	r.AddConsumerHandler("trips", "trips", sub, t.handle)
}

func (t *trips) handle(m *message.Message) error {
	_, err := t.db.ExecContext(m.Context(), "INSERT INTO trips (parcel) VALUES ($1)", string(m.Payload))
	return err
}

// rabbit stands behind no router.
func (t *trips) rabbit(ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("trips", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if _, err := t.db.Exec("INSERT INTO trips (parcel) VALUES ($1)", string(d.Body)); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}
