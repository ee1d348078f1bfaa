// Package session has transactions of MongoDB, which are in the context of a session.
package session

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo"
)

type row struct{ ID string }
type outboxRow struct{ ID string }

type shop struct {
	client         *mongo.Client
	orders, outbox *mongo.Collection
}

func (s *shop) outside(ctx context.Context) error {
	return s.client.UseSession(ctx, func(session mongo.SessionContext) error {
		if err := session.StartTransaction(); err != nil {
			return err
		}
		if _, err := s.orders.InsertOne(session, row{"1"}); err != nil {
			session.AbortTransaction(session)
			return err
		}
		if _, err := s.outbox.InsertOne(ctx, outboxRow{"1"}); err != nil { // want "error: event is written beside the transaction"
			session.AbortTransaction(session)
			return err
		}
		return session.CommitTransaction(session)
	})
}

func (s *shop) inside(ctx context.Context) error {
	return s.client.UseSession(ctx, func(ctx mongo.SessionContext) error {
		if err := ctx.StartTransaction(); err != nil {
			return err
		}
		if _, err := s.orders.InsertOne(ctx, row{"1"}); err != nil {
			ctx.AbortTransaction(ctx)
			return err
		}
		if _, err := s.outbox.InsertOne(ctx, outboxRow{"1"}); err != nil {
			ctx.AbortTransaction(ctx)
			return err
		}
		return ctx.CommitTransaction(ctx)
	})
}

// No transaction is started.
func (s *shop) alone(ctx context.Context) error {
	return s.client.UseSession(ctx, func(session mongo.SessionContext) error {
		_, err := s.orders.InsertOne(ctx, row{"1"})
		return err
	})
}
