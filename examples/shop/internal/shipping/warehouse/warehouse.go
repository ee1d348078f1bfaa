// Package warehouse counts the stock, in CockroachDB.
package warehouse

import (
	"context"
	"fmt"
	"time"

	crdbpgx "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgxv5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/platform/outbox"
	"shop.example/shop/internal/shipping/events"
	"shop.example/shop/internal/shipping/ports"
)

// StockChanged tells how many pieces of a product there are.
type StockChanged struct {
	SKU    string `json:"sku"`
	Pieces int    `json:"pieces"`
}

// Warehouse counts the stock.
type Warehouse struct {
	pool     *pgxpool.Pool
	carriers ports.Carriers
	now      func() time.Time
}

// New makes a warehouse.
func New(pool *pgxpool.Pool, carriers ports.Carriers, now func() time.Time) *Warehouse {
	return &Warehouse{pool: pool, carriers: carriers, now: now}
}

// Restock adds pieces of a product and tells how many there are.
func (w *Warehouse) Restock(ctx context.Context, sku string, pieces int) error {
	return crdbpgx.ExecuteTx(ctx, w.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		e, err := w.add(ctx, tx, sku, pieces)
		if err != nil {
			return err
		}
		return w.carriers.Tell(ctx, e)
	})
}

// RestockOutbox adds pieces of a product and stores the event with them.
func (w *Warehouse) RestockOutbox(ctx context.Context, sku string, pieces int) error {
	return crdbpgx.ExecuteTx(ctx, w.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		e, err := w.add(ctx, tx, sku, pieces)
		if err != nil {
			return err
		}
		return outbox.Insert(ctx, tx, events.Exchange, e)
	})
}

func (w *Warehouse) add(ctx context.Context, tx pgx.Tx, sku string, pieces int) (event.Envelope, error) {
	changed := StockChanged{SKU: sku}
	err := tx.QueryRow(ctx, `UPDATE stock SET pieces = pieces + $2 WHERE sku = $1 RETURNING pieces`, sku, pieces).Scan(&changed.Pieces)
	if err != nil {
		return event.Envelope{}, fmt.Errorf("restock %s: %w", sku, err)
	}
	return event.New("warehouse.stock-changed", 1, sku, w.now(), changed)
}
