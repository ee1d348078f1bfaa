package inbox

import (
	"context"
	"time"
)

// Has looks a message up.
func (i *Inbox) Has(ctx context.Context, id string) (bool, error) {
	var n int
	err := i.DB.QueryRowContext(ctx, "SELECT count(*) FROM inbox WHERE id = $1", id).Scan(&n)
	return n > 0, err
}

// Add notes it.
func (i *Inbox) Add(ctx context.Context, id string) error {
	_, err := i.DB.ExecContext(ctx, "INSERT INTO inbox (id) VALUES ($1)", id)
	return err
}

// Seen looks it up in Redis.
func (i *Inbox) Seen(ctx context.Context, id string) (bool, error) {
	n, err := i.Redis.Exists(ctx, "seen:"+id).Result()
	return n > 0, err
}

// Mark notes it there.
func (i *Inbox) Mark(ctx context.Context, id string) error {
	return i.Redis.Set(ctx, "seen:"+id, 1, time.Hour).Err()
}
