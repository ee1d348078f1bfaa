// Package mail wraps a publisher.
package mail

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Sender publishes mails.
type Sender struct{ client *kgo.Client }

// Send says what happened.
func (s *Sender) Send(ctx context.Context, to string) error {
	return s.client.ProduceSync(ctx, &kgo.Record{Topic: "mail", Value: []byte(to)}).FirstErr()
}
