// Package libraries opens transactions of several libraries.
package libraries

import (
	"context"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"
	"gorm.io/gorm"

	"txcall/payments"
)

type order struct{ ID string }

func throughPgx(ctx context.Context, pool *pgxpool.Pool, conn *grpc.ClientConn, id string) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := conn.Invoke(ctx, "/stock.Stock/Reserve", id, nil); err != nil { // want "the transaction stays open"
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return conn.Invoke(ctx, "/stock.Stock/Ship", id, nil)
}

func inPgxFunc(ctx context.Context, pool *pgxpool.Pool, id string) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		time.Sleep(time.Second) // want "the transaction stays open"
		_, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
		return err
	})
}

func inGorm(ctx context.Context, db *gorm.DB, c *payments.Client, conn *grpc.ClientConn) error {
	stock := payments.NewStockClient(conn)
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			http.Get("https://alerts.example/failed")
			return err
		}
		if _, err := stock.Reserve(ctx, &payments.Request{}); err != nil { // want "the transaction stays open"
			return err
		}
		return c.Charge(ctx, "1") // want "the transaction stays open"
	})
}

func afterGorm(ctx context.Context, db *gorm.DB, c *payments.Client) error {
	if err := db.Transaction(func(tx *gorm.DB) error { return tx.Create(&order{}).Error }); err != nil {
		return err
	}
	return c.Charge(ctx, "1")
}
