// Package libraries has an outbox of each library beside a transaction, and within it.
package libraries

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill"
	wsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

type all struct {
	db     *sql.DB
	pool   *pgxpool.Pool
	river  *river.Client[pgx.Tx]
	logger watermill.LoggerAdapter
	events *wsql.Publisher
}

func newAll(db *sql.DB, logger watermill.LoggerAdapter) (*all, error) {
	events, err := wsql.NewPublisher(wsql.BeginnerFromStdSQL(db), wsql.PublisherConfig{}, logger)
	if err != nil {
		return nil, err
	}
	return &all{db: db, logger: logger, events: events}, nil
}

type placed struct{ ID string }

func (placed) Kind() string { return "placed" }

func (a *all) riverMany(ctx context.Context, id string) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
			return err
		}
		_, err := a.river.InsertMany(ctx, []river.InsertManyParams{{Args: placed{id}}}) // want "error: sent beside the open transaction, so a rollback leaves it; InsertManyTx takes the transaction"
		return err
	})
}

func (a *all) riverManyTx(ctx context.Context, id string) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
			return err
		}
		_, err := a.river.InsertManyTx(ctx, tx, []river.InsertManyParams{{Args: placed{id}}})
		return err
	})
}

// A job of its own.
func (a *all) riverAlone(ctx context.Context, id string) error {
	_, err := a.river.Insert(ctx, placed{id}, nil)
	return err
}

func (a *all) onDatabase(ctx context.Context, id string) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	events, err := wsql.NewPublisher(wsql.BeginnerFromStdSQL(a.db), wsql.PublisherConfig{}, a.logger)
	if err != nil {
		return err
	}
	if err := events.Publish("orders", message.NewMessage(id, []byte(id))); err != nil { // want "error: event is written beside the transaction of its data"
		return err
	}
	return tx.Commit()
}

// The field holds what newAll has made on the database.
func (a *all) field(ctx context.Context, tx *sql.Tx, id string) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	return a.events.Publish("orders", message.NewMessage(id, []byte(id))) // want "error: event is written beside the transaction of its data"
}

func (a *all) onTransaction(ctx context.Context, id string) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	events, err := wsql.NewPublisher(wsql.TxFromStdSQL(tx), wsql.PublisherConfig{}, a.logger)
	if err != nil {
		return err
	}
	if err := events.Publish("orders", message.NewMessage(id, []byte(id))); err != nil {
		return err
	}
	return tx.Commit()
}

// Whatever it is that it was made on.
func unknown(tx *sql.Tx, x wsql.ContextExecutor, logger watermill.LoggerAdapter, id string) error {
	if _, err := tx.Exec("INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	events, err := wsql.NewPublisher(x, wsql.PublisherConfig{}, logger)
	if err != nil {
		return err
	}
	return events.Publish("orders", message.NewMessage(id, []byte(id)))
}

// After the commit, an event of its own.
func (a *all) after(ctx context.Context, id string) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return a.events.Publish("orders", message.NewMessage(id, []byte(id)))
}
