// Package invoices is what others need of a service: its events, and a client.
package invoices

import (
	"context"
	"net/http"
)

// Sent tells that an invoice was sent.
type Sent struct{ ID string }

// Client asks the service.
type Client struct{ Base string }

// Total asks what an invoice adds up to.
func (c *Client) Total(ctx context.Context, id string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Base+"/invoices/"+id, nil)
	if err != nil {
		return 0, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	return int(res.ContentLength), res.Body.Close()
}
