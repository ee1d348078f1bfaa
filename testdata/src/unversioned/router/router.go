// Package router has handlers that return the messages which the library then publishes.
package router

import (
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
)

type roomBooked struct{ RoomID string } // want "warning: payload has no version"

type roomFreed struct{ RoomID string }

type roomCleaned struct{ RoomID string }

type roomChecked struct{ RoomID string }

func answer(event any) ([]*message.Message, error) {
	b, err := json.Marshal(event)
	if err != nil {
		return nil, err
	}
	return []*message.Message{message.NewMessage(watermill.NewUUID(), b)}, nil
}

func book(msg *message.Message) ([]*message.Message, error) {
	return answer(roomBooked{RoomID: string(msg.Payload)})
}

func routes(r *message.Router, s message.Subscriber, p message.Publisher, inside *gochannel.GoChannel) {
	r.AddHandler("book", "guests", s, "rooms", p, book)
	r.AddHandler("free", "guests", s, "rooms.v1", p, func(msg *message.Message) ([]*message.Message, error) {
		return answer(roomFreed{RoomID: string(msg.Payload)})
	})
	r.AddHandler("clean", "guests", s, "rooms", p, func(msg *message.Message) ([]*message.Message, error) {
		b, err := json.Marshal(&roomCleaned{RoomID: string(msg.Payload)})
		if err != nil {
			return nil, err
		}
		m := message.NewMessage(watermill.NewUUID(), b)
		m.Metadata.Set("schema_version", "1")
		return message.Messages{m}, nil
	})
	r.AddHandler("check", "guests", s, "rooms", inside, func(msg *message.Message) ([]*message.Message, error) {
		return answer(roomChecked{RoomID: string(msg.Payload)})
	})
	r.AddHandler("pass", "guests", s, "rooms", p, func(msg *message.Message) ([]*message.Message, error) {
		return message.Messages{msg}, nil
	})
}
