// Package mappers has the libraries that write SQL by themselves, and documents.
package mappers

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"txpublish/bus"
	"txpublish/entgen"
	"txpublish/sqlcgen"
)

type service struct {
	bun     *bun.DB
	ent     *entgen.Client
	db      *sql.DB
	sqlx    *sqlx.DB
	queries *sqlcgen.Queries
	mongo   *mongo.Client
	orders  *mongo.Collection
	bus     *bus.Producer
}

func (s *service) send(ctx context.Context) error { return s.bus.Send(ctx, "orders.v1", nil) }

func (s *service) bunBegin(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
		return err
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) bunAfter(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) bunClosure(ctx context.Context) error {
	return s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		return s.send(ctx) // want "error: event is published before"
	})
}

func (s *service) bunClosureAfter(ctx context.Context) error {
	err := s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(s).Exec(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) bunReadOnly(ctx context.Context) error {
	return s.bun.RunInTx(ctx, &sql.TxOptions{ReadOnly: true}, func(ctx context.Context, tx bun.Tx) error { return s.send(ctx) })
}

func (s *service) bunSavepoint(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	inner, err := tx.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := inner.Commit(); err != nil {
		return err
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) entBegin(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().Save(ctx); err != nil {
		return entRollback(tx, err)
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return entRollback(tx, err)
	}
	return tx.Commit()
}

func entRollback(tx *entgen.Tx, err error) error {
	if rerr := tx.Rollback(); rerr != nil {
		err = fmt.Errorf("%w: %v", err, rerr)
	}
	return err
}

func (s *service) entAfter(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().Save(ctx); err != nil {
		return entRollback(tx, err)
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// entWith is the helper that ent's documentation shows.
func entWith(ctx context.Context, client *entgen.Client, fn func(tx *entgen.Tx) error) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if v := recover(); v != nil {
			tx.Rollback()
			panic(v)
		}
	}()
	if err := fn(tx); err != nil {
		if rerr := tx.Rollback(); rerr != nil {
			err = fmt.Errorf("%w: rolling back transaction: %v", err, rerr)
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing transaction: %w", err)
	}
	return nil
}

func (s *service) entClosure(ctx context.Context) error {
	return entWith(ctx, s.ent, func(tx *entgen.Tx) error {
		if _, err := tx.Client().Order.Create().Save(ctx); err != nil {
			return err
		}
		return s.send(ctx) // want "error: event is published before"
	})
}

func (s *service) entClosureAfter(ctx context.Context) error {
	err := entWith(ctx, s.ent, func(tx *entgen.Tx) error {
		_, err := tx.Order.Create().Save(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) sqlcBegin(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	q := s.queries.WithTx(tx)
	if err := q.PlaceOrder(ctx, "1"); err != nil {
		return err
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
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
	if err := s.queries.WithTx(tx).PlaceOrder(ctx, "1"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// sqlcWith is a store's own helper.
func (s *service) sqlcWith(ctx context.Context, fn func(*sqlcgen.Queries) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(sqlcgen.New(tx)); err != nil {
		if rbErr := tx.Rollback(); rbErr != nil {
			return fmt.Errorf("tx err: %v, rb err: %v", err, rbErr)
		}
		return err
	}
	return tx.Commit()
}

func (s *service) sqlcClosure(ctx context.Context) error {
	return s.sqlcWith(ctx, func(q *sqlcgen.Queries) error {
		if err := q.PlaceOrder(ctx, "1"); err != nil {
			return err
		}
		return s.send(ctx) // want "error: event is published before"
	})
}

func (s *service) sqlcOutbox(ctx context.Context) error {
	return s.sqlcWith(ctx, func(q *sqlcgen.Queries) error {
		if err := q.PlaceOrder(ctx, "1"); err != nil {
			return err
		}
		return q.AddToOutbox(ctx, []byte("1"))
	})
}

func (s *service) must(ctx context.Context) error {
	tx := s.sqlx.MustBegin()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) mustAfter(ctx context.Context) error {
	tx := s.sqlx.MustBegin()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) session(ctx context.Context) error {
	session, err := s.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if err := session.StartTransaction(); err != nil {
		return err
	}
	sctx := mongo.NewSessionContext(ctx, session)
	if _, err := s.orders.InsertOne(sctx, "order"); err != nil {
		_ = session.AbortTransaction(ctx)
		return err
	}
	if err := s.send(sctx); err != nil { // want "error: event is published before"
		_ = session.AbortTransaction(ctx)
		return err
	}
	return session.CommitTransaction(ctx)
}

func (s *service) sessionAfter(ctx context.Context) error {
	session, err := s.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if err := session.StartTransaction(); err != nil {
		return err
	}
	if _, err := s.orders.InsertOne(mongo.NewSessionContext(ctx, session), "order"); err != nil {
		_ = session.AbortTransaction(ctx)
		return err
	}
	if err := session.CommitTransaction(ctx); err != nil {
		return err
	}
	return s.send(ctx)
}

// sessionOnly is no transaction.
func (s *service) sessionOnly(ctx context.Context) error {
	session, err := s.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if _, err := s.orders.InsertOne(mongo.NewSessionContext(ctx, session), "order"); err != nil {
		return err
	}
	return s.send(ctx)
}

// used starts its transaction in a session that the library manages.
func (s *service) used(ctx context.Context) error {
	return s.mongo.UseSession(ctx, func(sctx context.Context) error {
		session := mongo.SessionFromContext(sctx)
		if err := session.StartTransaction(); err != nil {
			return err
		}
		if err := s.send(sctx); err != nil { // want "error: event is published before"
			return err
		}
		return session.CommitTransaction(sctx)
	})
}

func (s *service) usedAfter(ctx context.Context) error {
	return s.mongo.UseSession(ctx, func(sctx context.Context) error {
		session := mongo.SessionFromContext(sctx)
		if err := session.StartTransaction(); err != nil {
			return err
		}
		if err := session.CommitTransaction(sctx); err != nil {
			return err
		}
		return s.send(ctx)
	})
}
