// Command billing writes an invoice for each confirmed order and takes payments over HTTP.
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

	"github.com/ThreeDotsLabs/watermill"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"golang.org/x/sync/errgroup"

	"shop.example/shop/internal/billing/app"
	"shop.example/shop/internal/billing/messaging"
	"shop.example/shop/internal/billing/postgres"
	"shop.example/shop/internal/platform/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("billing", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	brokers, logger := strings.Split(os.Getenv("KAFKA_BROKERS"), ","), watermill.NewSlogLogger(slog.Default())
	db, err := sqlx.ConnectContext(ctx, "pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer db.Close()
	pub, err := messaging.NewPublisher(brokers, logger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pub.Close()) }()
	sub, err := messaging.NewSubscriber(brokers, logger)
	if err != nil {
		return err
	}

	service := app.New(db, postgres.Invoices{}, pub, messaging.NewOutbox(logger))
	router, err := messaging.NewRouter(sub, pub, service, logger)
	if err != nil {
		return err
	}
	if err := messaging.AddForwarder(router, db.DB, pub, logger); err != nil {
		return err
	}

	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return router.Run(ctx) })
	g.Go(func() error { return web.Serve(ctx, ":8081", routes(service)) })
	return g.Wait()
}

func routes(s *app.Service) http.Handler {
	type refund struct {
		PaymentID string
		Cents     int64
	}
	mux := http.NewServeMux()
	mux.Handle("POST /v1/invoices", web.Handle(s.IssueInvoice))
	mux.Handle("POST /v2/invoices", web.Handle(s.IssueInvoiceOutbox))
	mux.Handle("POST /v1/invoices/{id}/dunning", web.ByID(s.StartDunning))
	mux.Handle("POST /v2/invoices/{id}/overdue", web.ByID(s.MarkOverdue))
	mux.Handle("POST /v1/payments", web.Handle(s.RecordPayment))
	mux.Handle("POST /v2/payments", web.Handle(s.RecordPaymentChecked))
	mux.Handle("POST /v1/refunds", web.Handle(func(ctx context.Context, r refund) error { return s.RefundPayment(ctx, r.PaymentID, r.Cents) }))
	mux.Handle("POST /v2/refunds", web.Handle(func(ctx context.Context, r refund) error { return s.RefundPaymentOutbox(ctx, r.PaymentID, r.Cents) }))
	return mux
}
