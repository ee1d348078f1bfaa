// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
)

type ledger struct {
	reader *kafka.Reader
	rdb    *redis.Client
	db     *sql.DB
}

func (l *ledger) run(ctx context.Context, handle func(context.Context, kafka.Message) error) error {
	for {
		msg, err := l.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(ctx, msg); err != nil {
			return err
		}
		if err := l.reader.CommitMessages(ctx, msg); err != nil {
			return err
		}
	}
}

func (l *ledger) start(ctx context.Context) error {
	go l.run(ctx, l.bad)
	return l.run(ctx, l.good)
}

func (l *ledger) bad(ctx context.Context, msg kafka.Message) error {
	first, err := l.rdb.SetNX(ctx, string(msg.Key), 1, 24*time.Hour).Result() // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	_, err = l.db.ExecContext(ctx, "INSERT INTO bookings (cents) VALUES ($1)", string(msg.Value))
	return err
}

func (l *ledger) good(ctx context.Context, msg kafka.Message) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, "INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING", string(msg.Key))
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO bookings (cents) VALUES ($1)", string(msg.Value)); err != nil {
		return err
	}
	return tx.Commit()
}
