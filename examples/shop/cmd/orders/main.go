// Command orders takes orders over HTTP and tells of them on Kafka.
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
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"

	"shop.example/shop/internal/orders/app"
	"shop.example/shop/internal/orders/catalog"
	"shop.example/shop/internal/orders/events"
	"shop.example/shop/internal/orders/imports"
	"shop.example/shop/internal/orders/kafka"
	"shop.example/shop/internal/orders/postgres"
	"shop.example/shop/internal/platform/bus"
	"shop.example/shop/internal/platform/outbox"
	"shop.example/shop/internal/platform/uow"
	"shop.example/shop/internal/platform/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("orders", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer pool.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(os.Getenv("KAFKA_BROKERS"), ",")...))
	if err != nil {
		return fmt.Errorf("connect to kafka: %w", err)
	}
	defer func() {
		flush, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = errors.Join(err, client.Flush(flush))
		client.Close()
	}()

	unit, broker := uow.New(pool), bus.NewKafka(client)
	service := app.New(postgres.NewOrders(unit), unit, kafka.NewEvents(broker), outbox.New(events.Topic), time.Now)

	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return outbox.NewRelay(pool, broker, time.Second).Run(ctx) })
	g.Go(func() error {
		return web.Serve(ctx, ":8080", routes(service, imports.New(pool, client), catalog.New(client)))
	})
	return g.Wait()
}

func routes(s *app.Service, i *imports.Importer, c *catalog.Catalog) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /v1/orders", web.Handle(s.PlaceOrder))
	mux.Handle("POST /v2/orders", web.Handle(s.PlaceOrderOutbox))
	mux.Handle("POST /v1/orders/{id}/allocate", web.ByID(s.AllocateOrder))
	mux.Handle("POST /v2/orders/{id}/allocate", web.ByID(s.AllocateOrderOutbox))
	mux.Handle("POST /v1/orders/{id}/confirm", web.ByID(s.ConfirmOrder))
	mux.Handle("POST /v2/orders/{id}/confirm", web.ByID(s.ConfirmOrderOutbox))
	mux.Handle("POST /v1/orders/{id}/cancel", web.ByID(s.CancelOrder))
	mux.Handle("POST /v2/orders/{id}/cancel", web.ByID(s.CancelOrderOutbox))
	mux.Handle("POST /v1/orders/{id}/remind", web.ByID(s.RemindUnpaid))
	mux.Handle("POST /v2/orders/{id}/remind", web.ByID(s.RemindUnpaidChecked))
	mux.Handle("POST /v1/orders/{id}/flag", web.ByID(s.FlagForReview))
	mux.Handle("POST /v2/orders/{id}/flag", web.ByID(s.FlagForReviewChecked))
	mux.Handle("POST /v1/imports", web.Handle(i.Import))
	mux.Handle("POST /v2/imports", web.Handle(i.ImportOutbox))
	mux.Handle("POST /v1/archive", web.Handle(i.Archive))
	mux.Handle("POST /v2/archive", web.Handle(i.ArchiveChecked))
	mux.Handle("POST /v1/products/{id}/views", web.ByID(c.TrackView))
	mux.Handle("POST /v2/views", web.Handle(c.TrackViews))
	mux.Handle("POST /v1/reindex", web.Handle(c.Reindex))
	mux.Handle("POST /v2/reindex", web.Handle(c.ReindexAll))
	mux.Handle("POST /v1/prices", web.Handle(c.AnnouncePrice))
	mux.Handle("POST /v2/prices", web.Handle(c.SetPrice))
	mux.Handle("DELETE /v1/products/{id}", web.ByID(func(ctx context.Context, id string) error { return c.Discontinue(ctx, id, "sold out") }))
	mux.Handle("DELETE /v2/products/{id}", web.ByID(func(ctx context.Context, id string) error { return c.Retire(ctx, id, "sold out") }))
	return mux
}
