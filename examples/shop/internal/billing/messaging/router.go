package messaging

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"

	"shop.example/shop/internal/billing/domain"
	"shop.example/shop/internal/platform/event"
)

const (
	ordersTopic = "shop.orders.v1"
	poisonTopic = "shop.billing-poison.v1"
)

// Invoicing is what billing does about orders.
type Invoicing interface {
	IssueInvoiceOutbox(ctx context.Context, inv domain.Invoice) error
}

type order struct {
	OrderID    string `json:"order_id"`
	TotalCents int64  `json:"total_cents"`
}

// NewRouter consumes the events of orders. What fails for good goes to the poison topic.
func NewRouter(sub message.Subscriber, poison message.Publisher, invoicing Invoicing, logger watermill.LoggerAdapter) (*message.Router, error) {
	router, err := message.NewRouter(message.RouterConfig{}, logger)
	if err != nil {
		return nil, fmt.Errorf("router: %w", err)
	}
	dead, err := middleware.PoisonQueue(poison, poisonTopic)
	if err != nil {
		return nil, fmt.Errorf("poison queue: %w", err)
	}
	router.AddMiddleware(dead, middleware.Retry{MaxRetries: 5, InitialInterval: 100 * time.Millisecond, Multiplier: 2, Logger: logger}.Middleware)
	router.AddConsumerHandler("invoice-orders", ordersTopic, sub, func(msg *message.Message) error {
		var e event.Envelope
		if err := json.Unmarshal(msg.Payload, &e); err != nil {
			return fmt.Errorf("decode event: %w", err)
		}
		if e.Type != "orders.order-confirmed" || e.Version != 1 {
			return nil
		}
		var o order
		if err := json.Unmarshal(e.Data, &o); err != nil {
			return fmt.Errorf("decode %s %s: %w", e.Type, e.ID, err)
		}
		inv := domain.Invoice{ID: e.ID, OrderID: o.OrderID, Cents: o.TotalCents, IssuedAt: e.OccurredAt}
		return invoicing.IssueInvoiceOutbox(msg.Context(), inv)
	})
	return router, nil
}
