package brokers

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type azureBroker struct {
	pool    *pgxpool.Pool
	sender  *azservicebus.Sender
	batches *azservicebus.Sender
	hub     *azeventhubs.ProducerClient
}

func (s *azureBroker) senderInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil) // want "error: event"
	})
}

func (s *azureBroker) senderAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.sender.SendMessage(ctx, &azservicebus.Message{Body: order}, nil)
}

func (s *azureBroker) batchesInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		batch, err := s.batches.NewMessageBatch(ctx, nil)
		if err != nil {
			return err
		}
		if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
			return err
		}
		return s.batches.SendMessageBatch(ctx, batch, nil) // want "error: event"
	})
}

func (s *azureBroker) batchesAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	batch, err := s.batches.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddMessage(&azservicebus.Message{Body: order}, nil); err != nil {
		return err
	}
	return s.batches.SendMessageBatch(ctx, batch, nil)
}

func (s *azureBroker) hubInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		batch, err := s.hub.NewEventDataBatch(ctx, nil)
		if err != nil {
			return err
		}
		if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
			return err
		}
		return s.hub.SendEventDataBatch(ctx, batch, nil) // want "error: event"
	})
}

func (s *azureBroker) hubAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	batch, err := s.hub.NewEventDataBatch(ctx, nil)
	if err != nil {
		return err
	}
	if err := batch.AddEventData(&azeventhubs.EventData{Body: order}, nil); err != nil {
		return err
	}
	return s.hub.SendEventDataBatch(ctx, batch, nil)
}

func (s *azureBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
