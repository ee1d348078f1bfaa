package middleware

import (
	"context"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

type ExpiringKeyRepository interface {
	IsDuplicate(ctx context.Context, key string) (ok bool, err error)
}

type Deduplicator struct {
	Timeout    time.Duration
	Repository ExpiringKeyRepository
}

func (d *Deduplicator) Middleware(h message.HandlerFunc) message.HandlerFunc { panic("stub") }
