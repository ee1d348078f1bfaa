// Package shapes has writes that belong to their transaction, or to none on purpose.
package shapes

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"txbypass/store"
)

const (
	insert = "INSERT INTO orders (id) VALUES ($1)"
	failed = "UPDATE orders SET state = 'failed' WHERE id = $1"
	audit  = "INSERT INTO audit_log (id) VALUES ($1)"
)

type shop struct {
	db, other *sql.DB
	gorm      *gorm.DB
}

type order struct{ ID string }

// Another database.
func (s *shop) elsewhere(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := s.other.ExecContext(ctx, insert, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

// Before the transaction, where there is none, after a failure, and after the commit.
func (s *shop) around(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, insert, "1"); err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		s.db.ExecContext(ctx, failed, "1")
		return err
	}
	if _, err := tx.ExecContext(ctx, insert, "2"); err != nil {
		s.db.ExecContext(ctx, failed, "2")
		tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, insert, "3")
	return err
}

// A failure is kept, and the transaction rolled back.
func (s *shop) gaveUp(ctx context.Context, ok bool) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return
	}
	if !ok {
		s.db.ExecContext(ctx, failed, "1")
		tx.Rollback()
		return
	}
	tx.Commit()
}

// A record that is to stay.
func (s *shop) audited(ctx context.Context) error {
	return store.InTx(ctx, s.db, func(tx *sql.Tx) error {
		if _, err := s.db.ExecContext(ctx, audit, "1"); err != nil {
			return err
		}
		return store.Reserve(ctx, tx, "1")
	})
}

// Once for each turn.
func (s *shop) turns(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if _, err := s.db.ExecContext(ctx, insert, id); err != nil {
			return err
		}
		if err := store.InTx(ctx, s.db, func(tx *sql.Tx) error { return store.Reserve(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

// A transaction of its own in each turn, committed before the write.
func (s *shop) committed(ctx context.Context, ids []string) error {
	for _, id := range ids {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		if _, err := s.db.ExecContext(ctx, insert, id); err != nil {
			return err
		}
	}
	return nil
}

// A connection's statements belong to its transaction.
func (s *shop) pinned(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, insert, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

// A goroutine's write is its own affair.
func (s *shop) background(ctx context.Context) error {
	return store.InTx(ctx, s.db, func(tx *sql.Tx) error {
		go store.Reserve(ctx, s.db, "1")
		return store.Reserve(ctx, tx, "2")
	})
}

type txKey struct{}

// handle is the transaction that a context carries.
func (s *shop) handle(ctx context.Context) *gorm.DB {
	if tx, ok := ctx.Value(txKey{}).(*gorm.DB); ok {
		return tx
	}
	return s.gorm.WithContext(ctx)
}

func (s *shop) carried(ctx context.Context) error {
	return s.gorm.Transaction(func(tx *gorm.DB) error {
		ctx = context.WithValue(ctx, txKey{}, tx)
		return s.handle(ctx).Create(&order{}).Error
	})
}

// create writes through the transaction, if it is given one.
func (s *shop) create(tx *gorm.DB) error {
	db := s.gorm
	if tx != nil {
		db = tx
	}
	return db.Create(&order{}).Error
}

func (s *shop) given() error {
	return s.gorm.Transaction(func(tx *gorm.DB) error { return s.create(tx) })
}

// Nothing is written.
func (s *shop) reads(ctx context.Context) error {
	return store.InTx(ctx, s.db, func(tx *sql.Tx) error {
		if _, err := s.db.ExecContext(ctx, "SELECT pg_advisory_lock(1)"); err != nil {
			return err
		}
		return store.Reserve(ctx, tx, "1")
	})
}
