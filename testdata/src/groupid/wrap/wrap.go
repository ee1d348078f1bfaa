// Package wrap consumes through an in-house consumer of another package.
package wrap

import (
	"context"
	"database/sql"

	"github.com/google/uuid"

	"groupid/wrap/bus"
)

func run(ctx context.Context, db *sql.DB) error {
	c := bus.New("orders", "orders-"+uuid.New().String()) // want "the group is new at each start \\(GroupID\\)"
	return c.Each(ctx, func(body []byte) error {
		_, err := db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", body)
		return err
	})
}

func named(ctx context.Context, db *sql.DB) error {
	c := bus.New("orders", "orders")
	return c.Each(ctx, func(body []byte) error {
		_, err := db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", body)
		return err
	})
}
