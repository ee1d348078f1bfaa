// Package payments calls another service: over HTTP, and by gRPC as generated code does.
package payments

import (
	"context"
	"net/http"

	"google.golang.org/grpc"
)

// Client calls the service over HTTP.
type Client struct{ HTTP *http.Client }

// Charge sends a request.
func (c *Client) Charge(ctx context.Context, id string) error {
	return c.send(ctx, "https://payments.example/charges/"+id)
}

func (c *Client) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Request and Reply are messages.
type (
	Request struct{ ID string }
	Reply   struct{}
)

// StockClient is a client of a gRPC service.
type StockClient interface {
	Reserve(ctx context.Context, in *Request, opts ...grpc.CallOption) (*Reply, error)
}

type stockClient struct{ cc grpc.ClientConnInterface }

// NewStockClient makes a client.
func NewStockClient(cc grpc.ClientConnInterface) StockClient { return &stockClient{cc} }

func (c *stockClient) Reserve(ctx context.Context, in *Request, opts ...grpc.CallOption) (*Reply, error) {
	out := new(Reply)
	if err := c.cc.Invoke(ctx, "/stock.Stock/Reserve", in, out, opts...); err != nil {
		return nil, err
	}
	return out, nil
}
