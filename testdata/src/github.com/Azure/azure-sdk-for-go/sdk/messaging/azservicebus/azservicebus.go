// Package azservicebus stands in for the real library in fixtures.
package azservicebus

import (
	"context"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus/internal/exported"
	"time"
)

type AbandonMessageOptions struct{}

type AddMessageOptions struct{}

type Client struct{}

func (client *Client) NewReceiverForQueue(queueName string, options *ReceiverOptions) (*Receiver, error) {
	panic("stub")
}
func (client *Client) NewSender(queueOrTopic string, options *NewSenderOptions) (*Sender, error) {
	panic("stub")
}

type CompleteMessageOptions struct{}

type Message struct {
	ApplicationProperties map[string]any
	Body                  []byte
	MessageID             *string
	SessionID             *string
	Subject               *string
}

type MessageBatch struct{}

func (mb *MessageBatch) AddMessage(m *Message, options *AddMessageOptions) error { panic("stub") }

type MessageBatchOptions struct{}

type NewSenderOptions struct{}

type ReceiveMessagesOptions struct{}

type ReceivedMessage struct {
	Body      []byte
	MessageID string
}

type Receiver struct{}

func (r *Receiver) AbandonMessage(ctx context.Context, message *ReceivedMessage, options *AbandonMessageOptions) error {
	panic("stub")
}
func (r *Receiver) CompleteMessage(ctx context.Context, message *ReceivedMessage, options *CompleteMessageOptions) error {
	panic("stub")
}
func (r *Receiver) ReceiveMessages(ctx context.Context, maxMessages int, options *ReceiveMessagesOptions) ([]*ReceivedMessage, error) {
	panic("stub")
}

type ReceiverOptions struct{ ReceiveMode ReceiveMode }

type ScheduleMessagesOptions struct{}

type SendMessageBatchOptions struct{}

type SendMessageOptions struct{}

type Sender struct{}

func (s *Sender) NewMessageBatch(ctx context.Context, options *MessageBatchOptions) (*MessageBatch, error) {
	panic("stub")
}
func (s *Sender) ScheduleMessages(ctx context.Context, messages []*Message, scheduledEnqueueTime time.Time, options *ScheduleMessagesOptions) ([]int64, error) {
	panic("stub")
}
func (s *Sender) SendMessage(ctx context.Context, message *Message, options *SendMessageOptions) error {
	panic("stub")
}
func (s *Sender) SendMessageBatch(ctx context.Context, batch *MessageBatch, options *SendMessageBatchOptions) error {
	panic("stub")
}

type ReceiveMode = exported.ReceiveMode

const (
	ReceiveModePeekLock         ReceiveMode = exported.PeekLock
	ReceiveModeReceiveAndDelete ReceiveMode = exported.ReceiveAndDelete
)
