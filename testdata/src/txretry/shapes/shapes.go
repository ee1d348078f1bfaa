// Package shapes has transactions that are run again, and some that only look like it.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgxv5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rabbitmq/amqp091-go"
	"gorm.io/gorm"
)

var errSerialization = errors.New("serialization failure")

type service struct {
	db   *sql.DB
	pool *pgxpool.Pool
	conn crdbpgx.Conn
	orm  *gorm.DB
	amqp *amqp091.Channel
}

func (s *service) publish(ctx context.Context) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1"})
}

func (s *service) cockroach(ctx context.Context) error {
	return crdbpgx.ExecuteTx(ctx, s.conn, pgx.TxOptions{}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *service) cockroachAfter(ctx context.Context) error {
	err := crdbpgx.ExecuteTx(ctx, s.conn, pgx.TxOptions{}, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE orders SET placed = true")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// loop runs a library's transaction until it works.
func (s *service) loop(ctx context.Context) error {
	for attempt := 0; attempt < 5; attempt++ {
		err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
			return s.publish(ctx) // want "error: event is published in a transaction that can run again"
		})
		if err == nil || !errors.Is(err, errSerialization) {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return errSerialization
}

// loopAfter publishes when it has worked.
func (s *service) loopAfter(ctx context.Context) error {
	var err error
	for attempt := 0; attempt < 5; attempt++ {
		err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE orders SET placed = true")
			return err
		})
		if err == nil || !errors.Is(err, errSerialization) {
			break
		}
	}
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// each has a transaction for each order: none is run again.
func (s *service) each(ctx context.Context, ids []string) error {
	for _, id := range ids {
		err := s.orm.Transaction(func(tx *gorm.DB) error {
			if err := tx.Create(id).Error; err != nil {
				return err
			}
			return s.publish(ctx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// retry runs fn until it works.
func retry(ctx context.Context, fn func(ctx context.Context) error) error {
	var err error
	for range 3 {
		if err = fn(ctx); err == nil {
			return nil
		}
	}
	return err
}

// tried has the whole transaction run again.
func (s *service) tried(ctx context.Context) error {
	return retry(ctx, func(ctx context.Context) error {
		return s.orm.Transaction(func(tx *gorm.DB) error {
			return s.publish(ctx) // want "error: event is published in a transaction that can run again"
		})
	})
}

// triedBegin has it written out.
func (s *service) triedBegin(ctx context.Context) error {
	return retry(ctx, func(ctx context.Context) error {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := s.publish(ctx); err != nil { // want "error: event is published in a transaction that can run again"
			return err
		}
		return tx.Commit()
	})
}

// triedInside only tries the publish again: the transaction runs once, and another rule tells of it.
func (s *service) triedInside(ctx context.Context) error {
	return s.orm.Transaction(func(tx *gorm.DB) error {
		return retry(ctx, func(ctx context.Context) error { return s.publish(ctx) })
	})
}

// triedStore tries the transaction, then publishes once.
func (s *service) triedStore(ctx context.Context) error {
	err := retry(ctx, func(ctx context.Context) error {
		return s.orm.Transaction(func(tx *gorm.DB) error { return tx.Create("order").Error })
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// written has begin and commit inside the loop.
func (s *service) written(ctx context.Context) error {
	var err error
	for range 3 {
		if err = s.attempt(ctx); err == nil {
			return nil
		}
	}
	return err
}

// attempt is called by a loop that runs it again.
func (s *service) attempt(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// inline has it all in one loop.
func (s *service) inline(ctx context.Context) error {
	for range 3 {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		if err := s.publish(ctx); err != nil { // want "error: event is published in a transaction that can run again"
			_ = tx.Rollback(ctx)
			continue
		}
		if err := tx.Commit(ctx); err == nil {
			return nil
		}
	}
	return errSerialization
}

// inlineAfter publishes what has committed.
func (s *service) inlineAfter(ctx context.Context) error {
	for range 3 {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
			_ = tx.Rollback(ctx)
			continue
		}
		if err := tx.Commit(ctx); err == nil {
			return s.publish(ctx)
		}
	}
	return errSerialization
}

// inlineEach has an event for each order: another rule tells of it.
func (s *service) inlineEach(ctx context.Context, ids []string) error {
	for _, id := range ids {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		if err := s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: id}); err != nil {
			_ = tx.Rollback(ctx)
			continue
		}
		if err := tx.Commit(ctx); err != nil {
			return err
		}
	}
	return nil
}
