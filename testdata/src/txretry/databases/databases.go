// Package databases has every library that may run a transaction again, and the others, that run it once.
package databases

import (
	"context"
	"database/sql"

	"github.com/cockroachdb/cockroach-go/v2/crdb"
	"github.com/cockroachdb/cockroach-go/v2/crdb/crdbgorm"
	crdbpgx "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgxv5"
	"github.com/cockroachdb/cockroach-go/v2/crdb/crdbsqlx"
	pgx4 "github.com/jackc/pgx/v4"
	pgxpool4 "github.com/jackc/pgx/v4/pgxpool"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/segmentio/kafka-go"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

type databases struct {
	kafka *kafka.Writer
	db    *sql.DB
	sqlx  *sqlx.DB
	gorm  *gorm.DB
	bun   *bun.DB
	pool  *pgxpool.Pool
	pool4 *pgxpool4.Pool
	mongo mongo.Session
}

func (s *databases) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *databases) cockroach(ctx context.Context) error {
	return crdb.ExecuteTx(ctx, s.db, nil, func(tx *sql.Tx) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *databases) cockroachGorm(ctx context.Context) error {
	return crdbgorm.ExecuteTx(ctx, s.gorm, nil, func(tx *gorm.DB) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *databases) cockroachPgx(ctx context.Context) error {
	return crdbpgx.ExecuteTx(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *databases) cockroachSqlx(ctx context.Context) error {
	return crdbsqlx.ExecuteTx(ctx, s.sqlx, nil, func(tx *sqlx.Tx) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *databases) cockroachAfter(ctx context.Context) error {
	if err := crdb.ExecuteTx(ctx, s.db, nil, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	}); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *databases) mongo1(ctx context.Context) error {
	_, err := s.mongo.WithTransaction(ctx, func(ctx mongo.SessionContext) (interface{}, error) {
		return nil, s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
	return err
}

// Once only: another rule tells of it.
func (s *databases) pgx4(ctx context.Context) error {
	return s.pool4.BeginFunc(ctx, func(tx pgx4.Tx) error { return s.publish(ctx) })
}

func (s *databases) bunOnce(ctx context.Context) error {
	return s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { return s.publish(ctx) })
}
