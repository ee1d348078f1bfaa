// Package sql stands in for the real library in fixtures.
package sql

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type Result interface{ RowsAffected() (int64, error) }

type Rows interface {
	Close() error
	Next() bool
	Scan(dest ...any) error
}

type ContextExecutor interface {
	ExecContext(ctx context.Context, query string, args ...any) (Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (Rows, error)
}

type Tx interface {
	ContextExecutor
	Commit() error
	Rollback() error
}

type Beginner interface {
	BeginTx(context.Context, *sql.TxOptions) (Tx, error)
	ContextExecutor
}

type SQLBeginner interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func BeginnerFromStdSQL(sqlBeginner SQLBeginner) Beginner { panic("stub") }
func TxFromStdSQL(tx *sql.Tx) Tx                          { panic("stub") }

type PublisherConfig struct{}

type Publisher struct{ db ContextExecutor }

func NewPublisher(db ContextExecutor, config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic("stub")
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }

type SubscriberConfig struct{ ConsumerGroup string }

type Subscriber struct{ config SubscriberConfig }

func NewSubscriber(db Beginner, config SubscriberConfig, logger watermill.LoggerAdapter) (*Subscriber, error) {
	panic("stub")
}

func (s *Subscriber) Subscribe(ctx context.Context, topic string) (o <-chan *message.Message, err error) {
	panic("stub")
}
func (s *Subscriber) Close() error { panic("stub") }
