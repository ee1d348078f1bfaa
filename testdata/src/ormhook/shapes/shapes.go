// Package shapes has what looks like a hook and is none, and hooks that publish nothing to a broker.
package shapes

import (
	"context"
	"errors"

	"github.com/uptrace/bun"
	"gorm.io/gorm"

	"ormhook/events"
)

type plain struct{ ID string }

// No ORM calls it: its parameter is not the ORM's.
func (p *plain) AfterCreate(ctx context.Context) error {
	return events.Default.Publish(ctx, "plain.v1", nil)
}

// No ORM sees a value of this type.
func (p *plain) AfterUpdate() error {
	return events.Default.Publish(context.Background(), "plain.v1", nil)
}

// go-pg's name and signature, of a type that only this package uses.
func (p *plain) AfterInsert(ctx context.Context) error {
	return events.Default.Publish(ctx, "plain.v1", nil)
}

// Not the name of a hook.
func (p *plain) AfterCommit(tx *gorm.DB) error {
	return events.Default.Publish(context.Background(), "plain.v1", nil)
}

// Another result.
func (p *plain) BeforeDelete(tx *gorm.DB) bool {
	return events.Default.Publish(context.Background(), "plain.v1", nil) == nil
}

type row struct{ ID string }

func (r *row) BeforeCreate(tx *gorm.DB) error {
	if r.ID == "" {
		return errors.New("no id")
	}
	return nil
}

type outboxRow struct{ Payload string }

// An outbox.
func (r *row) AfterCreate(tx *gorm.DB) error { return enqueue(tx, r.ID) }

func enqueue(tx *gorm.DB, payload string) error { return tx.Create(&outboxRow{payload}).Error }

// In the process only.
func (r *row) AfterSave(tx *gorm.DB) error {
	return local.Publish(context.Background(), "rows.v1", nil)
}

type listeners struct{ fns []func(string) }

// Publish calls the listeners.
func (l *listeners) Publish(ctx context.Context, topic string, payload []byte) error {
	for _, fn := range l.fns {
		fn(topic)
	}
	return nil
}

var local = &listeners{}

type bunRow struct{ ID string }

// For another statement.
func (b *bunRow) AfterInsert(ctx context.Context, query *bun.UpdateQuery) error {
	return events.Default.Publish(ctx, "rows.v1", nil)
}

func afterCreate(tx *gorm.DB) error {
	return events.Default.Publish(context.Background(), "rows.v1", nil)
}
