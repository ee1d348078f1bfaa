// Package inbox notes which messages were handled.
package inbox

import (
	"context"
	"database/sql"
	"time"

	"github.com/redis/go-redis/v9"
)

type Inbox struct {
	Redis *redis.Client
	DB    *sql.DB
}

// First tells whether a message comes for the first time.
func (i *Inbox) First(ctx context.Context, id string) (bool, error) {
	return i.Redis.SetNX(ctx, "seen:"+id, 1, time.Hour).Result()
}

// FirstRow tells it by a row.
func (i *Inbox) FirstRow(ctx context.Context, id string) (bool, error) {
	res, err := i.DB.ExecContext(ctx, "INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// Forget takes the note back.
func (i *Inbox) Forget(ctx context.Context, id string) error {
	return i.Redis.Del(ctx, "seen:"+id).Err()
}
