// Package shapes has the forms in which the error of a commit is looked at, and those in which it is not.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rabbitmq/amqp091-go"
	"gorm.io/gorm"
)

type service struct {
	db   *sql.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
	amqp *amqp091.Channel
}

func (s *service) publish(ctx context.Context) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1"})
}

// logged writes the failure down and goes on.
func (s *service) logged(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		log.Printf("commit: %v", err)
	}
	return s.publish(ctx) // want "error: event is published after a commit"
}

// loggedAndReturned writes it down and stops.
func (s *service) loggedAndReturned(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		log.Printf("commit: %v", err)
		return err
	}
	return s.publish(ctx)
}

// gormLogged does the same with the library whose error is a field.
func (s *service) gormLogged(ctx context.Context) error {
	tx := s.orm.Begin()
	if res := tx.Commit(); res.Error != nil {
		log.Print(res.Error)
	}
	return s.publish(ctx) // want "error: event is published after a commit"
}

// laterChecked assigns the error, does something else, and looks before it publishes.
func (s *service) laterChecked(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	err = tx.Commit()
	log.Print("committed")
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return s.publish(ctx)
}

// wrapped looks at an error made of the commit's.
func (s *service) wrapped(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := wrap("commit", tx.Commit()); err != nil {
		return err
	}
	return s.publish(ctx)
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// joined looks at the commit's error together with another.
func (s *service) joined(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	if err := errors.Join(err, tx.Commit()); err != nil {
		return err
	}
	return s.publish(ctx)
}

// flagged remembers whether it worked.
func (s *service) flagged(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	ok := tx.Commit() == nil
	if !ok {
		return errors.New("commit")
	}
	return s.publish(ctx)
}

// helper returns what the commit said.
func helper(ctx context.Context, tx pgx.Tx) error {
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (s *service) helped(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := helper(ctx, tx); err != nil {
		return err
	}
	return s.publish(ctx)
}

// helpedIgnored does not look at what the helper returns.
func (s *service) helpedIgnored(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	_ = helper(ctx, tx)
	return s.publish(ctx) // want "error: event is published after a commit"
}

// swallow drops the error: nobody who calls it can know.
func swallow(ctx context.Context, tx pgx.Tx) {
	if err := tx.Commit(ctx); err != nil {
		log.Print(err)
	}
}

func (s *service) swallowed(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	swallow(ctx, tx)
	return s.publish(ctx) // want "error: event is published after a commit"
}

// literal commits in a function literal whose result is dropped.
func (s *service) literal(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	end := func() error { return tx.Commit() }
	_ = end()
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *service) literalChecked(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	end := func() error { return tx.Commit() }
	if err := end(); err != nil {
		return err
	}
	return s.publish(ctx)
}

// closed drops the result of the whole transaction.
func (s *service) closed(ctx context.Context) error {
	_ = s.orm.Transaction(func(tx *gorm.DB) error { return tx.Create("order").Error })
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *service) closedChecked(ctx context.Context) error {
	if err := s.orm.Transaction(func(tx *gorm.DB) error { return tx.Create("order").Error }); err != nil {
		return err
	}
	return s.publish(ctx)
}

// pgxClosed logs it.
func (s *service) pgxClosed(ctx context.Context) error {
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE orders SET placed = true")
		return err
	})
	if err != nil {
		log.Print(err)
	}
	return s.publish(ctx) // want "error: event is published after a commit"
}

func (s *service) pgxClosedChecked(ctx context.Context) error {
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE orders SET placed = true")
		return err
	})
	if err != nil {
		log.Print(err)
		return err
	}
	return s.publish(ctx)
}

// deferredCommit publishes in a function deferred before the commit, whose error nobody sees.
func (s *service) deferredCommit(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		_ = s.publish(ctx) // want "error: event is published after a commit"
	}()
	defer tx.Commit()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}

// panics stops when the commit fails.
func (s *service) panics(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		panic(err)
	}
	return s.publish(ctx)
}

// fatal does too.
func (s *service) fatal(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		log.Fatal(err)
	}
	return s.publish(ctx)
}

// done is ended by somebody else: that is no failure.
func (s *service) done(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return s.publish(ctx)
}

// failure tells of the commit that failed.
func (s *service) failure(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return errors.Join(err, s.publish(ctx))
	}
	return nil
}

// inLoop goes on with the next when a commit fails.
func (s *service) inLoop(ctx context.Context, ids []string) error {
	for range ids {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		if err := tx.Commit(ctx); err != nil {
			log.Print(err)
			continue
		}
		if err := s.publish(ctx); err != nil {
			return err
		}
	}
	return nil
}

// inLoopIgnored does not look.
func (s *service) inLoopIgnored(ctx context.Context, ids []string) error {
	for range ids {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		tx.Commit(ctx)
		if err := s.publish(ctx); err != nil { // want "error: event is published after a commit"
			return err
		}
	}
	return nil
}

// named returns through a named result that a deferred function looks at.
func (s *service) named(ctx context.Context) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = s.publish(ctx)
		}
	}()
	err = tx.Commit()
	return err
}

// returned publishes in the caller, which has looked.
func (s *service) returned(ctx context.Context, id string) error {
	if err := s.store(ctx, id); err != nil {
		return err
	}
	return s.tell(ctx, id)
}

func (s *service) store(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true WHERE id = $1", id); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) tell(ctx context.Context, id string) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: id, Body: []byte(id)})
}

// returnedIgnored has not.
func (s *service) returnedIgnored(ctx context.Context, id string) error {
	_ = s.store(ctx, id)
	return s.tell(ctx, id) // want "error: event is published after a commit"
}

// another ignores what became of a change that the event does not tell of.
func (s *service) another(ctx context.Context, id string) error {
	_ = s.store(ctx, "statistics")
	return s.tell(ctx, id)
}

// twice commits again: the event tells of the second change.
func (s *service) twice(ctx context.Context) error {
	first, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := first.Commit(ctx); err != nil {
		log.Print(err)
	}
	second, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := second.Commit(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

// merged commits only where the statement worked, and looks at both at once.
func (s *service) merged(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err == nil {
		err = tx.Commit()
	} else {
		_ = tx.Rollback()
	}
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// outcome tells whether it worked, either way.
func (s *service) outcome(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	status := "done"
	if err := tx.Commit(); err != nil {
		log.Print(err)
		status = "failed"
	}
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1", Body: []byte(status)})
}

// sameOutcome chose its text before the commit.
func (s *service) sameOutcome(ctx context.Context, late bool) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	status := "done"
	if late {
		status = "late"
	}
	if err := tx.Commit(); err != nil {
		log.Print(err)
	}
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1", Body: []byte(status)}) // want "error: event is published after a commit"
}
