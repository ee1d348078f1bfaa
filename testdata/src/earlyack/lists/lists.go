// Package lists takes jobs out of lists.
package lists

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/rueidis"
)

type job struct{ ID string }

type worker struct{ db *sql.DB }

func (w *worker) run(ctx context.Context, j job) error {
	_, err := w.db.ExecContext(ctx, "UPDATE jobs SET done = true WHERE id = $1", j.ID)
	return err
}

func (w *worker) pops(ctx context.Context, client *redis.Client) error {
	for {
		popped, err := client.BLPop(ctx, time.Minute, "jobs").Result() // want "error: messages are settled as they are received, so those whose handling fails are lost"
		if err != nil {
			return err
		}
		var j job
		if err := json.Unmarshal([]byte(popped[1]), &j); err != nil {
			log.Print(err)
			continue
		}
		if err := w.run(ctx, j); err != nil {
			return err
		}
	}
}

func (w *worker) popsToo(ctx context.Context, client rueidis.Client) error {
	for {
		popped, err := client.Do(ctx, client.B().Blpop().Key("jobs").Timeout(0).Build()).AsStrSlice() // want "error: messages are settled as they are received, so those whose handling fails are lost"
		if err != nil {
			return err
		}
		var j job
		if err := json.Unmarshal([]byte(popped[1]), &j); err != nil {
			log.Print(err)
			continue
		}
		if err := w.run(ctx, j); err != nil {
			return err
		}
	}
}

// watch only says what it sees.
func (w *worker) watch(ctx context.Context, client *redis.Client) error {
	for {
		popped, err := client.BLPop(ctx, time.Minute, "news").Result()
		if err != nil {
			return err
		}
		log.Print(popped)
	}
}
