package brokers

import (
	"context"
	"log"

	"github.com/eclipse/paho.mqtt.golang"
)

func (t *trips) mqtt(ctx context.Context, client mqtt.Client) {
	once := byte(0)
	client.Subscribe("parcels/shipped", once, t.sensed(ctx)) // never delivered again
	client.Subscribe("parcels/returned", 1, func(_ mqtt.Client, m mqtt.Message) {
		if err := t.add(ctx, m.Payload(), plain); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			log.Print(err)
		}
	})
}

func (t *trips) sensed(ctx context.Context) mqtt.MessageHandler {
	return func(_ mqtt.Client, m mqtt.Message) {
		if err := t.add(ctx, m.Payload(), plain); err != nil {
			log.Print(err)
		}
	}
}
