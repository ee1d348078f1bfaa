// Package captured has databases and contexts that function literals capture.
package captured

import (
	"context"
	"database/sql"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"

	"txbypass/store"
)

type order struct{ ID string }

func gormOuter(db *gorm.DB, o order) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&o).Error; err != nil {
			return err
		}
		return db.Model(&order{}).Update("state", "placed").Error // want "error: written outside the transaction"
	})
}

func gormShadowed(db *gorm.DB, o order) error {
	return db.Transaction(func(db *gorm.DB) error {
		if err := db.Create(&o).Error; err != nil {
			return err
		}
		return db.Model(&order{}).Update("state", "placed").Error
	})
}

func sqlOuter(ctx context.Context, db *sql.DB) error {
	return store.InTx(ctx, db, func(tx *sql.Tx) error {
		if err := store.Reserve(ctx, tx, "1"); err != nil {
			return err
		}
		return store.Reserve(ctx, db, "2") // want "error: written outside the transaction"
	})
}

// A variable that may be something else by then.
func reassigned(ctx context.Context, db, archive *sql.DB, old bool) error {
	return store.InTx(ctx, db, func(tx *sql.Tx) error {
		if old {
			db = archive
		}
		return store.Reserve(ctx, db, "2")
	})
}

// A transaction has the type of a database.
func within(db *gorm.DB, o order) error {
	return db.Transaction(func(inner *gorm.DB) error { return given(inner, o) })
}

func given(db *gorm.DB, o order) error {
	return db.Transaction(func(savepoint *gorm.DB) error {
		if err := savepoint.Create(&o).Error; err != nil {
			return err
		}
		return db.Save(&o).Error
	})
}

type shop struct {
	client        *mongo.Client
	orders, lines *mongo.Collection
}

// The transaction is in the context of the function.
func (s *shop) outerContext(ctx context.Context, o order) error {
	session, err := s.client.StartSession()
	if err != nil {
		return err
	}
	_, err = session.WithTransaction(ctx, func(tx context.Context) (any, error) {
		if _, err := s.orders.InsertOne(tx, o); err != nil {
			return nil, err
		}
		return s.lines.InsertOne(ctx, o) // want "error: written outside the transaction"
	})
	return err
}

func (s *shop) ownContext(ctx context.Context, o order) error {
	session, err := s.client.StartSession()
	if err != nil {
		return err
	}
	_, err = session.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		if _, err := s.orders.InsertOne(ctx, o); err != nil {
			return nil, err
		}
		return s.lines.InsertOne(ctx, o)
	})
	return err
}

func (s *shop) inTx(ctx context.Context, f func(ctx context.Context) error) error {
	session, err := s.client.StartSession()
	if err != nil {
		return err
	}
	_, err = session.WithTransaction(ctx, func(tx context.Context) (any, error) { return nil, f(tx) })
	return err
}

func (s *shop) save(ctx context.Context, o order) error {
	_, err := s.orders.InsertOne(ctx, o)
	return err
}

func (s *shop) outerContextWrapped(ctx context.Context, o order) error {
	return s.inTx(ctx, func(tx context.Context) error {
		if err := s.save(tx, o); err != nil {
			return err
		}
		return s.save(ctx, o) // want "error: written outside the transaction"
	})
}

func (s *shop) derivedContext(ctx context.Context, o order) error {
	return s.inTx(ctx, func(tx context.Context) error {
		tx, cancel := context.WithTimeout(tx, time.Second)
		defer cancel()
		return s.save(tx, o)
	})
}

// What is sent in the context of somebody else's transaction has none of this database.
func (s *shop) another(ctx context.Context, db *sql.DB, o order) error {
	return store.InTx(ctx, db, func(tx *sql.Tx) error { return s.save(ctx, o) })
}
