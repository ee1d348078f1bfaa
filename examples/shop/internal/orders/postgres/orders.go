// Package postgres stores orders in PostgreSQL.
package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/platform/uow"
)

// Orders is the table of orders.
type Orders struct{ uow *uow.UnitOfWork }

// NewOrders returns the table.
func NewOrders(u *uow.UnitOfWork) *Orders { return &Orders{uow: u} }

// Add inserts an order.
func (r *Orders) Add(ctx context.Context, o domain.Order) error {
	lines, err := json.Marshal(o.Lines)
	if err != nil {
		return fmt.Errorf("encode lines of %s: %w", o.ID, err)
	}
	_, err = r.uow.Conn(ctx).Exec(ctx, `INSERT INTO orders (id, customer_id, status, lines, updated_at) VALUES ($1, $2, $3, $4, $5)`,
		o.ID, o.CustomerID, o.Status, lines, o.UpdatedAt)
	if err != nil {
		return fmt.Errorf("insert order %s: %w", o.ID, err)
	}
	return nil
}

// Get reads an order.
func (r *Orders) Get(ctx context.Context, id string) (domain.Order, error) {
	o := domain.Order{ID: id}
	var lines []byte
	err := r.uow.Conn(ctx).QueryRow(ctx, `SELECT customer_id, status, lines, updated_at FROM orders WHERE id = $1`, id).
		Scan(&o.CustomerID, &o.Status, &lines, &o.UpdatedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Order{}, fmt.Errorf("%s: %w", id, domain.ErrNotFound)
	}
	if err != nil {
		return domain.Order{}, fmt.Errorf("read order %s: %w", id, err)
	}
	if err := json.Unmarshal(lines, &o.Lines); err != nil {
		return domain.Order{}, fmt.Errorf("decode lines of %s: %w", id, err)
	}
	return o, nil
}

// Update writes the status of an order.
func (r *Orders) Update(ctx context.Context, o domain.Order) error {
	_, err := r.uow.Conn(ctx).Exec(ctx, `UPDATE orders SET status = $2, updated_at = $3 WHERE id = $1`, o.ID, o.Status, o.UpdatedAt)
	if err != nil {
		return fmt.Errorf("update order %s: %w", o.ID, err)
	}
	return nil
}
