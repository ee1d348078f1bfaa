// Package libraries has transactions of each library, and wrappers of them in another package.
package libraries

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"

	"txbypass/store"
)

const insert = "INSERT INTO orders (id) VALUES ($1)"

type shop struct {
	sql  *sql.DB
	sqlx *sqlx.DB
	pool *pgxpool.Pool
	gorm *gorm.DB
	bun  *bun.DB
}

type order struct{ ID string }

var global *gorm.DB

func (s *shop) wrapped(ctx context.Context) error {
	return store.InTx(ctx, s.sql, func(tx *sql.Tx) error {
		if err := store.Reserve(ctx, tx, "1"); err != nil {
			return err
		}
		return store.Reserve(ctx, s.sql, "2") // want "error: written outside the transaction"
	})
}

func (s *shop) begun(ctx context.Context) error {
	tx, err := store.Begin(ctx, s.sql)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := store.Reserve(ctx, s.sql, "2"); err != nil { // want "error: written outside the transaction"
		return err
	}
	return tx.Commit()
}

func (s *shop) bySqlx(ctx context.Context) error {
	tx, err := s.sqlx.Beginx()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := s.sqlx.NamedExec(insert, order{}); err != nil { // want "error: written outside the transaction"
		return err
	}
	return tx.Commit()
}

func (s *shop) byPgx(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := s.pool.Exec(ctx, insert, "1"); err != nil { // want "error: written outside the transaction"
			return err
		}
		_, err := tx.Exec(ctx, insert, "2")
		return err
	})
}

func (s *shop) byGorm(ctx context.Context) error {
	return s.gorm.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return s.gorm.WithContext(ctx).Model(&order{}).Update("state", "placed").Error // want "error: written outside the transaction"
	})
}

func byGlobal(o *order) error {
	tx := global.Begin()
	if err := tx.Create(o).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := global.Save(o).Error; err != nil { // want "error: written outside the transaction"
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func (s *shop) byBun(ctx context.Context) error {
	return s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := s.bun.NewInsert().Model(&order{}).Exec(ctx) // want "error: written outside the transaction"
		return err
	})
}
