// Package events is what billing tells the other contexts.
package events

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

// The topics of billing.
const (
	InvoiceTopic = "shop.invoices.v1"
	DunningTopic = "shop.dunning"
)

// KeyHeader names the metadata with the partition key.
const KeyHeader = "key"

// InvoiceIssued tells that a customer has to pay.
type InvoiceIssued struct {
	InvoiceID string    `json:"invoice_id"`
	OrderID   string    `json:"order_id"`
	Cents     int64     `json:"cents"`
	IssuedAt  time.Time `json:"issued_at"`
}

// PaymentReceived tells that a customer has paid.
type PaymentReceived struct {
	PaymentID  string    `json:"payment_id"`
	InvoiceID  string    `json:"invoice_id"`
	Cents      int64     `json:"cents"`
	ReceivedAt time.Time `json:"received_at"`
}

// PaymentRefunded tells that a customer has the money back.
type PaymentRefunded struct {
	PaymentID string `json:"payment_id"`
	Cents     int64  `json:"cents"`
}

// DunningStarted tells that an invoice is overdue.
type DunningStarted struct {
	InvoiceID string `json:"invoice_id"`
	Level     int    `json:"level"`
}

// InvoiceOverdueV1 tells that an invoice is overdue.
type InvoiceOverdueV1 struct {
	InvoiceID string `json:"invoice_id"`
	Level     int    `json:"level"`
}

// Message makes the message of an event. Messages of one key stay in order.
func Message(key string, payload any) (*message.Message, error) {
	body, err := json.Marshal(payload)
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", payload, err)
	}
	msg := message.NewMessage(watermill.NewUUID(), body)
	msg.Metadata.Set(KeyHeader, key)
	return msg, nil
}
