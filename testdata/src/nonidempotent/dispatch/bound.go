package dispatch

import (
	"context"
	"database/sql"

	"github.com/nats-io/nats.go"
)

// payments is what the subscription knows of its handler.
type payments interface {
	onPaid(m *nats.Msg)
	onSettled(m *nats.Msg)
}

type ledger struct{ db *sql.DB }

func newPayments(db *sql.DB) payments { return &ledger{db} }

func (l *ledger) onPaid(m *nats.Msg) {
	if _, err := l.db.Exec("INSERT INTO payments (body) VALUES ($1)", m.Data); err != nil { // want "message that is delivered again inserts another row into \"payments\""
		m.Nak()
		return
	}
	m.Ack()
}

func (l *ledger) onSettled(m *nats.Msg) {
	if _, err := l.db.Exec("INSERT INTO settlements (body) VALUES ($1) ON CONFLICT DO NOTHING", m.Data); err != nil {
		m.Nak()
		return
	}
	m.Ack()
}

func subscribe(ctx context.Context, js nats.JetStreamContext, db *sql.DB) error {
	p := newPayments(db)
	if _, err := js.Subscribe("payments.paid", p.onPaid, nats.ManualAck()); err != nil {
		return err
	}
	_, err := js.Subscribe("payments.settled", p.onSettled, nats.ManualAck())
	return err
}
