// Package adapter implements the application's ports; nobody but the wiring imports it.
package adapter

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rabbitmq/amqp091-go"

	"dualwrite/app"
	"dualwrite/port"
)

type store struct{ pool *pgxpool.Pool }

func (s *store) Save(ctx context.Context, o port.Order) error {
	_, err := s.pool.Exec(ctx, "INSERT INTO orders (id, total) VALUES ($1, $2)", o.ID, o.Total)
	return err
}

func (s *store) Load(ctx context.Context, id string) (port.Order, error) {
	var o port.Order
	_, err := s.pool.Exec(ctx, "SELECT id, total FROM orders WHERE id = $1", id)
	return o, err
}

type events struct{ ch *amqp091.Channel }

func (e *events) Placed(ctx context.Context, o port.Order) error {
	return e.send(ctx, "orders.placed.v1", o)
}

func (e *events) Failed(ctx context.Context, id string) error {
	return e.send(ctx, "orders.failed.v1", id)
}

func (e *events) send(ctx context.Context, key string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return e.ch.PublishWithContext(ctx, "orders", key, false, false, amqp091.Publishing{MessageId: key, Body: body})
}

// Wire joins the parts.
func Wire(p *pgxpool.Pool, ch *amqp091.Channel) *app.Orders {
	return app.New(&store{p}, &events{ch})
}
