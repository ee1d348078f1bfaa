// Package clouds publishes and consumes with the services of clouds.
package clouds

import (
	"context"
	"encoding/json"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	bridge "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/dapr/go-sdk/service/common"
	"gocloud.dev/pubsub"
)

type Placed struct{ ID string }

type Paid struct{ ID string }

type Shipped struct{ ID string }

type service struct{ last string }

func (s *service) placed(ctx context.Context, e events.SQSEvent) (events.SQSEventResponse, error) {
	var out events.SQSEventResponse
	for _, record := range e.Records {
		var p Placed
		if err := json.Unmarshal([]byte(record.Body), &p); err != nil {
			out.BatchItemFailures = append(out.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: record.MessageId})
			continue
		}
		s.last = p.ID
	}
	return out, nil
}

func Queue() {
	s := &service{}
	lambda.Start(s.placed) // edge: consume unknown edges/clouds.Placed high
}

func Stream() {
	lambda.Start(func(ctx context.Context, e events.KinesisEvent) error { // edge: consume unknown edges/clouds.Paid high
		for _, record := range e.Records {
			var p Paid
			if err := json.Unmarshal(record.Kinesis.Data, &p); err != nil {
				return err
			}
		}
		return nil
	})
}

func Rule() {
	lambda.Start(func(ctx context.Context, e events.EventBridgeEvent) error { // edge: consume unknown edges/clouds.Shipped high
		var p Shipped
		return json.Unmarshal(e.Detail, &p)
	})
}

// A request is no event.
func API() {
	lambda.Start(func(ctx context.Context, r events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		var p Placed
		return events.APIGatewayProxyResponse{StatusCode: 200}, json.Unmarshal([]byte(r.Body), &p)
	})
}

// Nor is what somebody calls a function with.
func Direct() {
	lambda.Start(func(ctx context.Context, p Placed) error { return nil })
}

func (s *service) put(ctx context.Context, c *eventbridge.Client, id string) error {
	body, err := json.Marshal(Shipped{id})
	if err != nil {
		return err
	}
	_, err = c.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []bridge.PutEventsRequestEntry{{EventBusName: to.Ptr("shop"), DetailType: to.Ptr("shipped"), Detail: to.Ptr(string(body))}}}) // edge: publish "shop" edges/clouds.Shipped high
	return err
}

func (s *service) record(ctx context.Context, c *kinesis.Client, id string) error {
	body, err := json.Marshal(Paid{id})
	if err != nil {
		return err
	}
	_, err = c.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: to.Ptr("payments"), PartitionKey: &id, Data: body}) // edge: publish "payments" edges/clouds.Paid high
	return err
}

func (s *service) receive(ctx context.Context, c cloudevents.Client) error {
	return c.StartReceiver(ctx, func(ctx context.Context, e cloudevents.Event) error { // edge: consume unknown edges/clouds.Placed high
		var p Placed
		return e.DataAs(&p)
	})
}

func (s *service) send(ctx context.Context, c cloudevents.Client, id string) error {
	e := cloudevents.NewEvent()
	e.SetType("com.example.placed")
	if err := e.SetData(cloudevents.ApplicationJSON, Placed{id}); err != nil {
		return err
	}
	return c.Send(ctx, e) // edge: publish unknown edges/clouds.Placed high
}

func (s *service) subscribe(app common.Service) error {
	return app.AddTopicEventHandler(&common.Subscription{PubsubName: "pubsub", Topic: "paid"}, s.paid) // edge: consume "paid" edges/clouds.Paid high
}

func (s *service) paid(ctx context.Context, e *common.TopicEvent) (retry bool, err error) {
	var p Paid
	if err := e.Struct(&p); err != nil {
		return false, err
	}
	s.last = p.ID
	return false, nil
}

func (s *service) tell(ctx context.Context, c dapr.Client, id string) error {
	return c.PublishEvent(ctx, "pubsub", "paid", Paid{id}) // edge: publish "paid" edges/clouds.Paid high
}

func ServiceBus(ctx context.Context, c *azservicebus.Client, id string) error {
	sender, err := c.NewSender("orders", nil)
	if err != nil {
		return err
	}
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	return sender.SendMessage(ctx, &azservicebus.Message{Body: body}, nil) // edge: publish "orders" edges/clouds.Placed high
}

func FromServiceBus(ctx context.Context, c *azservicebus.Client) error {
	receiver, err := c.NewReceiverForQueue("orders", nil)
	if err != nil {
		return err
	}
	messages, err := receiver.ReceiveMessages(ctx, 10, nil) // edge: consume "orders" edges/clouds.Placed high
	if err != nil {
		return err
	}
	for _, m := range messages {
		var p Placed
		if err := json.Unmarshal(m.Body, &p); err != nil {
			return err
		}
		if err := receiver.CompleteMessage(ctx, m, nil); err != nil {
			return err
		}
	}
	return nil
}

func EventHub(ctx context.Context, connection, id string) error {
	hub, err := azeventhubs.NewProducerClientFromConnectionString(connection, "shipments", nil)
	if err != nil {
		return err
	}
	batch, err := hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	body, err := json.Marshal(Shipped{id})
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: body}, nil); err != nil {
		return err
	}
	return hub.SendEventDataBatch(ctx, batch, nil) // edge: publish "shipments" edges/clouds.Shipped high
}

func FromEventHub(ctx context.Context, p *azeventhubs.Processor) error {
	partition := p.NextPartitionClient(ctx)
	received, err := partition.ReceiveEvents(ctx, 100, nil) // edge: consume unknown edges/clouds.Shipped high
	if err != nil {
		return err
	}
	for _, e := range received {
		var s Shipped
		if err := json.Unmarshal(e.Body, &s); err != nil {
			return err
		}
	}
	return partition.UpdateCheckpoint(ctx, received[len(received)-1], nil)
}

func Topic(ctx context.Context, id string) error {
	topic, err := pubsub.OpenTopic(ctx, "nats://orders")
	if err != nil {
		return err
	}
	body, err := json.Marshal(Placed{id})
	if err != nil {
		return err
	}
	return topic.Send(ctx, &pubsub.Message{Body: body}) // edge: publish "nats://orders" edges/clouds.Placed high
}

func Subscription(ctx context.Context) error {
	sub, err := pubsub.OpenSubscription(ctx, "nats://orders?queue=stock")
	if err != nil {
		return err
	}
	m, err := sub.Receive(ctx) // edge: consume unknown edges/clouds.Placed high
	if err != nil {
		return err
	}
	var p Placed
	if err := json.Unmarshal(m.Body, &p); err != nil {
		m.Nack()
		return err
	}
	m.Ack()
	return nil
}
