package databases

import (
	"context"

	"cloud.google.com/go/datastore"
	"cloud.google.com/go/spanner"
	"github.com/go-pg/pg/v10"
	pg9 "github.com/go-pg/pg/v9"
	"github.com/segmentio/kafka-go"
)

type pgs struct {
	kafka     *kafka.Writer
	pg        *pg.DB
	pg9       *pg9.DB
	spanner   *spanner.Client
	datastore *datastore.Client
}

type row struct{ ID int }

func (s *pgs) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *pgs) begin(ctx context.Context, o *row) error {
	tx, err := s.pg.BeginContext(ctx)
	if err != nil {
		return err
	}
	defer tx.Close()
	if _, err := tx.Model(o).WherePK().Update(); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *pgs) committed(ctx context.Context, o *row) error {
	tx, err := s.pg.Begin()
	if err != nil {
		return err
	}
	defer tx.Close()
	if _, err := tx.ModelContext(ctx, o).Insert(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *pgs) closure(ctx context.Context, o *row) error {
	return s.pg.RunInTransaction(ctx, func(tx *pg.Tx) error {
		if _, err := tx.Model(o).Insert(); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *pgs) after(ctx context.Context, o *row) error {
	err := s.pg.RunInTransaction(ctx, func(tx *pg.Tx) error {
		_, err := tx.Model(o).Insert()
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// Through the interface that a database and a transaction have in common.
func (s *pgs) either(ctx context.Context, db pg.DBI, o *row) error {
	return db.RunInTransaction(ctx, func(tx *pg.Tx) error {
		return s.publish(ctx) // want "error: event"
	})
}

func (s *pgs) version9(ctx context.Context, o *row) error {
	return s.pg9.RunInTransaction(func(tx *pg9.Tx) error {
		if err := tx.Insert(o); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *pgs) version9After(ctx context.Context, o *row) error {
	if err := s.pg9.RunInTransaction(func(tx *pg9.Tx) error { return tx.Insert(o) }); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *pgs) spannerBegin(ctx context.Context) error {
	tx, err := spanner.NewReadWriteStmtBasedTransaction(ctx, s.spanner)
	if err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		tx.Rollback(ctx)
		return err
	}
	_, err = tx.Commit(ctx)
	return err
}

func (s *pgs) spannerCommitted(ctx context.Context) error {
	tx, err := spanner.NewReadWriteStmtBasedTransaction(ctx, s.spanner)
	if err != nil {
		return err
	}
	if _, err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *pgs) datastoreBegin(ctx context.Context, o *row) error {
	tx, err := s.datastore.NewTransaction(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Put(datastore.NameKey("order", "1", nil), o); err != nil {
		return tx.Rollback()
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return tx.Rollback()
	}
	_, err = tx.Commit()
	return err
}

func (s *pgs) datastoreCommitted(ctx context.Context, o *row) error {
	tx, err := s.datastore.NewTransaction(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Put(datastore.NameKey("order", "1", nil), o); err != nil {
		return tx.Rollback()
	}
	if _, err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}
