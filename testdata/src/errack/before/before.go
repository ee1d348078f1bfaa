// Package before does something before it asks for a message.
package before

import (
	"context"
	"database/sql"
	"log"
	"time"

	"github.com/segmentio/kafka-go"
)

type consumer struct {
	db     *sql.DB
	reader *kafka.Reader
}

func (c *consumer) slot(ctx context.Context) error {
	_, err := c.db.ExecContext(ctx, "UPDATE slots SET taken = taken + 1")
	return err
}

func (c *consumer) save(ctx context.Context, body []byte) error {
	_, err := c.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", body)
	return err
}

// limited waits for its turn: there is no message yet that could be lost.
func (c *consumer) limited(ctx context.Context) {
	for ctx.Err() == nil {
		if err := c.slot(ctx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		m, err := c.reader.FetchMessage(ctx)
		if err != nil {
			continue
		}
		if err := c.save(ctx, m.Value); err != nil {
			log.Print(err)
			return
		}
		if err := c.reader.CommitMessages(ctx, m); err != nil {
			log.Print(err)
		}
	}
}

// kept has the message already.
func (c *consumer) kept(ctx context.Context) {
	for ctx.Err() == nil {
		m, err := c.reader.FetchMessage(ctx)
		if err != nil {
			continue
		}
		if err := c.save(ctx, m.Value); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		if err := c.reader.CommitMessages(ctx, m); err != nil {
			log.Print(err)
		}
	}
}
