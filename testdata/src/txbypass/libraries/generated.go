package libraries

import (
	"context"
	"database/sql"

	"txbypass/entgen"
	"txbypass/sqlc"
)

type repository struct {
	db  *sql.DB
	ent *entgen.Client
}

func (r *repository) bySqlc(ctx context.Context) error {
	queries := sqlc.New(r.db)
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := queries.WithTx(tx).CreateOrder(ctx, "1"); err != nil {
		return err
	}
	if err := queries.CreateOrder(ctx, "2"); err != nil { // want "error: written outside the transaction"
		return err
	}
	return tx.Commit()
}

func (r *repository) byEnt(ctx context.Context) error {
	tx, err := r.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().Save(ctx); err != nil {
		tx.Rollback()
		return err
	}
	if _, err := r.ent.Order.Create().Save(ctx); err != nil { // want "error: written outside the transaction"
		tx.Rollback()
		return err
	}
	return tx.Commit()
}
