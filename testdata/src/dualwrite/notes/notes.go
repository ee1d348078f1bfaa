// Package notes writes down what was published.
package notes

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

type event struct {
	ID   string
	Body []byte
}

type notification struct {
	ID     string
	Status string
	SentAt time.Time
}

type service struct {
	db   *sql.DB
	gorm *gorm.DB
	bun  *bun.DB
	w    *kafka.Writer
}

func (s *service) send(ctx context.Context, e event) error {
	return s.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(e.ID), Value: e.Body})
}

func (s *service) sentAt(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE events SET published_at = now() WHERE id = $1", e.ID)
	return err
}

func (s *service) status(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE notifications SET status = 'sent' WHERE id = $1", e.ID)
	return err
}

func (s *service) statusArgument(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE notifications SET status = $1 WHERE id = $2", "sent", e.ID)
	return err
}

// someTable notes it in a table whose name is a setting.
func (s *service) someTable(ctx context.Context, table string, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, fmt.Sprintf("update %s set dispatched = true, dispatched_at = now() where id = $1", table), e.ID)
	return err
}

// Business data, in a table whose name is a setting.
func (s *service) someData(ctx context.Context, table string, e event) error {
	if err := s.send(ctx, e); err != nil { // want "event is published before the write it tells of"
		return err
	}
	_, err := s.db.ExecContext(ctx, fmt.Sprintf("update %s set paid = true where id = $1", table), e.ID)
	return err
}

// Business data, not a note about the event.
func (s *service) shipped(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil { // want "warning: event is published before the write"
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE orders SET status = 'shipped' WHERE id = $1", e.ID)
	return err
}

// Either outcome is written down.
func (s *service) outcome(ctx context.Context, e event) error {
	status := "ok"
	if err := s.send(ctx, e); err != nil {
		status = "error"
	}
	_, err := s.db.ExecContext(ctx, "UPDATE attempts SET state = $1 WHERE id = $2", status, e.ID)
	return err
}

func (s *service) bothOutcomes(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		if _, werr := s.db.ExecContext(ctx, "UPDATE jobs SET state = 'error' WHERE id = $1", e.ID); werr != nil {
			return werr
		}
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE jobs SET state = 'ok' WHERE id = $1", e.ID)
	return err
}

func (s *service) gormColumn(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	return s.gorm.Model(&notification{}).Where("id = ?", e.ID).Update("sent_at", time.Now()).Error
}

func (s *service) gormSave(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil { // want "warning: event is published before the write"
		return err
	}
	return s.gorm.Save(&notification{ID: e.ID}).Error
}

func (s *service) deleted(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "DELETE FROM outbox WHERE id = $1", e.ID)
	return err
}

type eventSent struct{ ID string }

type parcelSent struct{ ID string }

func (s *service) sentRow(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	return s.markSent(ctx, eventSent{ID: e.ID})
}

func (s *service) markSent(ctx context.Context, row eventSent) error {
	_, err := s.bun.NewInsert().Model(&row).Exec(ctx)
	return err
}

func (s *service) sentTable(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO published_events (id) VALUES ($1)", e.ID)
	return err
}

// What is sent is a parcel here.
func (s *service) parcelRow(ctx context.Context, e event) error {
	if err := s.send(ctx, e); err != nil { // want "warning: event is published before the write"
		return err
	}
	row := parcelSent{ID: e.ID}
	_, err := s.bun.NewInsert().Model(&row).Exec(ctx)
	return err
}
