package brokers

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
)

type azureBroker struct {
	sender  *azservicebus.Sender
	batches *azservicebus.Sender
	hub     *azeventhubs.ProducerClient
}

func (s *azureBroker) senderDropped(ctx context.Context, order []byte) {
	_ = s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil) // want "error: result of the publish is dropped"
}

func (s *azureBroker) senderReturned(ctx context.Context, order []byte) error {
	return s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil)
}

func (s *azureBroker) batchesDropped(ctx context.Context, order []byte) {
	batch, err := s.batches.NewMessageBatch(ctx, nil)
	if err != nil {
		return
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
		return
	}
	_ = s.batches.SendMessageBatch(ctx, batch, nil) // want "error: result of the publish is dropped"
}

func (s *azureBroker) batchesReturned(ctx context.Context, order []byte) error {
	batch, err := s.batches.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
		return err
	}
	return s.batches.SendMessageBatch(ctx, batch, nil)
}

func (s *azureBroker) hubDropped(ctx context.Context, order []byte) {
	batch, err := s.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
		return
	}
	_ = s.hub.SendEventDataBatch(ctx, batch, nil) // want "error: result of the publish is dropped"
}

func (s *azureBroker) hubReturned(ctx context.Context, order []byte) error {
	batch, err := s.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
		return err
	}
	return s.hub.SendEventDataBatch(ctx, batch, nil)
}
