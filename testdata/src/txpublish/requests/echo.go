package requests

import (
	"database/sql"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/segmentio/kafka-go"
)

type web struct {
	db     *sql.DB
	writer *kafka.Writer
}

func (s *web) transactional(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		tx, err := s.db.BeginTx(c.Request().Context(), nil)
		if err != nil {
			return err
		}
		c.Set("tx", tx)
		if err := next(c); err != nil {
			tx.Rollback()
			return err
		}
		return tx.Commit()
	}
}

func transaction(c echo.Context) *sql.Tx { return c.Get("tx").(*sql.Tx) }

func (s *web) pay(c echo.Context) error {
	if _, err := transaction(c).Exec("INSERT INTO payments VALUES (1)"); err != nil {
		return err
	}
	if err := s.writer.WriteMessages(c.Request().Context(), kafka.Message{Topic: "payments.v1"}); err != nil { // want "error: event is published before the transaction commits"
		return err
	}
	return c.NoContent(http.StatusCreated)
}

// refund stores the event with the change.
func (s *web) refund(c echo.Context) error {
	if _, err := transaction(c).Exec("INSERT INTO refunds VALUES (1)"); err != nil {
		return err
	}
	if _, err := transaction(c).Exec("INSERT INTO outbox VALUES ('refunds.v1')"); err != nil {
		return err
	}
	return c.NoContent(http.StatusCreated)
}
