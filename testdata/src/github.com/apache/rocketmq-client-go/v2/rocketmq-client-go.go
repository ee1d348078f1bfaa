// Package rocketmq stands in for the real library in fixtures.
package rocketmq

import (
	"context"

	"github.com/apache/rocketmq-client-go/v2/consumer"
	"github.com/apache/rocketmq-client-go/v2/primitive"
)

type Producer interface {
	SendOneWay(ctx context.Context, mq ...*primitive.Message) error
	SendSync(ctx context.Context, mq ...*primitive.Message) (*primitive.SendResult, error)
}

type PushConsumer interface {
	Subscribe(topic string, selector consumer.MessageSelector, f func(context.Context, ...*primitive.MessageExt) (consumer.ConsumeResult, error)) error
}
