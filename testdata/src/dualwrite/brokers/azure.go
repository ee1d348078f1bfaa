package brokers

import (
	"context"
	"database/sql"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
)

type azureBroker struct {
	db      *sql.DB
	sender  *azservicebus.Sender
	batches *azservicebus.Sender
	hub     *azeventhubs.ProducerClient
}

func (s *azureBroker) senderBefore(ctx context.Context, order []byte) error {
	if err := s.senderAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *azureBroker) senderAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil) // want "info: event is published after"
}

func (s *azureBroker) senderAlone(ctx context.Context, order []byte) error {
	return s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil)
}

func (s *azureBroker) batchesBefore(ctx context.Context, order []byte) error {
	if err := s.batchesAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *azureBroker) batchesAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	batch, err := s.batches.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
		return err
	}
	return s.batches.SendMessageBatch(ctx, batch, nil) // want "info: event is published after"
}

func (s *azureBroker) batchesAlone(ctx context.Context, order []byte) error {
	batch, err := s.batches.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
		return err
	}
	return s.batches.SendMessageBatch(ctx, batch, nil)
}

func (s *azureBroker) hubBefore(ctx context.Context, order []byte) error {
	if err := s.hubAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *azureBroker) hubAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	batch, err := s.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
		return err
	}
	return s.hub.SendEventDataBatch(ctx, batch, nil) // want "info: event is published after"
}

func (s *azureBroker) hubAlone(ctx context.Context, order []byte) error {
	batch, err := s.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
		return err
	}
	return s.hub.SendEventDataBatch(ctx, batch, nil)
}
