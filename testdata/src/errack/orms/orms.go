// Package orms keeps the outcome of a statement in the handle that it was made with.
package orms

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
	"gorm.io/gorm"
)

type order struct {
	gorm.Model
	Paid bool
}

func consume(ctx context.Context, db *gorm.DB, deliveries <-chan amqp091.Delivery) error {
	for d := range deliveries {
		if err := shared(db, d.MessageId, string(d.Body)); err != nil {
			return err
		}
		if err := apart(ctx, db, d.MessageId); err != nil {
			return err
		}
		if err := unlooked(db, d.MessageId); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

// shared looks at the handle, which has the error of what was done through it.
func shared(db *gorm.DB, id, note string) error {
	q := db.Model(&order{})
	if note == "" {
		q.Where("id = ?", id).Update("paid", true)
	} else {
		q.Where("id = ?", id).Update("note", note)
	}
	if q.Error != nil {
		log.Print(q.Error)
		return q.Error
	}
	return nil
}

// apart looks at a session, of which each statement has a handle of its own.
func apart(ctx context.Context, db *gorm.DB, id string) error {
	session := db.WithContext(ctx)
	session.Where("id = ?", id).Updates(&order{Paid: true}) // want "failure to handle the message is dropped"
	if session.Error != nil {
		log.Print(session.Error)
	}
	return nil
}

func unlooked(db *gorm.DB, id string) error {
	q := db.Model(&order{})
	q.Where("id = ?", id).Update("paid", true) // want "failure to handle the message is dropped"
	return nil
}
