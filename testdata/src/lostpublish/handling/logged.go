package handling

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"log/slog"

	"github.com/segmentio/kafka-go"
)

type order struct {
	ID    string
	Cents int64
}

type placed struct {
	OrderID string
	Cents   int64
}

func event(o order) placed { return placed{OrderID: o.ID, Cents: o.Cents} }

type desk struct {
	w  *kafka.Writer
	db *sql.DB
}

func (d *desk) get(ctx context.Context, id string) (order, error) {
	o := order{ID: id}
	err := d.db.QueryRowContext(ctx, "SELECT cents FROM orders WHERE id = $1", id).Scan(&o.Cents)
	return o, err
}

func (d *desk) send(ctx context.Context, key string, p placed) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(key), Value: body})
}

// Only the id is in the log: what the event told has to be found out.
func (d *desk) loggedID(ctx context.Context, id string) error {
	o, err := d.get(ctx, id)
	if err != nil {
		return err
	}
	if err := d.send(ctx, id, event(o)); err != nil { // want "warning: failed publish is only logged"
		slog.ErrorContext(ctx, "publish", "order", id, "err", err)
	}
	return nil
}

// The order is in the log, and the event is made of it.
func (d *desk) loggedOrder(ctx context.Context, id string) error {
	o, err := d.get(ctx, id)
	if err != nil {
		return err
	}
	if err := d.send(ctx, o.ID, event(o)); err != nil { // want "info: failed publish is only logged, with the event"
		slog.ErrorContext(ctx, "publish", "order", o, "err", err)
	}
	return nil
}

// All that the event has is in the log, over two lines.
func (d *desk) loggedParts(ctx context.Context, id string, cents int64) {
	err := d.send(ctx, id, placed{OrderID: id, Cents: cents}) // want "info: failed publish is only logged, with the event"
	if err != nil {
		log.Print("publish order ", id)
		log.Print(cents, err)
	}
}

// Its kind is in the log, but not what it told.
func (d *desk) loggedKind(ctx context.Context, kind string, p placed) {
	if err := d.send(ctx, kind, p); err != nil { // want "warning: failed publish is only logged"
		log.Printf("publish %s: %v", kind, err)
	}
}

// The key is in the log, the message that was made of both is not.
func (d *desk) loggedKey(ctx context.Context, key string, body []byte) {
	if err := d.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(key), Value: body}); err != nil { // want "warning: failed publish is only logged"
		log.Print(key, err)
	}
}

// The payload is in the log, whatever its key was.
func (d *desk) loggedBody(ctx context.Context, key string, p placed) {
	body, err := json.Marshal(p)
	if err != nil {
		return
	}
	if err := d.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(key), Value: body}); err != nil { // want "info: failed publish is only logged, with the event"
		log.Printf("publish %+v: %v", p, err)
	}
}
