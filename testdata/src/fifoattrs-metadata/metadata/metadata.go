// Package metadata publishes through Watermill, where a message's metadata has its group.
package metadata

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-aws/sns"
	"github.com/ThreeDotsLabs/watermill/message"
)

func place(pub *sns.Publisher, order []byte) error {
	m := message.NewMessage(watermill.NewUUID(), order)
	m.Metadata.Set("kind", "order")
	return pub.Publish("orders.fifo", m) // want "error: message for \"orders.fifo\" has no group id, so it is refused"
}

// A message that comes from elsewhere may have one.
func forward(pub *sns.Publisher, m *message.Message) error {
	return pub.Publish("orders.fifo", m)
}

// Another kind of topic.
func tell(pub *sns.Publisher, order []byte) error {
	return pub.Publish("orders", message.NewMessage(watermill.NewUUID(), order))
}
