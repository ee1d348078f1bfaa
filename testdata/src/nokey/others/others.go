// Package others publishes in batches, and through brokers whose keys are no partition keys or must be given.
package others

import (
	"context"
	"encoding/json"

	"cloud.google.com/go/pubsub"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
)

type metered struct {
	MeterID string
	Watts   int
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func hub(ctx context.Context, p *azeventhubs.ProducerClient, e metered) error {
	batch, err := p.NewEventDataBatch(ctx, nil) // want "warning: message has no partition key"
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(e)}, nil); err != nil {
		return err
	}
	return p.SendEventDataBatch(ctx, batch, nil)
}

func hubOptions(ctx context.Context, p *azeventhubs.ProducerClient, e metered) error {
	batch, err := p.NewEventDataBatch(ctx, &azeventhubs.EventDataBatchOptions{}) // want "warning: message has no partition key"
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(e)}, nil); err != nil {
		return err
	}
	return p.SendEventDataBatch(ctx, batch, nil)
}

func hubKeyed(ctx context.Context, p *azeventhubs.ProducerClient, e metered) error {
	batch, err := p.NewEventDataBatch(ctx, &azeventhubs.EventDataBatchOptions{PartitionKey: to.Ptr(e.MeterID)})
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(e)}, nil); err != nil {
		return err
	}
	return p.SendEventDataBatch(ctx, batch, nil)
}

// hubPartition names the partition.
func hubPartition(ctx context.Context, p *azeventhubs.ProducerClient, e metered) error {
	options := &azeventhubs.EventDataBatchOptions{}
	options.PartitionID = to.Ptr("0")
	batch, err := p.NewEventDataBatch(ctx, options)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(e)}, nil); err != nil {
		return err
	}
	return p.SendEventDataBatch(ctx, batch, nil)
}

// hubGiven gets its options from elsewhere.
func hubGiven(ctx context.Context, p *azeventhubs.ProducerClient, options *azeventhubs.EventDataBatchOptions, e metered) error {
	batch, err := p.NewEventDataBatch(ctx, options)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(e)}, nil); err != nil {
		return err
	}
	return p.SendEventDataBatch(ctx, batch, nil)
}

// stream has a key, as it must; that all events have the same one is a question of load.
func stream(ctx context.Context, c *kinesis.Client, name, key string, e metered) error {
	_, err := c.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, PartitionKey: &key, Data: encode(e)})
	return err
}

// topic has no partitions: without an ordering key there is no order to lose.
func topic(ctx context.Context, t *pubsub.Topic, e metered) error {
	_, err := t.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}
