// Package imports takes over orders from marketplaces, straight into the database.
package imports

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/twmb/franz-go/pkg/kgo"

	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/orders/events"
	"shop.example/shop/internal/platform/bus"
	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/platform/outbox"
	"shop.example/shop/internal/platform/uow"
)

const insertOrder = `INSERT INTO orders (id, customer_id, status, lines, updated_at) VALUES ($1, $2, 'placed', $3, $4)`

// Importer writes orders of marketplaces.
type Importer struct {
	pool   *pgxpool.Pool
	client *kgo.Client
	bus    *bus.Kafka
}

// New makes an importer.
func New(pool *pgxpool.Pool, client *kgo.Client) *Importer {
	return &Importer{pool: pool, client: client, bus: bus.NewKafka(client)}
}

// Import takes over one order and tells of it.
func (i *Importer) Import(ctx context.Context, o domain.Order) error {
	tx, err := i.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback(ctx)

	e, err := insert(ctx, tx, o)
	if err != nil {
		return err
	}
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode order %s: %w", o.ID, err)
	}
	record := &kgo.Record{Topic: events.Topic, Key: []byte(o.ID), Value: body, Headers: []kgo.RecordHeader{{Key: "event-id", Value: []byte(e.ID)}}}
	if err := i.client.ProduceSync(ctx, record).FirstErr(); err != nil {
		return fmt.Errorf("publish order %s: %w", o.ID, err)
	}
	return tx.Commit(ctx)
}

// ImportOutbox takes over one order together with its event.
func (i *Importer) ImportOutbox(ctx context.Context, o domain.Order) error {
	tx, err := i.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback(ctx)

	e, err := insert(ctx, tx, o)
	if err != nil {
		return err
	}
	if err := outbox.Insert(ctx, tx, events.Topic, e); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func insert(ctx context.Context, tx uow.DB, o domain.Order) (event.Envelope, error) {
	lines, err := json.Marshal(o.Lines)
	if err != nil {
		return event.Envelope{}, fmt.Errorf("encode lines of %s: %w", o.ID, err)
	}
	if _, err := tx.Exec(ctx, insertOrder, o.ID, o.CustomerID, lines, o.UpdatedAt); err != nil {
		return event.Envelope{}, fmt.Errorf("insert order %s: %w", o.ID, err)
	}
	return events.Changed(events.TypePlaced, o)
}

// Archive moves an order out of the way and tells of it.
func (i *Importer) Archive(ctx context.Context, o domain.Order) error {
	if err := i.store(ctx, o.ID, time.Now()); err != nil {
		return err
	}
	e, err := events.Changed(events.TypeArchived, o)
	if err != nil {
		return err
	}
	return i.bus.Publish(ctx, events.Topic, e)
}

func (i *Importer) store(ctx context.Context, id string, at time.Time) error {
	tx, err := i.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Commit(ctx)
	if _, err := tx.Exec(ctx, `INSERT INTO archive SELECT * FROM orders WHERE id = $1`, id); err != nil {
		return fmt.Errorf("archive order %s: %w", id, err)
	}
	_, err = tx.Exec(ctx, `UPDATE orders SET archived_at = $2 WHERE id = $1`, id, at)
	return err
}

// ArchiveChecked moves an order out of the way, and tells of it once that is certain.
func (i *Importer) ArchiveChecked(ctx context.Context, o domain.Order) error {
	if err := i.storeChecked(ctx, o.ID, time.Now()); err != nil {
		return err
	}
	e, err := events.Changed(events.TypeArchived, o)
	if err != nil {
		return err
	}
	return i.bus.Publish(ctx, events.Topic, e)
}

func (i *Importer) storeChecked(ctx context.Context, id string, at time.Time) error {
	tx, err := i.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, `INSERT INTO archive SELECT * FROM orders WHERE id = $1`, id); err != nil {
		return fmt.Errorf("archive order %s: %w", id, err)
	}
	if _, err := tx.Exec(ctx, `UPDATE orders SET archived_at = $2 WHERE id = $1`, id, at); err != nil {
		return fmt.Errorf("mark order %s: %w", id, err)
	}
	return tx.Commit(ctx)
}
