// Package databases publishes inside and after a transaction of every database library. Each loud function has a twin.
package databases

import (
	"context"
	"database/sql"

	squirrel "github.com/Masterminds/squirrel"
	pgx4 "github.com/jackc/pgx/v4"
	pgxpool4 "github.com/jackc/pgx/v4/pgxpool"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/segmentio/kafka-go"

	"txpublish/sqlc"
)

type service struct {
	kafka   *kafka.Writer
	db      *sql.DB
	sqlx    *sqlx.DB
	pool    *pgxpool.Pool
	conn    *pgx.Conn
	pool4   *pgxpool4.Pool
	conn4   *pgx4.Conn
	queries *sqlc.Queries
}

func (s *service) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *service) sqlConn(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) sqlStmt(ctx context.Context) error {
	stmt, err := s.db.PrepareContext(ctx, "INSERT INTO orders (id) VALUES ($1)")
	if err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.StmtContext(ctx, stmt).ExecContext(ctx, 1); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) sqlAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", 1); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *service) sqlReadOnly(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return s.publish(ctx)
}

func (s *service) sqlxNamed(ctx context.Context) error {
	tx, err := s.sqlx.Beginx()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	stmt, err := tx.PrepareNamed("INSERT INTO orders (id) VALUES (:id)")
	if err != nil {
		return err
	}
	if _, err := stmt.Exec(s); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) sqlxMust(ctx context.Context) error {
	tx := s.sqlx.MustBegin()
	tx.MustExec("INSERT INTO orders (id) VALUES (1)")
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) sqlxMustAfter(ctx context.Context) error {
	tx := s.sqlx.MustBegin()
	tx.MustExec("INSERT INTO orders (id) VALUES (1)")
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *service) squirrel(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := squirrel.Insert("orders").Values(1).RunWith(tx).Exec(); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) pgxTxFunc(ctx context.Context) error {
	return pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		batch.Queue("INSERT INTO orders (id) VALUES (1)")
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *service) pgxAcquired(ctx context.Context) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"orders"}, nil, nil); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit(ctx)
}

func (s *service) pgxConn(ctx context.Context) error {
	tx, err := s.conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit(ctx)
}

func (s *service) pgxAfter(ctx context.Context) error {
	err := pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *service) pgxOnlyReads(ctx context.Context) error {
	return pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		return s.publish(ctx)
	})
}

func (s *service) pgx4(ctx context.Context) error {
	return s.pool4.BeginFunc(ctx, func(tx pgx4.Tx) error {
		return s.publish(ctx) // want "error: event"
	})
}

func (s *service) pgx4Options(ctx context.Context) error {
	return s.pool4.BeginTxFunc(ctx, pgx4.TxOptions{}, func(tx pgx4.Tx) error {
		return s.publish(ctx) // want "error: event"
	})
}

func (s *service) pgx4Savepoint(ctx context.Context) error {
	tx, err := s.conn4.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := tx.BeginFunc(ctx, func(sp pgx4.Tx) error {
		_, err := sp.Exec(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	}); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit(ctx)
}

func (s *service) pgx4After(ctx context.Context) error {
	err := s.conn4.BeginFunc(ctx, func(tx pgx4.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *service) sqlcQueries(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.queries.WithTx(tx).CreateOrder(ctx, "1"); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *service) sqlcAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.queries.WithTx(tx).CreateOrder(ctx, "1"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}
