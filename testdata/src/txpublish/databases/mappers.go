package databases

import (
	"context"

	"github.com/segmentio/kafka-go"
	"github.com/uptrace/bun"
	"gorm.io/gorm"

	"example.com/ent"
)

type mapped struct {
	kafka *kafka.Writer
	gorm  *gorm.DB
	bun   *bun.DB
	ent   *ent.Client
}

func (s *mapped) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

// A savepoint is not the transaction.
func (s *mapped) gormSavepoint(ctx context.Context) error {
	tx := s.gorm.WithContext(ctx).Begin()
	defer tx.Rollback()
	tx.SavePoint("sp")
	if err := tx.Save(s).Error; err != nil {
		tx.RollbackTo("sp")
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit().Error
}

func (s *mapped) gormNested(ctx context.Context) error {
	return s.gorm.Session(&gorm.Session{}).Transaction(func(tx *gorm.DB) error {
		if err := tx.Transaction(func(tx *gorm.DB) error { return tx.Delete(s).Error }); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *mapped) gormGenerics(ctx context.Context) error {
	return s.gorm.Transaction(func(tx *gorm.DB) error {
		if err := gorm.G[mapped](tx).Create(ctx, s); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event"
	})
}

func (s *mapped) gormHandle(ctx context.Context) error {
	tx := s.gorm.Begin()
	defer tx.Rollback()
	if err := tx.Table("orders").Where("id = ?", 1).Updates(s).Error; err != nil {
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *mapped) bunBegin(ctx context.Context) error {
	tx, err := s.bun.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
		return err
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return err
	}
	return tx.Commit()
}

func (s *mapped) bunFunc(ctx context.Context) error {
	return s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		return s.publish(ctx) // want "error: event"
	})
}

// Through the interface that a database and a transaction have in common.
func (s *mapped) bunEither(ctx context.Context, db bun.IDB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		return s.publish(ctx) // want "error: event"
	})
}

func (s *mapped) bunAfter(ctx context.Context) error {
	err := s.bun.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewUpdate().Model(s).Exec(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

func (s *mapped) entBegin(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Order.Create().SetStatus("placed").Save(ctx); err != nil {
		return tx.Rollback()
	}
	if err := s.publish(ctx); err != nil { // want "error: event"
		return tx.Rollback()
	}
	return tx.Commit()
}

func (s *mapped) entAfter(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.Client().Order.Create().Save(ctx); err != nil {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.publish(ctx)
}

// What a hook does once the commit it wraps is done comes after it.
func (s *mapped) entHook(ctx context.Context) error {
	tx, err := s.ent.Tx(ctx)
	if err != nil {
		return err
	}
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			if err := next.Commit(ctx, tx); err != nil {
				return err
			}
			return s.publish(ctx)
		})
	})
	return tx.Commit()
}
