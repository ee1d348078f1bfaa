// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

var writer *kafka.Writer

type order struct{ ID string }

func (o *order) AfterCreate(tx *gorm.DB) error { // bad
	return writer.WriteMessages(context.Background(), kafka.Message{Topic: "orders.v1", Value: []byte(o.ID)}) // want "error: event is published from an ORM hook, before the statement's transaction commits"
}

type outboxRow struct{ Topic, Payload string }

type invoice struct{ ID string }

func (i *invoice) AfterCreate(tx *gorm.DB) error { // good
	return tx.Create(&outboxRow{Topic: "invoices.v1", Payload: i.ID}).Error
}
