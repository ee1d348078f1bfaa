// Package ship consumes what another program of the module publishes.
package ship

import (
	"context"
	"net/http"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"

	"callback/shared/pb"
)

type Service struct {
	prices *pb.PricesClient
	users  *pb.UsersClient
}

func New(conn *grpc.ClientConn) *Service {
	return &Service{pb.NewPricesClient(conn), pb.NewUsersClient(conn)}
}

// Run consumes what billing publishes. Billing serves prices, and nobody of the module users.
func (s *Service) Run(nc *nats.Conn) error {
	_, err := nc.QueueSubscribe("invoices.paid", "ship", func(m *nats.Msg) {
		ctx := context.Background()
		if _, err := s.prices.Get(ctx, &pb.Request{ID: string(m.Data)}); err != nil { // want "warning: handler calls the service that published the event"
			return
		}
		if _, err := s.users.Get(ctx, &pb.Request{ID: string(m.Data)}); err != nil {
			return
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://billing-svc/invoices", nil)
		if err != nil {
			return
		}
		_, _ = http.DefaultClient.Do(req) // want "warning: handler calls the service that published the event"
		go func() { _, _ = http.Get("http://billing/cache") }()
		_, _ = http.Get("http://taxes/rates")
		_, _ = http.Get("http://localhost/health")
	})
	return err
}
