// Package databases publishes after the commit of every further database library, its error checked and not.
package databases

import (
	"context"

	pgxpool4 "github.com/jackc/pgx/v4/pgxpool"
	"github.com/segmentio/kafka-go"
	"github.com/uptrace/bun"
	mongo1 "go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"example.com/ent"
)

type databases struct {
	kafka  *kafka.Writer
	pool4  *pgxpool4.Pool
	bun    *bun.DB
	ent    *ent.Client
	mongo  *mongo.Client
	mongo1 *mongo1.Client
}

func (s *databases) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *databases) pgx4(ctx context.Context) error {
	tx, err := s.pool4.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES (1)"); err != nil {
		return err
	}
	_ = tx.Commit(ctx)
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *databases) pgx4Checked(ctx context.Context) error {
	tx, err := s.pool4.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES (1)"); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *databases) bunTx(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
		return tx.Rollback()
	}
	tx.Commit()
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *databases) bunChecked(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *databases) entTx(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().Save(ctx); err != nil {
		return tx.Rollback()
	}
	tx.Commit()
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *databases) entChecked(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().Save(ctx); err != nil {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *databases) mongoSession(ctx context.Context, session *mongo.Session) error {
	if err := session.StartTransaction(); err != nil {
		return err
	}
	_ = session.CommitTransaction(ctx)
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *databases) mongoChecked(ctx context.Context, session *mongo.Session) error {
	if err := session.StartTransaction(); err != nil {
		return err
	}
	if err := session.CommitTransaction(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *databases) mongo1Session(ctx context.Context, session mongo1.Session) error {
	if err := session.StartTransaction(); err != nil {
		return err
	}
	_ = session.CommitTransaction(ctx)
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *databases) mongo1Checked(ctx context.Context, session mongo1.Session) error {
	if err := session.StartTransaction(); err != nil {
		return err
	}
	if err := session.CommitTransaction(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}
