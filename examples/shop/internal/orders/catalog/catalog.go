// Package catalog tells the search engine and the price comparers about products.
package catalog

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Catalog publishes what happens to products.
type Catalog struct{ client *kgo.Client }

// New makes a catalog.
func New(client *kgo.Client) *Catalog { return &Catalog{client: client} }

// TrackView counts a visit of a product page.
func (c *Catalog) TrackView(ctx context.Context, sku string) error {
	body, err := json.Marshal(ProductViewed{EventID: uuid.NewString(), SKU: sku, ViewedAt: time.Now()})
	if err != nil {
		return fmt.Errorf("encode view of %s: %w", sku, err)
	}
	c.client.Produce(context.WithoutCancel(ctx), &kgo.Record{Topic: viewTopic, Key: []byte(sku), Value: body}, nil)
	return nil
}

// TrackViews counts visits of product pages, and fails if one of them could not be sent.
func (c *Catalog) TrackViews(ctx context.Context, skus []string) error {
	outcome := kgo.AbortingFirstErrPromise(c.client)
	for _, sku := range skus {
		body, err := json.Marshal(ProductViewed{EventID: uuid.NewString(), SKU: sku, ViewedAt: time.Now()})
		if err != nil {
			return fmt.Errorf("encode view of %s: %w", sku, err)
		}
		c.client.Produce(ctx, &kgo.Record{Topic: viewTopic, Key: []byte(sku), Value: body}, outcome.Promise())
	}
	return outcome.Err()
}

// Price is what a product costs.
type Price struct {
	SKU       string
	Cents     int64
	ValidFrom time.Time
}

// AnnouncePrice tells the price comparers what a product costs.
func (c *Catalog) AnnouncePrice(ctx context.Context, p Price) error {
	return c.send(ctx, priceTopic, p.SKU, PriceAnnounced{SKU: p.SKU, Cents: p.Cents, ValidFrom: p.ValidFrom})
}

// SetPrice tells the price comparers what a product costs.
func (c *Catalog) SetPrice(ctx context.Context, p Price) error {
	return c.send(ctx, priceTopic, p.SKU, PriceSet{EventID: uuid.NewString(), SKU: p.SKU, Cents: p.Cents, ValidFrom: p.ValidFrom})
}

// Reindex lets the search engine read some products again.
func (c *Catalog) Reindex(ctx context.Context, skus []string) error {
	for _, sku := range skus {
		record, err := reindex(sku)
		if err != nil {
			return err
		}
		c.client.ProduceSync(ctx, record)
	}
	return nil
}

// ReindexAll lets the search engine read some products again, and fails if it could not be told of one.
func (c *Catalog) ReindexAll(ctx context.Context, skus []string) error {
	records := make([]*kgo.Record, 0, len(skus))
	for _, sku := range skus {
		record, err := reindex(sku)
		if err != nil {
			return err
		}
		records = append(records, record)
	}
	return c.client.ProduceSync(ctx, records...).FirstErr()
}

func reindex(sku string) (*kgo.Record, error) {
	body, err := json.Marshal(ReindexRequested{EventID: uuid.NewString(), SKU: sku})
	if err != nil {
		return nil, fmt.Errorf("encode reindex of %s: %w", sku, err)
	}
	return &kgo.Record{Topic: reindexTopic, Key: []byte(sku), Value: body}, nil
}

// Discontinue takes a product out of the search engine.
func (c *Catalog) Discontinue(ctx context.Context, sku, reason string) error {
	return c.send(ctx, productTopic, sku, ProductDiscontinued{EventID: uuid.NewString(), SKU: sku, Reason: reason})
}

// Retire takes a product out of the search engine.
func (c *Catalog) Retire(ctx context.Context, sku, reason string) error {
	return c.send(ctx, productTopic, sku, ProductRetired{EventID: uuid.NewString(), SchemaVersion: 1, SKU: sku, Reason: reason})
}

func (c *Catalog) send(ctx context.Context, topic, key string, payload any) error {
	body, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("encode %T: %w", payload, err)
	}
	if err := c.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Key: []byte(key), Value: body}).FirstErr(); err != nil {
		return fmt.Errorf("publish %T to %s: %w", payload, topic, err)
	}
	return nil
}
