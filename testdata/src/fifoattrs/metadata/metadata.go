// Package metadata has the group of a message in its metadata.
package metadata

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-aws/sns"
	"github.com/ThreeDotsLabs/watermill/message"
)

func place(pub *sns.Publisher, id string, order []byte) error {
	m := message.NewMessage(watermill.NewUUID(), order)
	m.Metadata.Set(sns.MessageGroupIdMetadataField, id)
	return pub.Publish("orders.fifo", m)
}
