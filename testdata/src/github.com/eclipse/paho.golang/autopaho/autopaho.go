// Package autopaho stands in for the real library in fixtures.
package autopaho

import (
	"context"

	"github.com/eclipse/paho.golang/paho"
)

type ConnectionManager struct{}

func (c *ConnectionManager) Publish(ctx context.Context, p *paho.Publish) (*paho.PublishResponse, error) {
	panic("stub")
}
