// Package orders publishes in one function and reads in its caller, through wrappers of another package.
package orders

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"readafterpublish/store"
)

type service struct {
	bus   *store.Bus
	views *store.Views
}

func (s *service) publish(ctx context.Context, id string) error {
	return s.bus.Publish(ctx, "orders.paid", []byte(id))
}

func (s *service) Pay(ctx context.Context, id string) ([]byte, error) {
	if err := s.publish(ctx, id); err != nil {
		return nil, err
	}
	return s.views.Get(ctx, id) // want "warning: reads .views. after the event whose handler writes it"
}

// A sleep makes it rarer.
func (s *service) PayAndSleep(ctx context.Context, id string) ([]byte, error) {
	if err := s.publish(ctx, id); err != nil {
		return nil, err
	}
	time.Sleep(100 * time.Millisecond)
	return s.views.Get(ctx, id) // want "warning: reads .views. after the event whose handler writes it"
}

// Polling waits for the data.
func (s *service) PayAndPoll(ctx context.Context, id string) ([]byte, error) {
	if err := s.publish(ctx, id); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	for ctx.Err() == nil {
		if body, err := s.views.Get(ctx, id); err == nil {
			return body, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil, ctx.Err()
}

// It is read before.
func (s *service) Repeat(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if _, err := s.views.Get(ctx, id); err != nil {
			return err
		}
		if err := s.publish(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Another event.
func (s *service) Cancel(ctx context.Context, id string) ([]byte, error) {
	if err := s.bus.Publish(ctx, "orders.cancelled", []byte(id)); err != nil {
		return nil, err
	}
	return s.views.Get(ctx, id)
}

func (s *service) project(ctx context.Context, m kafka.Message) error {
	return s.views.Put(ctx, string(m.Key), m.Value)
}

func (s *service) Run(ctx context.Context) error {
	return store.Consume(ctx, "orders.paid", s.project)
}
