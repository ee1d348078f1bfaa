package libraries

import (
	"context"
	"encoding/json"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	bridge "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/hibiken/asynq"
	"github.com/riverqueue/river"
)

type clouds struct {
	bus         *azservicebus.Sender
	hub         *azeventhubs.ProducerClient
	eventbridge *eventbridge.Client
	events      cloudevents.Client
	dapr        dapr.Client
	asynq       *asynq.Client
	river       *river.Client[any]
}

type busPlaced struct{ ID string } // want "warning: payload has no version"

type busShipped struct{ ID string }

func (c *clouds) serviceBus(ctx context.Context, id string) error {
	placed, err := json.Marshal(busPlaced{id})
	if err != nil {
		return err
	}
	if err := c.bus.SendMessage(ctx, &azservicebus.Message{Body: placed, Subject: to.Ptr("placed")}, nil); err != nil {
		return err
	}
	shipped, err := json.Marshal(busShipped{id})
	if err != nil {
		return err
	}
	return c.bus.SendMessage(ctx, &azservicebus.Message{Body: shipped, Subject: to.Ptr("shipped.v1")}, nil)
}

type hubPlaced struct{ ID string } // want "warning: payload has no version"

func (c *clouds) eventHub(ctx context.Context, id string) error {
	body, err := json.Marshal(hubPlaced{id})
	if err != nil {
		return err
	}
	batch, err := c.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: body}, nil); err != nil {
		return err
	}
	return c.hub.SendEventDataBatch(ctx, batch, nil)
}

type bridgePlaced struct{ ID string } // want "warning: payload has no version"

type bridgeShipped struct{ ID string }

func (c *clouds) eventBridge(ctx context.Context, id string) error {
	placed, err := json.Marshal(bridgePlaced{id})
	if err != nil {
		return err
	}
	if _, err := c.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []bridge.PutEventsRequestEntry{{DetailType: to.Ptr("placed"), Detail: to.Ptr(string(placed))}}}); err != nil {
		return err
	}
	shipped, err := json.Marshal(bridgeShipped{id})
	if err != nil {
		return err
	}
	_, err = c.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []bridge.PutEventsRequestEntry{{DetailType: to.Ptr("shipped.v1"), Detail: to.Ptr(string(shipped))}}})
	return err
}

type cloudPlaced struct{ ID string } // want "warning: payload has no version"

type cloudShipped struct{ ID string }

func (c *clouds) cloudEvents(ctx context.Context, id string) error {
	placed := cloudevents.NewEvent()
	placed.SetType("com.example.order.placed")
	if err := placed.SetData(cloudevents.ApplicationJSON, cloudPlaced{id}); err != nil {
		return err
	}
	if result := c.events.Send(ctx, placed); cloudevents.IsUndelivered(result) {
		return result
	}
	shipped := cloudevents.NewEvent()
	shipped.SetType("com.example.order.shipped.v1")
	if err := shipped.SetData(cloudevents.ApplicationJSON, cloudShipped{id}); err != nil {
		return err
	}
	if result := c.events.Send(ctx, shipped); cloudevents.IsUndelivered(result) {
		return result
	}
	return nil
}

type daprPlaced struct{ ID string } // want "warning: payload has no version"

type daprShipped struct{ ID string }

func (c *clouds) daprEvents(ctx context.Context, id string) error {
	if err := c.dapr.PublishEvent(ctx, "pubsub", "orders", daprPlaced{id}); err != nil {
		return err
	}
	return c.dapr.PublishEvent(ctx, "pubsub", "orders.v1", daprShipped{id})
}

type taskPlaced struct{ ID string } // want "warning: payload has no version"

type taskShipped struct{ ID string }

func (c *clouds) tasks(ctx context.Context, id string) error {
	placed, err := json.Marshal(taskPlaced{id})
	if err != nil {
		return err
	}
	if _, err := c.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", placed)); err != nil {
		return err
	}
	shipped, err := json.Marshal(taskShipped{id})
	if err != nil {
		return err
	}
	_, err = c.asynq.EnqueueContext(ctx, asynq.NewTask("orders:shipped:v1", shipped))
	return err
}

type jobPlaced struct{ ID string } // want "warning: payload has no version"

func (jobPlaced) Kind() string { return "placed" }

type jobShipped struct{ ID string }

func (jobShipped) Kind() string { return "shipped_v1" }

func (c *clouds) jobs(ctx context.Context, id string) error {
	if _, err := c.river.Insert(ctx, jobPlaced{id}, nil); err != nil {
		return err
	}
	_, err := c.river.Insert(ctx, jobShipped{id}, nil)
	return err
}
