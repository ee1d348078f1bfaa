// Package paho stands in for the real library in fixtures.
package paho

import "context"

type Client struct{}

func (c *Client) AddOnPublishReceived(f func(PublishReceived) (bool, error)) func() { panic("stub") }
func (c *Client) Publish(ctx context.Context, p *Publish) (*PublishResponse, error) { panic("stub") }

type Publish struct {
	QoS     byte
	Topic   string
	Payload []byte
}

type PublishReceived struct{ Packet *Publish }

type PublishResponse struct{}
