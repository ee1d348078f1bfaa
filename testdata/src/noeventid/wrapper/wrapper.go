// Package wrapper is a publisher that is the cause for all.
package wrapper

import (
	"context"
	"encoding/json"

	"github.com/nats-io/nats.go/jetstream"
)

type producer struct{ js jetstream.JetStream }

func (p *producer) send(ctx context.Context, subject string, body []byte) error {
	_, err := p.js.Publish(ctx, subject, body) // want "warning: nothing published here carries an event id"
	return err
}

func (p *producer) sendOnce(ctx context.Context, subject, id string, body []byte) error {
	_, err := p.js.Publish(ctx, subject, body, jetstream.WithMsgID(id))
	return err
}

type userJoined struct{ UserID string }

type userLeft struct{ UserID string }

type userMoved struct{ UserID string }

func joined(ctx context.Context, p *producer, id string) error {
	b, err := json.Marshal(userJoined{UserID: id})
	if err != nil {
		return err
	}
	return p.send(ctx, "users.joined", b)
}

func left(ctx context.Context, p *producer, id string) error {
	b, err := json.Marshal(userLeft{UserID: id})
	if err != nil {
		return err
	}
	return p.send(ctx, "users.left", b)
}

func moved(ctx context.Context, p *producer, id string) error {
	b, err := json.Marshal(userMoved{UserID: id})
	if err != nil {
		return err
	}
	return p.sendOnce(ctx, "users.moved", "moved-"+id, b)
}
