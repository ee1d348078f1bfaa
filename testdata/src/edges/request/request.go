// Package request keeps events with a request, for a middleware that publishes them when the request is done.
package request

import (
	"context"
	"encoding/json"

	"github.com/gin-gonic/gin"
	"github.com/segmentio/kafka-go"
)

type event interface{ Payload() any }

type Order struct{ ID string }

type OrderPlaced struct{ OrderID string }

func (o *Order) Payload() any { return OrderPlaced{OrderID: o.ID} }

type Refund struct{ ID string }

type RefundPaid struct{ RefundID string }

func (r *Refund) Payload() any { return RefundPaid{RefundID: r.ID} }

func publishing(w *kafka.Writer) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		kept, ok := c.Get("event")
		if !ok {
			return
		}
		e, ok := kept.(event)
		if !ok {
			return
		}
		if err := raise(c.Request.Context(), w, e); err != nil {
			c.Status(500)
		}
	}
}

func raise(ctx context.Context, w *kafka.Writer, e event) error {
	body, err := json.Marshal(e.Payload())
	if err != nil {
		return err
	}
	return w.WriteMessages(ctx, kafka.Message{Topic: "request.events", Value: body})
}

func tell(c *gin.Context, e event) { c.Set("event", e) }

func place(c *gin.Context) {
	tell(c, &Order{ID: "1"}) // edge: publish "request.events" edges/request.OrderPlaced high
}

func refund(c *gin.Context) {
	c.Set("event", &Refund{ID: "2"}) // edge: publish "request.events" edges/request.RefundPaid high
}
