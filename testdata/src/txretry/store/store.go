// Package store runs transactions, with and without trying again.
package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

var errConflict = errors.New("conflict")

type txKey struct{}

// Stubborn tries a transaction again when it conflicts with another.
type Stubborn struct{ DB *sql.DB }

// Do runs fn in a transaction, up to three times.
func (s *Stubborn) Do(ctx context.Context, fn func(ctx context.Context) error) error {
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		if err = once(ctx, s.DB, fn); err == nil || !errors.Is(err, errConflict) {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// Once runs a transaction a single time.
type Once struct{ DB *sql.DB }

// Do runs fn in a transaction.
func (o *Once) Do(ctx context.Context, fn func(ctx context.Context) error) error {
	return once(ctx, o.DB, fn)
}

func once(ctx context.Context, db *sql.DB, fn func(ctx context.Context) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(context.WithValue(ctx, txKey{}, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

// Mongo runs transactions with the driver's own loop.
type Mongo struct{ Client *mongo.Client }

// Do runs fn in a transaction.
func (m *Mongo) Do(ctx context.Context, fn func(ctx context.Context) error) error {
	session, err := m.Client.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	_, err = session.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		return nil, fn(ctx)
	})
	return err
}
