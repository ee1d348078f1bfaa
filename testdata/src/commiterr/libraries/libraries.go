// Package libraries has the ways in which libraries report a failed commit.
package libraries

import (
	"context"
	"database/sql"
	"errors"
	"log"

	"github.com/IBM/sarama"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/rabbitmq/amqp091-go"
	"gorm.io/gorm"
)

type all struct {
	gorm   *gorm.DB
	sqlx   *sqlx.DB
	db     *sql.DB
	pool   *pgxpool.Pool
	sarama sarama.SyncProducer
	amqp   *amqp091.Channel
}

func (a *all) publish(ctx context.Context) error {
	return a.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1"})
}

// The error is a field that nobody reads.
func (a *all) gormField(ctx context.Context) error {
	tx := a.gorm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	tx.Commit()
	return a.publish(ctx) // want "error: event is published after a commit"
}

func (a *all) gormFieldRead(ctx context.Context) error {
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
	return a.publish(ctx)
}

// The transaction has the field too.
func (a *all) gormFieldOfTx(ctx context.Context) error {
	tx := a.gorm.Begin()
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	if tx.Commit(); tx.Error != nil {
		return tx.Error
	}
	return a.publish(ctx)
}

func (a *all) gormFieldBefore(ctx context.Context) error {
	tx := a.gorm.Begin()
	if tx.Create(a); tx.Error != nil {
		tx.Rollback()
		return tx.Error
	}
	tx.Commit()
	return a.publish(ctx) // want "error: event is published after a commit"
}

func finish(tx *gorm.DB) error {
	tx.Commit()
	return tx.Error
}

func (a *all) gormHelper(ctx context.Context) error {
	tx := a.gorm.Begin()
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := finish(tx); err != nil {
		return err
	}
	return a.publish(ctx)
}

func (a *all) gormHelperDropped(ctx context.Context) error {
	tx := a.gorm.Begin()
	if err := tx.Create(a).Error; err != nil {
		tx.Rollback()
		return err
	}
	finish(tx)
	return a.publish(ctx) // want "error: event is published after a commit"
}

func (a *all) sqlxBlank(ctx context.Context) error {
	tx, err := a.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	_ = tx.Commit()
	_, _, err = a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1"}) // want "error: event is published after a commit"
	return err
}

func (a *all) sqlxSwitch(ctx context.Context) error {
	tx, err := a.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	switch err := tx.Commit(); {
	case err == nil:
		return a.publish(ctx)
	case errors.Is(err, sql.ErrTxDone):
		return nil
	default:
		return err
	}
}

// Published whatever became of the commit: nobody looked before.
func (a *all) checkedTooLate(ctx context.Context) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = tx.Commit()
	if perr := a.publish(ctx); perr != nil { // want "error: event is published after a commit"
		return perr
	}
	return err
}

func (a *all) checkedByNegation(ctx context.Context) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err = tx.Commit(); err == nil {
		err = a.publish(ctx)
	}
	return err
}

func (a *all) loggedAndLeft(ctx context.Context) {
	tx, err := a.pool.Begin(ctx)
	if err != nil {
		log.Print(err)
		return
	}
	if err := tx.Commit(ctx); err != nil {
		log.Print(err)
		return
	}
	if err := a.publish(ctx); err != nil {
		log.Print(err)
	}
}

// Nothing is published after a rollback's unread error: there is nothing to check.
func (a *all) rollback(ctx context.Context) error {
	tx, err := a.pool.Begin(ctx)
	if err != nil {
		return err
	}
	_ = tx.Rollback(ctx)
	return a.publish(ctx)
}

// The commit of another transaction is not this event's.
func (a *all) otherWay(ctx context.Context, dry bool) error {
	tx, err := a.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if dry {
		_ = tx.Commit(ctx)
		return nil
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return a.publish(ctx)
}
