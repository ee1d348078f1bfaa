// Package ledger books invoices.
package ledger

import (
	"context"
	"encoding/json"
	"net/http"
	"os"

	"github.com/segmentio/kafka-go"

	"callback/invoices"
)

type service struct {
	client *invoices.Client
	rates  *rates
	total  int
}

// New makes the service.
func New() *service {
	return &service{client: &invoices.Client{Base: os.Getenv("INVOICES")}, rates: &rates{}}
}

type rates struct{}

func (r *rates) today(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, os.Getenv("RATES"), nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

func (s *service) run(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var e invoices.Sent
		if err := json.Unmarshal(m.Value, &e); err != nil {
			continue
		}
		if err := s.rates.today(ctx); err != nil {
			return err
		}
		n, err := s.client.Total(ctx, e.ID) // want "warning: handler calls the service that published the event"
		if err != nil {
			return err
		}
		s.total += n
	}
}
