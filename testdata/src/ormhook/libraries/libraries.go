// Package libraries has hooks of each ORM.
package libraries

import (
	"context"

	"entgo.io/ent"
	"github.com/go-pg/pg/v10"
	gorm1 "github.com/jinzhu/gorm"
	"github.com/uptrace/bun"
	"gorm.io/gorm"

	"ormhook/events"
)

type row struct{ ID string }

func (r *row) BeforeSave(tx *gorm.DB) error {
	return events.Default.Publish(context.Background(), "rows.v1", nil) // want "error: event is published from an ORM hook, before the statement's"
}

func (r *row) AfterDelete(tx *gorm.DB) error {
	go r.tell() // want "error: event is published from an ORM hook, before the statement's"
	return nil
}

func (r *row) tell() { _ = events.Default.Publish(context.Background(), "rows.v1", []byte(r.ID)) }

type old struct{ ID string }

func (o *old) AfterCreate(scope *gorm1.Scope) error {
	return events.Default.Publish(context.Background(), "old.v1", nil) // want "error: event is published from an ORM hook, before the statement's"
}

func (o *old) AfterUpdate() error {
	return events.Default.Publish(context.Background(), "old.v1", nil) // want "error: event is published from an ORM hook, before the statement's"
}

func saveOld(db *gorm1.DB, o *old) error { return db.Create(o).Error }

type bunRow struct{ ID string }

func (b *bunRow) AfterInsert(ctx context.Context, query *bun.InsertQuery) error {
	return events.Default.Publish(ctx, "rows.v1", nil) // want "warning: event is published from an ORM hook, before a transaction around"
}

type pgRow struct{ ID string }

func (p *pgRow) AfterInsert(ctx context.Context) error {
	return events.Default.Publish(ctx, "rows.v1", nil) // want "warning: event is published from an ORM hook, before a transaction around"
}

func savePg(db *pg.DB, r *pgRow) *pg.Query { return db.Model(r) }

type mutateFunc func(context.Context, ent.Mutation) (ent.Value, error)

func (f mutateFunc) Mutate(ctx context.Context, m ent.Mutation) (ent.Value, error) { return f(ctx, m) }

func hook(next ent.Mutator) ent.Mutator {
	return mutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		v, err := next.Mutate(ctx, m)
		if err != nil {
			return nil, err
		}
		return v, events.Default.Publish(ctx, "rows.v1", nil) // want "warning: event is published from an ORM hook, before a transaction around"
	})
}

var _ ent.Hook = hook
