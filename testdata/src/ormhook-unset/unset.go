// Package unset has hooks of a program that takes GORM's transaction around each statement away: they run inside one only if their caller opened it.
package unset

import (
	"context"

	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

var writer *kafka.Writer

func open(d gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(d, &gorm.Config{SkipDefaultTransaction: true})
}

type order struct{ ID string }

func (o *order) AfterCreate(tx *gorm.DB) error {
	return writer.WriteMessages(context.Background(), kafka.Message{Topic: "orders.v1", Value: []byte(o.ID)}) // want "warning: event is published from an ORM hook, before a transaction around the statement commits"
}
