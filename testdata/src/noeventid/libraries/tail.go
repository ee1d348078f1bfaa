package libraries

import (
	"context"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"
	"github.com/redis/rueidis/rueidiscompat"
	"github.com/zeromicro/go-queue/kq"
)

type tail struct {
	kq      *kq.Pusher
	mqtt    mqtt.Client
	rueidis rueidiscompat.Cmdable
	store   *kurrentdb.Client
}

type pushed struct{ OrderID string } // want "warning: message carries no event id"

type pushedWithID struct {
	EventID string
	OrderID string
}

func (t *tail) push(ctx context.Context, id string) error {
	if err := t.kq.Push(ctx, string(encode(pushed{OrderID: id}))); err != nil {
		return err
	}
	return t.kq.KPush(ctx, id, string(encode(pushedWithID{EventID: "shipped-" + id, OrderID: id})))
}

type measured struct{ Sensor string } // want "warning: message carries no event id"

func (t *tail) measure(sensor string) error {
	token := t.mqtt.Publish("measures", 1, false, encode(measured{Sensor: sensor}))
	token.Wait()
	return token.Error()
}

type added struct{ OrderID string } // want "warning: message carries no event id"

type addedWithID struct{ OrderID string }

func (t *tail) add(ctx context.Context, id string) error {
	if err := t.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders", Values: map[string]any{"body": encode(added{OrderID: id})}}).Err(); err != nil {
		return err
	}
	return t.rueidis.XAdd(ctx, rueidiscompat.XAddArgs{Stream: "orders", Values: map[string]any{"event_id": id, "body": encode(addedWithID{OrderID: id})}}).Err()
}

type appended struct{ OrderID string }

// The client gives an event an id where there is none.
func (t *tail) appends(ctx context.Context, id string) error {
	_, err := t.store.AppendToStream(ctx, "orders", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "placed", Data: encode(appended{OrderID: id})})
	return err
}
