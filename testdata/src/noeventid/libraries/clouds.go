package libraries

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	bridge "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/nsqio/go-nsq"
	"gocloud.dev/pubsub"
)

type clouds struct {
	bus         *azservicebus.Sender
	hub         *azeventhubs.ProducerClient
	eventbridge *eventbridge.Client
	kinesis     *kinesis.Client
	topic       *pubsub.Topic
	events      cloudevents.Client
	dapr        dapr.Client
	asynq       *asynq.Client
	nsq         *nsq.Producer
}

type busPlaced struct{ OrderID string } // want "warning: message carries no event id"

type busShipped struct{ OrderID string }

type busPaid struct{ OrderID string } // want "warning: message carries no event id"

type busClosed struct{ OrderID string }

func (c *clouds) serviceBus(ctx context.Context, id string) error {
	if err := c.bus.SendMessage(ctx, &azservicebus.Message{Body: encode(busPlaced{OrderID: id}), SessionID: &id}, nil); err != nil {
		return err
	}
	return c.bus.SendMessage(ctx, &azservicebus.Message{Body: encode(busShipped{OrderID: id}), MessageID: to.Ptr("shipped-" + id)}, nil)
}

func (c *clouds) serviceBusBatch(ctx context.Context, id string) error {
	batch, err := c.bus.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: encode(busPaid{OrderID: id})}, nil); err != nil {
		return err
	}
	return c.bus.SendMessageBatch(ctx, batch, nil)
}

func (c *clouds) serviceBusBatchWithID(ctx context.Context, id string) error {
	batch, err := c.bus.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: encode(busClosed{OrderID: id}), MessageID: to.Ptr(id)}, nil); err != nil {
		return err
	}
	return c.bus.SendMessageBatch(ctx, batch, nil)
}

type hubPlaced struct{ OrderID string } // want "warning: message carries no event id"

type hubShipped struct{ OrderID string }

func (c *clouds) eventHub(ctx context.Context, id string) error {
	batch, err := c.hub.NewEventDataBatch(ctx, &azeventhubs.EventDataBatchOptions{PartitionKey: &id})
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(hubPlaced{OrderID: id})}, nil); err != nil {
		return err
	}
	return c.hub.SendEventDataBatch(ctx, batch, nil)
}

func (c *clouds) eventHubWithID(ctx context.Context, id string) error {
	batch, err := c.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: encode(hubShipped{OrderID: id}), Properties: map[string]any{"event-id": id}}, nil); err != nil {
		return err
	}
	return c.hub.SendEventDataBatch(ctx, batch, nil)
}

type bridgePlaced struct{ OrderID string } // want "warning: message carries no event id"

type bridgeShipped struct {
	EventID string
	OrderID string
}

// EventBridge gives an event an id, but a new one each time that it is put.
func (c *clouds) eventBridge(ctx context.Context, id string) error {
	entries := []bridge.PutEventsRequestEntry{{DetailType: text("placed"), Detail: text(string(encode(bridgePlaced{OrderID: id})))}}
	if _, err := c.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: entries}); err != nil {
		return err
	}
	shipped := text(string(encode(bridgeShipped{EventID: uuid.NewString(), OrderID: id})))
	_, err := c.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []bridge.PutEventsRequestEntry{{Detail: shipped}}})
	return err
}

type kinesisPlaced struct{ OrderID string } // want "warning: message carries no event id"

type kinesisShipped struct {
	EventID string
	OrderID string
}

// The partition key says where a record goes, not which it is.
func (c *clouds) kinesisStream(ctx context.Context, id string) error {
	if _, err := c.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{PartitionKey: text(uuid.NewString()), Data: encode(kinesisPlaced{OrderID: id})}); err != nil {
		return err
	}
	_, err := c.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{PartitionKey: &id, Data: encode(kinesisShipped{EventID: "shipped-" + id, OrderID: id})})
	return err
}

type cloudPlaced struct{ OrderID string } // want "warning: message carries no event id"

type cloudShipped struct{ OrderID string }

func (c *clouds) goCloud(ctx context.Context, id string) error {
	if err := c.topic.Send(ctx, &pubsub.Message{Body: encode(cloudPlaced{OrderID: id})}); err != nil {
		return err
	}
	return c.topic.Send(ctx, &pubsub.Message{Body: encode(cloudShipped{OrderID: id}), Metadata: map[string]string{"event-id": id}})
}

type given struct{ OrderID string }

// These give each message an id, or refuse it.
func (c *clouds) generated(ctx context.Context, id string) error {
	e := cloudevents.NewEvent()
	e.SetType("com.example.order.placed")
	if err := e.SetData(cloudevents.ApplicationJSON, given{OrderID: id}); err != nil {
		return err
	}
	if result := c.events.Send(ctx, e); cloudevents.IsUndelivered(result) {
		return result
	}
	if err := c.dapr.PublishEvent(ctx, "pubsub", "orders", given{OrderID: id}); err != nil {
		return err
	}
	if _, err := c.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", encode(given{OrderID: id}))); err != nil {
		return err
	}
	return c.nsq.Publish("orders", encode(given{OrderID: id}))
}
