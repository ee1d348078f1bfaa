// Package crdbgorm stands in for the real library in fixtures.
package crdbgorm

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

func ExecuteTx(ctx context.Context, db *gorm.DB, opts *sql.TxOptions, fn func(tx *gorm.DB) error) error {
	panic("stub")
}
