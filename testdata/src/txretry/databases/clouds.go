package databases

import (
	"context"
	"database/sql"

	"cloud.google.com/go/datastore"
	"cloud.google.com/go/firestore"
	"cloud.google.com/go/spanner"
	"github.com/cockroachdb/cockroach-go/v2/crdb"
	crdbpgx4 "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgx"
	pgx4 "github.com/jackc/pgx/v4"
	"github.com/segmentio/kafka-go"
)

type clouds struct {
	kafka     *kafka.Writer
	db        *sql.DB
	spanner   *spanner.Client
	firestore *firestore.Client
	datastore *datastore.Client
}

func (s *clouds) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *clouds) spannerInside(ctx context.Context) error {
	_, err := s.spanner.ReadWriteTransaction(ctx, func(ctx context.Context, tx *spanner.ReadWriteTransaction) error {
		if err := tx.BufferWrite([]*spanner.Mutation{spanner.InsertMap("orders", map[string]any{"id": 1})}); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
	return err
}

func (s *clouds) spannerAfter(ctx context.Context) error {
	_, err := s.spanner.ReadWriteTransaction(ctx, func(ctx context.Context, tx *spanner.ReadWriteTransaction) error {
		_, err := tx.Update(ctx, spanner.Statement{SQL: "INSERT INTO orders (id) VALUES (1)"})
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *clouds) firestoreInside(ctx context.Context) error {
	order := s.firestore.Collection("orders").Doc("1")
	return s.firestore.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		if err := tx.Set(order, map[string]any{"placed": true}); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *clouds) firestoreAfter(ctx context.Context) error {
	order := s.firestore.Doc("orders/1")
	if err := s.firestore.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		return tx.Set(order, map[string]any{"placed": true})
	}); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *clouds) datastoreInside(ctx context.Context, order any) error {
	_, err := s.datastore.RunInTransaction(ctx, func(tx *datastore.Transaction) error {
		if _, err := tx.Put(datastore.NameKey("order", "1", nil), order); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
	return err
}

func (s *clouds) datastoreAfter(ctx context.Context, order any) error {
	if _, err := s.datastore.RunInTransaction(ctx, func(tx *datastore.Transaction) error {
		_, err := tx.Put(datastore.NameKey("order", "1", nil), order)
		return err
	}); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *clouds) cockroachPgx4(ctx context.Context, conn crdbpgx4.Conn) error {
	return crdbpgx4.ExecuteTx(ctx, conn, pgx4.TxOptions{}, func(tx pgx4.Tx) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

// The whole transaction is in what is run again.
func (s *clouds) cockroachExecute(ctx context.Context) error {
	return crdb.Execute(func() error {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := s.publish(ctx); err != nil { // want "error: event is published in a transaction that can run again"
			return err
		}
		return tx.Commit()
	})
}

// Nothing that is run again publishes.
func (s *clouds) cockroachExecuteAfter(ctx context.Context) error {
	err := crdb.Execute(func() error {
		_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}
