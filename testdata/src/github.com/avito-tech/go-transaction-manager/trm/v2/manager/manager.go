// Package manager stands in for the real library in fixtures.
package manager

import (
	"context"

	"github.com/avito-tech/go-transaction-manager/trm/v2"
)

type Manager struct{}

func (m *Manager) Do(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	panic("stub")
}
func (m *Manager) DoWithSettings(ctx context.Context, s trm.Settings, fn func(ctx context.Context) error) (err error) {
	panic("stub")
}
