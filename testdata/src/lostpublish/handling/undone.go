package handling

import (
	"context"
	"database/sql"
	"log"

	"github.com/segmentio/kafka-go"
)

// undone rolls back, and returns whether that worked: a failure becomes a success.
func (s *service) undone(ctx context.Context, tx *sql.Tx, m kafka.Message) (err error) {
	defer log.Print("done")
	if err = s.w.WriteMessages(ctx, m); err != nil { // want "error: result of the publish is dropped"
		err = tx.Rollback()
		return
	}
	return tx.Commit()
}

// undoneAndTold rolls back and returns what went wrong.
func (s *service) undoneAndTold(ctx context.Context, tx *sql.Tx, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		if undo := tx.Rollback(); undo != nil {
			log.Print(undo)
		}
		return err
	}
	return tx.Commit()
}

// undoneAndRefused rolls back and says that it failed.
func (s *service) undoneAndRefused(ctx context.Context, tx *sql.Tx, m kafka.Message) (bool, error) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		return false, tx.Rollback()
	}
	return true, tx.Commit()
}

// undoneQuietly rolls back, and has nobody to tell.
func (s *service) undoneQuietly(ctx context.Context, tx *sql.Tx, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		_ = tx.Rollback()
		return
	}
	_ = tx.Commit()
}
