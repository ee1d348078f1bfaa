package jetstream

import "context"

type KVCreateOpt interface{ configureCreate(*createOpts) error }

type createOpts struct{}

type KeyValue interface {
	Create(ctx context.Context, key string, value []byte, opts ...KVCreateOpt) (uint64, error)
	Put(ctx context.Context, key string, value []byte) (uint64, error)
}

type JetStreamError interface{ error }

var ErrKeyExists JetStreamError
