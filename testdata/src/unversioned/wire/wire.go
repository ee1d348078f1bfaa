// Package wire puts the program together.
package wire

import (
	"github.com/rabbitmq/amqp091-go"

	"unversioned/app"
	"unversioned/publisher"
	"unversioned/transport"
)

type stamped struct{ *publisher.Versioned }

func (stamped) Stamped() {}

func services(ch *amqp091.Channel) (*app.Plain, *app.Careful) {
	t := transport.New(ch)
	return app.NewPlain(publisher.New(t)), app.NewCareful(stamped{publisher.NewVersioned(t)})
}
