package databases

import (
	"context"
	"database/sql"

	"github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2"
	trmsqlx "github.com/avito-tech/go-transaction-manager/drivers/sqlx/v2"
	"github.com/avito-tech/go-transaction-manager/trm/v2"
	"github.com/avito-tech/go-transaction-manager/trm/v2/manager"
	"github.com/jackc/pgx/v5"
	pgxoutbox "github.com/nikolayk812/pgx-outbox"
	"github.com/nikolayk812/pgx-outbox/types"
	"github.com/oagudo/outbox"
	tableoutbox "github.com/pkritiotis/outbox"
	"github.com/riverqueue/river"
	"github.com/segmentio/kafka-go"
	mongo1 "go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

type managed struct {
	kafka   *kafka.Writer
	manager *manager.Manager
	getter  *trmsqlx.CtxGetter
	pgx     *pgxv5.CtxGetter
	sqlx    trmsqlx.Tr
	pool    pgxv5.Tr
	mongo   *mongo.Client
	mongo1  *mongo1.Client
	orders  *mongo.Collection
	orders1 *mongo1.Collection
	outbox  *outbox.Writer
	pgxbox  pgxoutbox.Writer
	table   tableoutbox.Publisher
	db      *sql.DB
	river   *river.Client[pgx.Tx]
	conn    *pgx.Conn
	args    river.JobArgs
}

func (s *managed) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *managed) ambient(ctx context.Context) error {
	return s.manager.Do(ctx, func(ctx context.Context) error {
		if _, err := s.getter.DefaultTrOrDB(ctx, s.sqlx).ExecContext(ctx, "INSERT INTO orders (id) VALUES (1)"); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *managed) ambientSettings(ctx context.Context, settings trm.Settings) error {
	return s.manager.DoWithSettings(ctx, settings, func(ctx context.Context) error {
		if _, err := s.pgx.DefaultTrOrDB(ctx, s.pool).Exec(ctx, "INSERT INTO orders (id) VALUES (1)"); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *managed) ambientAfter(ctx context.Context) error {
	err := s.manager.Do(ctx, func(ctx context.Context) error {
		_, err := s.getter.DefaultTrOrDB(ctx, s.sqlx).NamedExecContext(ctx, "INSERT INTO orders (id) VALUES (:id)", s)
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *managed) mongoSession(ctx context.Context) error {
	session, err := s.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if err := session.StartTransaction(); err != nil {
		return err
	}
	if _, err := s.orders.InsertOne(mongo.NewSessionContext(ctx, session), s); err != nil {
		return session.AbortTransaction(ctx)
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return session.AbortTransaction(ctx)
	}
	return session.CommitTransaction(ctx)
}

func (s *managed) mongoAfter(ctx context.Context) error {
	session, err := s.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if err := session.StartTransaction(); err != nil {
		return err
	}
	if _, err := s.orders.InsertOne(mongo.NewSessionContext(ctx, session), s); err != nil {
		return session.AbortTransaction(ctx)
	}
	if err := session.CommitTransaction(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *managed) mongo1Session(ctx context.Context) error {
	return s.mongo1.UseSession(ctx, func(sc mongo1.SessionContext) error {
		if err := sc.StartTransaction(); err != nil {
			return err
		}
		if _, err := s.orders1.InsertOne(sc, s); err != nil {
			return sc.AbortTransaction(sc)
		}
		if err := s.publish(sc); err != nil { // want "error: event"
			return sc.AbortTransaction(sc)
		}
		return sc.CommitTransaction(sc)
	})
}

// A session is not a transaction yet.
func (s *managed) mongo1NoTransaction(ctx context.Context) error {
	return s.mongo1.UseSession(ctx, func(sc mongo1.SessionContext) error {
		if _, err := s.orders1.InsertOne(sc, s); err != nil {
			return err
		}
		return s.publish(sc)
	})
}

// The event rolls back with the order.
func (s *managed) outboxes(ctx context.Context) error {
	if err := s.outbox.WriteOne(ctx, &outbox.Message{}, func(ctx context.Context, tx outbox.TxQueryer) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES (1)")
		return err
	}); err != nil {
		return err
	}
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.table.Send(tableoutbox.Message{Topic: "orders.v1"}, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, s.conn, func(tx pgx.Tx) error {
		if _, err := s.pgxbox.Write(ctx, tx, types.Message{Topic: "orders.v1"}); err != nil {
			return err
		}
		_, err := s.river.InsertTx(ctx, tx, s.args, nil)
		return err
	})
}

func (s *managed) insideOutbox(ctx context.Context) error {
	return s.outbox.WriteOne(ctx, &outbox.Message{}, func(ctx context.Context, tx outbox.TxQueryer) error {
		return s.publish(ctx) // want "error: event"
	})
}

// The same library's other function does not take part in the transaction.
func (s *managed) besideOutbox(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.conn, func(tx pgx.Tx) error {
		_, err := s.river.Insert(ctx, s.args, nil) // want "error: event is published before the transaction commits"
		return err
	})
}
