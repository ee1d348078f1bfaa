// Command shipping sends parcels for invoiced orders and tells the carriers on RabbitMQ.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	amqp "github.com/rabbitmq/amqp091-go"
	"golang.org/x/sync/errgroup"

	"shop.example/shop/internal/platform/bus"
	"shop.example/shop/internal/platform/outbox"
	"shop.example/shop/internal/platform/web"
	"shop.example/shop/internal/shipping/app"
	"shop.example/shop/internal/shipping/consumer"
	"shop.example/shop/internal/shipping/notify"
	"shop.example/shop/internal/shipping/postgres"
	"shop.example/shop/internal/shipping/rabbit"
	"shop.example/shop/internal/shipping/warehouse"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("shipping", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer pool.Close()
	conn, err := amqp.Dial(os.Getenv("AMQP_URL"))
	if err != nil {
		return fmt.Errorf("connect to rabbitmq: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	broker, err := bus.NewRabbit(conn)
	if err != nil {
		return err
	}
	notifier, err := notify.New(conn)
	if err != nil {
		return err
	}

	carriers := rabbit.NewCarriers(broker)
	service := app.New(postgres.NewStore(pool), carriers, time.Now)
	invoices, err := consumer.New(strings.Split(os.Getenv("KAFKA_BROKERS"), ","), service)
	if err != nil {
		return err
	}

	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return outbox.NewRelay(pool, broker, time.Second).Run(ctx) })
	g.Go(func() error { return invoices.Run(ctx) })
	g.Go(func() error {
		return web.Serve(ctx, ":8082", routes(service, notifier, warehouse.New(pool, carriers, time.Now)))
	})
	return g.Wait()
}

func routes(s *app.Service, n *notify.Notifier, w *warehouse.Warehouse) http.Handler {
	type delay struct {
		ShipmentID string
		Until      time.Time
	}
	type delivery struct {
		SKU    string
		Pieces int
	}
	mux := http.NewServeMux()
	mux.Handle("POST /v1/shipments/{id}/dispatch", web.ByID(s.Dispatch))
	mux.Handle("POST /v2/shipments/{id}/dispatch", web.ByID(s.DispatchOutbox))
	mux.Handle("POST /v1/shipments/{id}/pickup", web.ByID(s.BookPickup))
	mux.Handle("POST /v2/shipments/{id}/pickup", web.ByID(s.BookPickupOutbox))
	mux.Handle("POST /v1/delays", web.Handle(func(ctx context.Context, d delay) error { return n.Delay(ctx, d.ShipmentID, d.Until) }))
	mux.Handle("POST /v2/delays", web.Handle(func(ctx context.Context, d delay) error { return n.DelayConfirmed(ctx, d.ShipmentID, d.Until) }))
	mux.Handle("POST /v1/labels", web.Handle(n.PrintLabel))
	mux.Handle("POST /v2/labels", web.Handle(n.AttachLabel))
	mux.Handle("POST /v1/stock", web.Handle(func(ctx context.Context, d delivery) error { return w.Restock(ctx, d.SKU, d.Pieces) }))
	mux.Handle("POST /v2/stock", web.Handle(func(ctx context.Context, d delivery) error { return w.RestockOutbox(ctx, d.SKU, d.Pieces) }))
	return mux
}
