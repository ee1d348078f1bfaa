// Package container keeps everything in a container whose builders ask it for their parts: what it returns may hold what it returns.
package container

import (
	"context"
	"database/sql"

	"txpublish/bus"
)

type container struct {
	builders map[string]func(*container) any
}

func (c *container) get(name string) any { return c.builders[name](c) }

type store struct{ tx any }

type app struct{ store any }

func build(db *sql.DB) *container {
	c := &container{builders: map[string]func(*container) any{}}
	c.builders["tx"] = func(*container) any {
		tx, err := db.Begin()
		if err != nil {
			return nil
		}
		return tx
	}
	c.builders["store"] = func(c *container) any { return &store{c.get("tx")} }
	c.builders["app"] = func(c *container) any { return &app{c.get("store")} }
	return c
}

func place(ctx context.Context, db *sql.DB, b *bus.Producer) error {
	tx := build(db).get("tx").(*sql.Tx)
	defer tx.Rollback()
	if err := b.Send(ctx, "orders.placed.v1", nil); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}
