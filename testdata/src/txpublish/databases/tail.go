package databases

import (
	"context"

	"github.com/go-gorp/gorp/v3"
	gorm1 "github.com/jinzhu/gorm"
	"github.com/segmentio/kafka-go"
	"github.com/stephenafamo/bob"
	"github.com/upper/db/v4"
	"github.com/zeromicro/go-zero/core/stores/sqlc"
	zero "github.com/zeromicro/go-zero/core/stores/sqlx"
	"xorm.io/xorm"
)

type tail struct {
	kafka  *kafka.Writer
	gorm   *gorm1.DB
	gorp   *gorp.DbMap
	xorm   *xorm.Engine
	upper  db.Session
	bob    bob.DB
	zero   zero.SqlConn
	cached sqlc.CachedConn
}

func (s *tail) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *tail) gormInside(ctx context.Context, o *row) error {
	tx := s.gorm.Begin()
	defer tx.Rollback()
	if err := tx.Create(o).Error; err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit().Error
}

func (s *tail) gormClosure(ctx context.Context, o *row) error {
	return s.gorm.Transaction(func(tx *gorm1.DB) error {
		if err := tx.Model(o).Where("id = ?", 1).Update("placed", true).Error; err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *tail) gormAfter(ctx context.Context, o *row) error {
	tx := s.gorm.Begin()
	defer tx.Rollback()
	if err := tx.Save(o).Error; err != nil {
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *tail) gorpInside(ctx context.Context, o *row) error {
	tx, err := s.gorp.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Insert(o); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *tail) gorpAfter(ctx context.Context, o *row) error {
	tx, err := s.gorp.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Insert(o); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *tail) xormInside(ctx context.Context, o *row) error {
	session := s.xorm.NewSession()
	defer session.Close()
	if err := session.Begin(); err != nil {
		return err
	}
	if _, err := session.Insert(o); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return session.Commit()
}

func (s *tail) xormClosure(ctx context.Context, o *row) error {
	_, err := s.xorm.Transaction(func(session *xorm.Session) (any, error) {
		if _, err := session.Insert(o); err != nil {
			return nil, err
		}
		return nil, s.publish(ctx) // want "error: event"
	})
	return err
}

func (s *tail) xormAfter(ctx context.Context, o *row) error {
	session := s.xorm.NewSession()
	defer session.Close()
	if err := session.Begin(); err != nil {
		return err
	}
	if _, err := session.Update(o); err != nil {
		return err
	}
	if err := session.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

// Without Begin a session writes each statement by itself.
func (s *tail) xormSession(ctx context.Context, o *row) error {
	session := s.xorm.NewSession()
	defer session.Close()
	if _, err := session.Insert(o); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *tail) upperInside(ctx context.Context, o *row) error {
	return s.upper.TxContext(ctx, func(tx db.Session) error {
		if _, err := tx.Collection("orders").Insert(o); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	}, nil)
}

func (s *tail) upperAfter(ctx context.Context, o *row) error {
	err := s.upper.Tx(func(tx db.Session) error {
		_, err := tx.SQL().InsertInto("orders").Values(o).Exec()
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *tail) bobInside(ctx context.Context, q bob.Query) error {
	return s.bob.RunInTx(ctx, nil, func(ctx context.Context, exec bob.Executor) error {
		if _, err := bob.Exec(ctx, exec, q); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *tail) bobBegin(ctx context.Context, q bob.Query) error {
	tx, err := s.bob.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := bob.Exec(ctx, tx, q); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit(ctx)
}

func (s *tail) bobAfter(ctx context.Context, q bob.Query) error {
	tx, err := s.bob.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := bob.Exec(ctx, tx, q); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *tail) zeroInside(ctx context.Context) error {
	return s.zero.TransactCtx(ctx, func(ctx context.Context, session zero.Session) error {
		if _, err := session.ExecCtx(ctx, "INSERT INTO orders (id) VALUES (1)"); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *tail) zeroCached(ctx context.Context) error {
	return s.cached.TransactCtx(ctx, func(ctx context.Context, session zero.Session) error {
		return s.publish(ctx) // want "error: event"
	})
}

func (s *tail) zeroAfter(ctx context.Context) error {
	err := s.zero.Transact(func(session zero.Session) error {
		_, err := session.Exec("INSERT INTO orders (id) VALUES (1)")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}
