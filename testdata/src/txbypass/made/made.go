// Package made has handles that were made on the database of a transaction, or on another.
package made

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"txbypass/sqlc"
)

type orders struct {
	*sqlc.Queries
	db *sql.DB
}

func newOrders(db *sql.DB) *orders { return &orders{db: db, Queries: sqlc.New(db)} }

func (o *orders) execTx(ctx context.Context, fn func(*sqlc.Queries) error) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(sqlc.New(tx)); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (o *orders) inTx(ctx context.Context, fn func(*sqlc.Queries) error) error {
	return o.execTx(ctx, fn)
}

func (o *orders) embedded(ctx context.Context) error {
	return o.execTx(ctx, func(q *sqlc.Queries) error {
		if err := q.CreateOrder(ctx, "1"); err != nil {
			return err
		}
		return o.CreateOrder(ctx, "2") // want "error: written outside the transaction"
	})
}

func (o *orders) given(ctx context.Context) error {
	return o.inTx(ctx, func(q *sqlc.Queries) error {
		if err := q.CreateOrder(ctx, "1"); err != nil {
			return err
		}
		return q.CreateOrder(ctx, "2")
	})
}

type shop struct{ orders *orders }

func (s *shop) wrapped(ctx context.Context) error {
	return s.orders.inTx(ctx, func(q *sqlc.Queries) error {
		if err := q.CreateOrder(ctx, "1"); err != nil {
			return err
		}
		return s.orders.CreateOrder(ctx, "2") // want "error: written outside the transaction"
	})
}

// Two databases.
type mirror struct {
	*sqlc.Queries
	db *sql.DB
}

func newMirror(from, to *sql.DB) *mirror { return &mirror{db: from, Queries: sqlc.New(to)} }

func (m *mirror) copy(ctx context.Context) error {
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := sqlc.New(tx).CreateOrder(ctx, "1"); err != nil {
		return err
	}
	if err := m.CreateOrder(ctx, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

// Stores of one type, each on a database of its own.
type shards struct{ first, second *orders }

func (s *shards) both(ctx context.Context) error {
	return s.first.execTx(ctx, func(q *sqlc.Queries) error {
		if err := q.CreateOrder(ctx, "1"); err != nil {
			return err
		}
		return s.second.CreateOrder(ctx, "1")
	})
}

type order struct{ ID string }

type repository struct{ db *gorm.DB }

func (r *repository) save(ctx context.Context, o *order) error {
	return r.db.WithContext(ctx).Save(o).Error
}
func (r *repository) with(tx *gorm.DB) *repository { return &repository{tx} }

type checkout struct {
	db     *gorm.DB
	orders *repository
}

func newCheckout(db *gorm.DB) *checkout { return &checkout{db: db, orders: &repository{db}} }

func (c *checkout) beside(ctx context.Context, o *order) error {
	return c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(o).Error; err != nil {
			return err
		}
		return c.orders.save(ctx, o) // want "error: written outside the transaction"
	})
}

func (c *checkout) within(ctx context.Context, o *order) error {
	return c.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(o).Error; err != nil {
			return err
		}
		return c.orders.with(tx).save(ctx, o)
	})
}

func (c *checkout) narrowed(ctx context.Context, o *order) error {
	db := c.db.WithContext(ctx)
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(o).Error; err != nil {
			return err
		}
		return db.Model(o).Update("state", "placed").Error // want "error: written outside the transaction"
	})
}

// A repository that may have been made on a transaction.
type billing struct {
	db     *gorm.DB
	orders *ledger
}

type ledger struct{ db *gorm.DB }

func (l *ledger) save(o *order) error { return l.db.Save(o).Error }

func newBilling(db *gorm.DB) *billing { return &billing{db: db, orders: &ledger{db}} }

func (b *billing) inTx(fn func(*billing) error) error {
	return b.db.Transaction(func(tx *gorm.DB) error { return fn(&billing{db: b.db, orders: &ledger{tx}}) })
}

func (b *billing) charge(o *order) error {
	return b.db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(o).Error; err != nil {
			return err
		}
		return b.orders.save(o)
	})
}
