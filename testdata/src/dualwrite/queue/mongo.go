package queue

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

type outboxDocument struct{ ID, Body string }

type orderDocument struct{ ID, Body string }

type documents struct {
	collection *mongo.Collection
	q          broker
}

// sweep forwards what waits in a collection.
func (d *documents) sweep(ctx context.Context) error {
	cursor, err := d.collection.Find(ctx, nil)
	if err != nil {
		return err
	}
	for cursor.Next(ctx) {
		var row outboxDocument
		if err := cursor.Decode(&row); err != nil {
			return err
		}
		if err := d.forward(ctx, &row); err != nil {
			return err
		}
	}
	return nil
}

// forward takes one of them, sends it and deletes it.
func (d *documents) forward(ctx context.Context, row *outboxDocument) error {
	if _, err := d.collection.UpdateOne(ctx, row.ID, "taken"); err != nil {
		return err
	}
	if err := d.q.Send(ctx, "orders.v1", row.ID); err != nil {
		return err
	}
	_, err := d.collection.DeleteOne(ctx, row.ID)
	return err
}

// next forwards the next one.
func (d *documents) next(ctx context.Context) error {
	var row outboxDocument
	if err := d.collection.FindOne(ctx, nil).Decode(&row); err != nil {
		return err
	}
	if err := d.q.Send(ctx, "orders.v1", row.ID); err != nil {
		return err
	}
	_, err := d.collection.DeleteOne(ctx, row.ID)
	return err
}

// cancel is about an order.
func (d *documents) cancel(ctx context.Context, order *orderDocument) error {
	if err := d.q.Send(ctx, "orders.cancelled.v1", order.ID); err != nil { // want "warning: event is published before the write"
		return err
	}
	_, err := d.collection.DeleteOne(ctx, order.ID)
	return err
}
