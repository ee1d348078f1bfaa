//go:build libraries

package verify

import (
	_ "github.com/sqlc-dev/sqlc/examples/authors/mysql"
	_ "github.com/sqlc-dev/sqlc/examples/batch/postgresql"
)
