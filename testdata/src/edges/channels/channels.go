// Package channels subscribes through a wrapper that puts a prefix before each topic of a list.
package channels

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type bus struct {
	client *redis.Client
	prefix string
}

func (b *bus) names(topics ...string) []string {
	out := make([]string, len(topics))
	for i, t := range topics {
		out[i] = named(b.prefix, t)
	}
	return out
}

func named(prefix, topic string) string { return prefix + ":" + topic }

func (b *bus) subscribe(ctx context.Context, topic string) *redis.PubSub {
	topics := []string{}
	topics = append(topics, topic)
	return b.client.Subscribe(ctx, b.names(topics...)...)
}

func listen(ctx context.Context, client *redis.Client, prefix string) []*redis.PubSub {
	b := &bus{client: client, prefix: prefix}
	return []*redis.PubSub{
		b.subscribe(ctx, "jobs"),  // edge: consume "{}:jobs" - high
		b.subscribe(ctx, "mails"), // edge: consume "{}:mails" - high
	}
}
