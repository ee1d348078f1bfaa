package events

import "time"

// ReminderTopic is where reminders go, by invoice id.
const ReminderTopic = "shop.reminders"

// ReminderSent tells that a customer was reminded of an invoice.
type ReminderSent struct {
	InvoiceID string    `json:"invoice_id"`
	Email     string    `json:"email"`
	SentAt    time.Time `json:"sent_at"`
}
