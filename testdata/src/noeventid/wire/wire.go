// Package wire puts the program together.
package wire

import (
	"github.com/rabbitmq/amqp091-go"

	"noeventid/app"
	"noeventid/publisher"
	"noeventid/transport"
)

type onlyPlain struct{ *publisher.Plain }

func service(ch *amqp091.Channel) *app.Service {
	t := transport.New(ch)
	return app.New(onlyPlain{publisher.NewPlain(t)}, publisher.NewCareful(t))
}
