// Package databases writes through every database library before it publishes.
package databases

import (
	"context"
	"database/sql"

	"github.com/Masterminds/squirrel"
	"github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2"
	pgxpool4 "github.com/jackc/pgx/v4/pgxpool"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/segmentio/kafka-go"
	"github.com/uptrace/bun"
	mongo1 "go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"

	"dualwrite/sqlc"
	"example.com/ent"
)

type order struct{ ID string }

type databases struct {
	kafka   *kafka.Writer
	db      *sql.DB
	stmt    *sql.Stmt
	sqlx    *sqlx.DB
	pool    *pgxpool.Pool
	pool4   *pgxpool4.Pool
	gorm    *gorm.DB
	bun     *bun.DB
	ent     *ent.Client
	queries *sqlc.Queries
	orders  *mongo.Collection
	orders1 *mongo1.Collection
	getter  *pgxv5.CtxGetter
	tr      pgxv5.Tr
}

func (s *databases) publish(ctx context.Context, o order) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(o.ID)})
}

func (s *databases) prepared(ctx context.Context, o order) error {
	if _, err := s.stmt.ExecContext(ctx, o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) returning(ctx context.Context, o order) error {
	if err := s.db.QueryRowContext(ctx, "INSERT INTO orders DEFAULT VALUES RETURNING id").Scan(&o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) named(ctx context.Context, o order) error {
	if _, err := s.sqlx.NamedExec("INSERT INTO orders (id) VALUES (:id)", o); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) built(ctx context.Context, o order) error {
	if _, err := squirrel.Insert("orders").Values(o.ID).RunWith(s.db).Exec(); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) batch(ctx context.Context, o order) error {
	batch := &pgx.Batch{}
	batch.Queue("INSERT INTO orders (id) VALUES ($1)", o.ID)
	if err := s.pool.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) copied(ctx context.Context, o order) error {
	if _, err := s.pool.CopyFrom(ctx, pgx.Identifier{"orders"}, []string{"id"}, pgx.CopyFromRows([][]any{{o.ID}})); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) pgx4(ctx context.Context, o order) error {
	if _, err := s.pool4.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) gormFirstOrCreate(ctx context.Context, o order) error {
	if err := s.gorm.WithContext(ctx).Where("id = ?", o.ID).FirstOrCreate(&o).Error; err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) gormGenerics(ctx context.Context, o order) error {
	if err := gorm.G[order](s.gorm).Create(ctx, &o); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) gormExec(ctx context.Context, o order) error {
	if err := gorm.G[order](s.gorm).Exec(ctx, "UPDATE orders SET paid = true WHERE id = ?", o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) bunInsert(ctx context.Context, o order) error {
	if _, err := s.bun.NewInsert().Model(&o).Exec(ctx); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) entCreate(ctx context.Context, o order) error {
	if _, err := s.ent.Order.Create().SetStatus(o.ID).Save(ctx); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) sqlcCreate(ctx context.Context, o order) error {
	if err := s.queries.CreateOrder(ctx, o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) mongo(ctx context.Context, o order) error {
	if _, err := s.orders.InsertOne(ctx, o); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) mongo1(ctx context.Context, o order) error {
	if _, err := s.orders1.InsertOne(ctx, o); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

func (s *databases) managed(ctx context.Context, o order) error {
	if _, err := s.getter.DefaultTrOrDB(ctx, s.tr).Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o) // want "info: event is published after"
}

// Nothing is written that could disagree with the event.
func (s *databases) read(ctx context.Context, o order) error {
	if err := s.db.QueryRowContext(ctx, "SELECT id FROM orders WHERE id = $1", o.ID).Scan(&o.ID); err != nil {
		return err
	}
	if err := s.gorm.Where("id = ?", o.ID).First(&o).Error; err != nil {
		return err
	}
	if _, err := s.queries.GetOrder(ctx, o.ID); err != nil {
		return err
	}
	return s.publish(ctx, o)
}

// Tables are made when the program starts: no event tells of that.
func (s *databases) gormMigrate(ctx context.Context, o order) error {
	if err := s.gorm.AutoMigrate(&o); err != nil {
		return err
	}
	return s.publish(ctx, o)
}
