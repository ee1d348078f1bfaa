// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

func bad(ctx context.Context, db *sql.DB) error {
	r := kafka.NewReader(kafka.ReaderConfig{
		Topic:   "orders",
		GroupID: "billing-" + uuid.NewString(), // want "warning: the group is new at each start \\(GroupID\\), so a restart loses its place"
	})
	return bill(ctx, db, r)
}

func good(ctx context.Context, db *sql.DB) error {
	r := kafka.NewReader(kafka.ReaderConfig{
		Topic:   "orders",
		GroupID: "billing",
	})
	return bill(ctx, db, r)
}

func bill(ctx context.Context, db *sql.DB, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "INSERT INTO bills (body) VALUES ($1)", m.Value); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
