// Package libraries has one pair for each library.
package libraries

import (
	"context"
	"database/sql"

	"github.com/IBM/sarama"
	"github.com/avito-tech/go-transaction-manager/trm/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

type all struct {
	sarama  sarama.SyncProducer
	async   sarama.AsyncProducer
	js      nats.JetStreamContext
	core    *nats.Conn
	amqp    *amqp091.Channel
	redis   *redis.Client
	kafka   *kafka.Writer
	gorm    *gorm.DB
	sqlx    *sqlx.DB
	pool    *pgxpool.Pool
	manager trm.Manager
}

func (a *all) gormBegin() error {
	tx := a.gorm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	if _, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "t"}); err != nil { // want "error: event"
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func (a *all) gormAfter() error {
	tx := a.gorm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	_, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "t"})
	return err
}

func (a *all) gormClosure(ctx context.Context) error {
	return a.gorm.Transaction(func(tx *gorm.DB) error {
		if err := tx.WithContext(ctx).Model(a).Where("id = ?", 1).Update("a", 2).Error; err != nil {
			return err
		}
		_, err := a.js.Publish("t", nil) // want "error: event"
		return err
	})
}

func (a *all) gormChannel() error {
	return a.gorm.Transaction(func(tx *gorm.DB) error {
		a.async.Input() <- &sarama.ProducerMessage{Topic: "t"} // want "error: event"
		return nil
	})
}

func (a *all) sqlxBegin(ctx context.Context) error {
	tx, err := a.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Err(); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (a *all) sqlxAfter(ctx context.Context) error {
	tx, err := a.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Err()
}

func (a *all) pgxSavepoint(ctx context.Context) error {
	tx, err := a.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	sp, err := tx.Begin(ctx)
	if err != nil {
		return err
	}
	if err := sp.Commit(ctx); err != nil {
		return err
	}
	err = a.amqp.PublishWithContext(ctx, "x", "k", false, false, amqp091.Publishing{}) // want "error: event"
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func (a *all) pgxFunc(ctx context.Context) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		return a.kafka.WriteMessages(ctx, kafka.Message{}) // want "error: event"
	})
}

func (a *all) pgxReadOnly(ctx context.Context) error {
	tx, err := a.pool.BeginTx(ctx, pgx.TxOptions{AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	return a.kafka.WriteMessages(ctx, kafka.Message{})
}

func (a *all) ambient(ctx context.Context) error {
	return a.manager.Do(ctx, func(ctx context.Context) error {
		return a.kafka.WriteMessages(ctx, kafka.Message{}) // want "error: event"
	})
}

func (a *all) signal(ctx context.Context) error {
	return a.manager.Do(ctx, func(ctx context.Context) error {
		return a.core.Publish("t", nil) // want "warning: event"
	})
}

func (a *all) noTransaction(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "INSERT INTO t VALUES (1)"); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{})
}
