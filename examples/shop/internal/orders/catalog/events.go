package catalog

import "time"

const (
	viewTopic    = "shop.catalog-views.v1"
	priceTopic   = "shop.prices.v1"
	productTopic = "shop.products"
	reindexTopic = "shop.catalog-reindex.v1"
)

// ProductViewed tells that a product page was opened.
type ProductViewed struct {
	EventID  string    `json:"event_id"`
	SKU      string    `json:"sku"`
	ViewedAt time.Time `json:"viewed_at"`
}

// ReindexRequested tells that what the search engine knows of a product is old.
type ReindexRequested struct {
	EventID string `json:"event_id"`
	SKU     string `json:"sku"`
}

// PriceAnnounced tells what a product costs.
//
// Deprecated: ends on 2036-09-01; use Price@2.
type PriceAnnounced struct {
	SKU       string    `json:"sku"`
	Cents     int64     `json:"cents"`
	ValidFrom time.Time `json:"valid_from"`
}

// PriceSet tells what a product costs from now on.
type PriceSet struct {
	EventID   string    `json:"event_id"`
	SKU       string    `json:"sku"`
	Cents     int64     `json:"cents"`
	ValidFrom time.Time `json:"valid_from"`
}

// ProductDiscontinued tells that a product is not sold any more.
type ProductDiscontinued struct {
	EventID string `json:"event_id"`
	SKU     string `json:"sku"`
	Reason  string `json:"reason"`
}

// ProductRetired tells that a product is not sold any more.
type ProductRetired struct {
	EventID       string `json:"event_id"`
	SchemaVersion int    `json:"schema_version"`
	SKU           string `json:"sku"`
	Reason        string `json:"reason"`
}
