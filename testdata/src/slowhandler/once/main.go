// Program once joins a group once, and another one again and again.
package main

import (
	"context"
	"log"

	"github.com/IBM/sarama"
)

type handler struct{}

func (handler) Setup(sarama.ConsumerGroupSession) error                                   { return nil }
func (handler) Cleanup(sarama.ConsumerGroupSession) error                                 { return nil }
func (handler) ConsumeClaim(sarama.ConsumerGroupSession, sarama.ConsumerGroupClaim) error { return nil }

func main() {
	group, err := sarama.NewConsumerGroup(nil, "mail", nil)
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	go func() {
		for ctx.Err() == nil {
			join(ctx, group, "a")
		}
	}()
	if err := group.Consume(ctx, []string{"orders"}, handler{}); err != nil { // want "warning: this returns when the group changes, and nothing calls it again"
		log.Fatal(err)
	}
}

func join(ctx context.Context, group sarama.ConsumerGroup, topic string) {
	if err := group.Consume(ctx, []string{topic}, handler{}); err != nil {
		log.Print(err)
	}
}

// Join is called by others.
func Join(ctx context.Context, group sarama.ConsumerGroup) error {
	return group.Consume(ctx, []string{"others"}, handler{})
}
