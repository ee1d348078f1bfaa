// Package allows allows rebalances after each poll.
package allows

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func run(ctx context.Context) error {
	client, err := kgo.NewClient(kgo.ConsumerGroup("mail"), kgo.BlockRebalanceOnPoll())
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		client.AllowRebalance()
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return err
		}
	}
	return nil
}
