// Package libraries writes through several libraries.
package libraries

import (
	"context"
	"database/sql"

	"github.com/Masterminds/squirrel"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/nsqio/go-nsq"
	"github.com/redis/go-redis/v9"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Note is a row with a key of the database's making.
type Note struct {
	gorm.Model
	Text string
}

// Named is a row that the message names.
type Named struct {
	ID   string `gorm:"primaryKey" bun:"id,pk" bson:"_id" db:"id"`
	Text string `db:"text"`
}

// Mail is a row that belongs to an event.
type Mail struct {
	Number  int64  `bun:"number,pk,autoincrement"`
	EventID string `gorm:"uniqueIndex" bun:"event_id,unique"`
	Text    string
}

// Entry is a row that the database numbers.
type Entry struct {
	Number int64 `bun:"number,pk,autoincrement"`
	Text   string
}

type handler struct {
	gorm  *gorm.DB
	sqlx  *sqlx.DB
	pgx   *pgxpool.Pool
	bun   *bun.DB
	sql   *sql.DB
	notes *mongo.Collection
	redis *redis.Client
}

func (h *handler) start(c *nsq.Consumer) {
	for _, handle := range []nsq.HandlerFunc{h.viaGorm, h.viaGormOnce, h.viaSqlx, h.viaSqlxOnce, h.viaPgx, h.viaBun, h.viaBunTwice, h.viaSquirrel, h.viaSquirrelTwice, h.viaMongo, h.viaMongoTwice, h.viaRedis} {
		c.AddHandler(handle)
	}
}

func parts(m *nsq.Message) (context.Context, string, string) {
	return context.Background(), string(m.ID[:]), string(m.Body)
}

func (h *handler) viaGorm(m *nsq.Message) error {
	_, _, text := parts(m)
	if err := h.gorm.Create(&Note{Text: text}).Error; err != nil { // want "warning: message that is delivered again inserts another row into \"Note\""
		return err
	}
	if err := h.gorm.Create(&Named{ID: uuid.NewString(), Text: text}).Error; err != nil { // want "warning: message that is delivered again inserts another row into \"Named\""
		return err
	}
	if err := h.gorm.Model(&Note{}).Where("text = ?", text).UpdateColumn("likes", gorm.Expr("likes + ?", 1)).Error; err != nil { // want "warning: message that is delivered again adds to \"likes\" once more"
		return err
	}
	return nil
}

func (h *handler) viaGormOnce(m *nsq.Message) error {
	_, id, text := parts(m)
	if err := h.gorm.Save(&Named{ID: id, Text: text}).Error; err != nil {
		return err
	}
	if err := h.gorm.Clauses(clause.OnConflict{DoNothing: true}).Create(&Note{Text: text}).Error; err != nil {
		return err
	}
	if err := h.gorm.Create(&Mail{EventID: id, Text: text}).Error; err != nil {
		return err
	}
	return h.gorm.Model(&Note{}).Where("text = ? AND version = ?", text, 1).UpdateColumn("likes", gorm.Expr("likes + ?", 1)).Error
}

func (h *handler) viaSqlx(m *nsq.Message) error {
	ctx, _, text := parts(m)
	tx, err := h.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.NamedExecContext(ctx, "INSERT INTO nameds (id, text) VALUES (:id, :text)", Named{ID: uuid.NewString(), Text: text}); err != nil { // want "warning: message that is delivered again inserts another row into \"nameds\""
		return err
	}
	return tx.Commit()
}

func (h *handler) viaSqlxOnce(m *nsq.Message) error {
	ctx, id, text := parts(m)
	tx, err := h.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.NamedExecContext(ctx, "INSERT INTO nameds (id, text) VALUES (:id, :text)", Named{ID: id, Text: text}); err != nil {
		return err
	}
	return tx.Commit()
}

func (h *handler) viaPgx(m *nsq.Message) error {
	ctx, id, text := parts(m)
	var n int64
	if err := h.pgx.QueryRow(ctx, "INSERT INTO notes (text, at) VALUES ($1, now()) RETURNING id", text).Scan(&n); err != nil { // want "warning: message that is delivered again inserts another row into \"notes\""
		return err
	}
	_, err := h.pgx.Exec(ctx, "INSERT INTO notes (id, text) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, text)
	return err
}

func (h *handler) viaBunTwice(m *nsq.Message) error {
	ctx, _, text := parts(m)
	_, err := h.bun.NewInsert().Model(&Entry{Text: text}).Exec(ctx) // want "warning: message that is delivered again inserts another row into \"Entry\""
	return err
}

func (h *handler) viaBun(m *nsq.Message) error {
	ctx, id, text := parts(m)
	if _, err := h.bun.NewInsert().Model(&Named{ID: id, Text: text}).Exec(ctx); err != nil {
		return err
	}
	if _, err := h.bun.NewInsert().Model(&Mail{EventID: id, Text: text}).Exec(ctx); err != nil {
		return err
	}
	_, err := h.bun.NewInsert().Model(&Entry{Text: text}).On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}

func (h *handler) viaSquirrelTwice(m *nsq.Message) error {
	ctx, _, text := parts(m)
	query, args, err := squirrel.Insert("notes").Columns("text").Values(text).ToSql() // want "warning: message that is delivered again inserts another row into \"notes\""
	if err != nil {
		return err
	}
	_, err = h.sql.ExecContext(ctx, query, args...)
	return err
}

func (h *handler) viaSquirrel(m *nsq.Message) error {
	ctx, id, text := parts(m)
	if _, err := squirrel.Insert("named").Columns("id", "text").Values(id, text).RunWith(h.sql).Exec(); err != nil {
		return err
	}
	query, args, err := squirrel.Insert("notes").Columns("text").Values(text).Suffix("ON CONFLICT DO NOTHING").ToSql()
	if err != nil {
		return err
	}
	_, err = h.sql.ExecContext(ctx, query, args...)
	return err
}

func (h *handler) viaMongoTwice(m *nsq.Message) error {
	ctx, id, text := parts(m)
	if _, err := h.notes.InsertOne(ctx, Named{ID: uuid.NewString(), Text: text}); err != nil { // want "warning: message that is delivered again inserts another row into \"Named\""
		return err
	}
	_, err := h.notes.UpdateOne(ctx, map[string]any{"_id": id}, map[string]any{"$inc": map[string]any{"likes": 1}}) // want "warning: message that is delivered again adds to a stored number once more"
	return err
}

func (h *handler) viaMongo(m *nsq.Message) error {
	ctx, id, text := parts(m)
	if _, err := h.notes.InsertOne(ctx, Named{ID: id, Text: text}); err != nil {
		return err
	}
	_, err := h.notes.UpdateOne(ctx, map[string]any{"_id": id}, map[string]any{"$set": map[string]any{"text": text}})
	return err
}

func (h *handler) viaRedis(m *nsq.Message) error {
	ctx, id, text := parts(m)
	if err := h.redis.RPush(ctx, "texts", text).Err(); err != nil { // want "warning: message that is delivered again appends to a stored list once more"
		return err
	}
	if err := h.redis.Incr(ctx, "texts:count").Err(); err != nil { // want "warning: message that is delivered again adds to a stored number once more"
		return err
	}
	n, err := h.redis.Incr(ctx, "sequence").Result() // a number is drawn
	if err != nil || n < 0 {
		return err
	}
	return h.redis.Set(ctx, "text:"+id, text, 0).Err()
}
