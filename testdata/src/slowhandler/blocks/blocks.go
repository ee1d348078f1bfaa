// Package blocks blocks rebalances.
package blocks

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func run(ctx context.Context) error {
	client, err := kgo.NewClient(kgo.ConsumerGroup("mail"), kgo.BlockRebalanceOnPoll()) // want "warning: polls block rebalances, and nothing allows them"
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return err
		}
	}
	return nil
}
