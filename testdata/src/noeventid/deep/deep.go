// Package deep makes messages through more helpers than anybody would want to follow by hand.
package deep

import (
	"context"
	"encoding/json"

	"github.com/rabbitmq/amqp091-go"
)

type shipped struct {
	Order string `json:"order"`
}

type returned struct { // want "warning: message carries no event id"
	Parcel string `json:"parcel"`
}

type bus struct{ ch *amqp091.Channel }

// ship has its message's id from the last helper.
func (b *bus) ship(ctx context.Context, s shipped, id string) error {
	return b.ch.PublishWithContext(ctx, "shipping.v1", "", false, false, with1(s, id))
}

// giveBack has none.
func (b *bus) giveBack(ctx context.Context, r returned) error {
	return b.ch.PublishWithContext(ctx, "returns.v1", "", false, false, without1(r))
}

func with1(s shipped, id string) amqp091.Publishing { return with2(s, id) }

func with2(s shipped, id string) amqp091.Publishing { return with3(s, id) }

func with3(s shipped, id string) amqp091.Publishing { return with4(s, id) }

func with4(s shipped, id string) amqp091.Publishing { return with5(s, id) }

func with5(s shipped, id string) amqp091.Publishing { return with6(s, id) }

func with6(s shipped, id string) amqp091.Publishing { return with7(s, id) }

func with7(s shipped, id string) amqp091.Publishing { return with8(s, id) }

func with8(s shipped, id string) amqp091.Publishing { return with9(s, id) }

func with9(s shipped, id string) amqp091.Publishing { return with10(s, id) }

func with10(s shipped, id string) amqp091.Publishing { return with11(s, id) }

func with11(s shipped, id string) amqp091.Publishing { return with12(s, id) }

func with12(s shipped, id string) amqp091.Publishing { return with13(s, id) }

func with13(s shipped, id string) amqp091.Publishing { return with14(s, id) }

func with14(s shipped, id string) amqp091.Publishing { return with15(s, id) }

func with15(s shipped, id string) amqp091.Publishing { return with16(s, id) }

func with16(s shipped, id string) amqp091.Publishing {
	return amqp091.Publishing{MessageId: id, Body: body(s)}
}

func without1(r returned) amqp091.Publishing { return without2(r) }

func without2(r returned) amqp091.Publishing { return without3(r) }

func without3(r returned) amqp091.Publishing { return without4(r) }

func without4(r returned) amqp091.Publishing { return without5(r) }

func without5(r returned) amqp091.Publishing { return without6(r) }

func without6(r returned) amqp091.Publishing { return without7(r) }

func without7(r returned) amqp091.Publishing { return without8(r) }

func without8(r returned) amqp091.Publishing { return without9(r) }

func without9(r returned) amqp091.Publishing { return without10(r) }

func without10(r returned) amqp091.Publishing { return without11(r) }

func without11(r returned) amqp091.Publishing { return without12(r) }

func without12(r returned) amqp091.Publishing { return without13(r) }

func without13(r returned) amqp091.Publishing { return without14(r) }

func without14(r returned) amqp091.Publishing { return without15(r) }

func without15(r returned) amqp091.Publishing { return without16(r) }

func without16(r returned) amqp091.Publishing {
	return amqp091.Publishing{Body: body(r)}
}

func body(v any) []byte {
	data, _ := json.Marshal(v)
	return data
}
