// Package repeats finds out that a message was handled before.
package repeats

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/google/uuid"
)

var (
	errBooked = errors.New("already booked")
	errParked = errors.New("already parked")
)

type desk struct{ db *sql.DB }

func (d *desk) start(sub message.Subscriber) error {
	router, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return err
	}
	d.register(router, sub)
	return nil
}

func (d *desk) register(r *message.Router, sub message.Subscriber) {
	for _, handle := range []message.NoPublishHandlerFunc{d.book, d.bookWithin, d.bookOnce, d.number, d.shared, d.parks} {
		r.AddNoPublisherHandler("handle", "orders", sub, handle)
	}
}

func (d *desk) book(m *message.Message) error {
	res, err := d.db.ExecContext(m.Context(), "INSERT INTO bookings (booking_id) VALUES ($1) ON CONFLICT DO NOTHING", m.UUID)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return errBooked // want "warning: message that was handled before is refused and sent back, so it is delivered again for ever"
	}
	return nil
}

// bookWithin leaves it to a helper.
func (d *desk) bookWithin(m *message.Message) error {
	if err := d.insert(m.Context(), m.UUID); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return nil
}

func (d *desk) insert(ctx context.Context, id string) error {
	res, err := d.db.ExecContext(ctx, "INSERT INTO bookings (booking_id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n > 0 {
		return nil
	}
	return fmt.Errorf("booking %s exists", id) // want "warning: message that was handled before is refused"
}

// bookOnce takes it for handled.
func (d *desk) bookOnce(m *message.Message) error {
	res, err := d.db.ExecContext(m.Context(), "INSERT INTO bookings (booking_id) VALUES ($1) ON CONFLICT DO NOTHING", m.UUID)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return nil
	}
	return d.tell(m.Context(), m.UUID)
}

// number draws another one the next time.
func (d *desk) number(m *message.Message) error {
	res, err := d.db.ExecContext(m.Context(), "INSERT INTO numbers (id) VALUES ($1) ON CONFLICT DO NOTHING", uuid.NewString())
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return errBooked
	}
	return nil
}

// shared runs for requests, too.
func (d *desk) shared(m *message.Message) error { return d.claim(m.Context(), m.UUID) }

func (d *desk) Claim(ctx context.Context, id string) error { return d.claim(ctx, id) }

func (d *desk) claim(ctx context.Context, id string) error {
	res, err := d.db.ExecContext(ctx, "INSERT INTO claims (claim_id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return errBooked
	}
	return nil
}

// parks knows what to do about it.
func (d *desk) parks(m *message.Message) error {
	if err := d.park(m.Context(), m.UUID); err != nil && !errors.Is(err, errParked) {
		return err
	}
	return nil
}

func (d *desk) park(ctx context.Context, id string) error {
	res, err := d.db.ExecContext(ctx, "INSERT INTO parked (park_id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return errParked
	}
	return nil
}

func (d *desk) tell(ctx context.Context, id string) error {
	_, err := d.db.ExecContext(ctx, "UPDATE bookings SET told = true WHERE booking_id = $1", id)
	return err
}

// each ends when a message was handled before.
func (d *desk) each(ctx context.Context, sub message.Subscriber) error {
	messages, err := sub.Subscribe(ctx, "orders")
	if err != nil {
		return err
	}
	for m := range messages {
		if err := d.once(m); err != nil {
			return err
		}
		m.Ack()
	}
	return nil
}

func (d *desk) once(m *message.Message) error {
	res, err := d.db.ExecContext(m.Context(), "INSERT INTO once (once_id) VALUES ($1) ON CONFLICT DO NOTHING", m.UUID)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return fmt.Errorf("%s was handled", m.UUID)
	}
	return nil
}
