// Package relay forwards an outbox: what it could not send stays there, if it is not marked as sent.
package relay

import (
	"context"
	"database/sql"
	"log"

	"github.com/robfig/cron/v3"
	"github.com/segmentio/kafka-go"
)

type row struct {
	ID   string
	Body []byte
}

// Relay forwards.
type Relay struct {
	db *sql.DB
	w  *kafka.Writer
}

func (r *Relay) pending(ctx context.Context) ([]row, error) {
	rows, err := r.db.QueryContext(ctx, "SELECT id, body FROM outbox WHERE sent_at IS NULL ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []row
	for rows.Next() {
		var x row
		if err := rows.Scan(&x.ID, &x.Body); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

func (r *Relay) mark(ctx context.Context, id string) error {
	_, err := r.db.ExecContext(ctx, "UPDATE outbox SET sent_at = now() WHERE id = $1", id)
	return err
}

// Skip leaves what failed for the next time.
func (r *Relay) Skip(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: x.Body}); err != nil {
			log.Print(err)
			continue
		}
		if err := r.mark(ctx, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// Nested marks only where it worked.
func (r *Relay) Nested(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: x.Body}); err == nil {
			if err := r.mark(ctx, x.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// Batch marks those that were sent.
func (r *Relay) Batch(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	var sent []string
	for _, x := range rows {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: x.Body}); err != nil {
			log.Print(err)
			continue
		}
		sent = append(sent, x.ID)
	}
	for _, id := range sent {
		if err := r.mark(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Anyway marks also what failed.
func (r *Relay) Anyway(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: x.Body}); err != nil { // want "warning: failed publish is only logged"
			log.Print(err)
		}
		if err := r.mark(ctx, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// Loop runs for ever; an error of one round is logged, and the next one tries again.
func (r *Relay) Loop(ctx context.Context) {
	for ctx.Err() == nil {
		if err := r.round(ctx); err != nil {
			log.Print(err)
		}
	}
}

func (r *Relay) round(ctx context.Context) error {
	rows, err := r.pending(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: x.Body}); err != nil {
			return err
		}
		if err := r.mark(ctx, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// Schedule has each round started by a clock: what fails in one is tried again in the next.
func (r *Relay) Schedule(ctx context.Context, c *cron.Cron) error {
	_, err := c.AddFunc("@every 1m", func() {
		if err := r.round(ctx); err != nil {
			log.Print(err)
		}
	})
	return err
}

// Report is due once a minute too, but nothing that could be read again says what it told of.
func (r *Relay) Report(ctx context.Context, c *cron.Cron) error {
	_, err := c.AddFunc("@every 1m", func() {
		if err := r.w.WriteMessages(ctx, kafka.Message{Topic: "reports.v1", Value: []byte("alive")}); err != nil { // want "warning: failed publish is only logged"
			log.Print(err)
		}
	})
	return err
}
