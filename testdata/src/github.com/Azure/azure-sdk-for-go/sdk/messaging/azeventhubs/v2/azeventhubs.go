// Package azeventhubs stands in for the real library in fixtures.
package azeventhubs

import "context"

type AddEventDataOptions struct{}

type CheckpointStore any

type ConsumerClient struct{}

type ConsumerClientOptions struct{}

type EventData struct {
	Properties map[string]any
	Body       []byte
	MessageID  *string
}

type EventDataBatch struct{}

func (b *EventDataBatch) AddEventData(ed *EventData, options *AddEventDataOptions) error {
	panic("stub")
}

type EventDataBatchOptions struct {
	PartitionKey *string
	PartitionID  *string
}

func NewConsumerClientFromConnectionString(connectionString string, eventHub string, consumerGroup string, options *ConsumerClientOptions) (*ConsumerClient, error) {
	panic("stub")
}

func NewProcessor(consumerClient *ConsumerClient, checkpointStore CheckpointStore, options *ProcessorOptions) (*Processor, error) {
	panic("stub")
}

func NewProducerClientFromConnectionString(connectionString string, eventHub string, options *ProducerClientOptions) (*ProducerClient, error) {
	panic("stub")
}

type Processor struct{}

func (p *Processor) NextPartitionClient(ctx context.Context) *ProcessorPartitionClient { panic("stub") }

type ProcessorOptions struct{}

type ProcessorPartitionClient struct{}

func (c *ProcessorPartitionClient) ReceiveEvents(ctx context.Context, count int, options *ReceiveEventsOptions) ([]*ReceivedEventData, error) {
	panic("stub")
}
func (p *ProcessorPartitionClient) UpdateCheckpoint(ctx context.Context, latestEvent *ReceivedEventData, options *UpdateCheckpointOptions) error {
	panic("stub")
}

type ProducerClient struct{}

func (pc *ProducerClient) NewEventDataBatch(ctx context.Context, options *EventDataBatchOptions) (*EventDataBatch, error) {
	panic("stub")
}
func (pc *ProducerClient) SendEventDataBatch(ctx context.Context, batch *EventDataBatch, options *SendEventDataBatchOptions) error {
	panic("stub")
}

type ProducerClientOptions struct{}

type ReceiveEventsOptions struct{}

type ReceivedEventData struct{ EventData }

type SendEventDataBatchOptions struct{}

type UpdateCheckpointOptions struct{}
