package queues

import (
	"context"
	"encoding/json"

	"github.com/apache/rocketmq-client-go/v2"
	"github.com/apache/rocketmq-client-go/v2/consumer"
	"github.com/apache/rocketmq-client-go/v2/primitive"
	"github.com/apache/rocketmq-clients/golang/v5"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"
	"github.com/zeromicro/go-queue/kq"
)

type Counted struct{ Item string }

func Rocket(ctx context.Context, p rocketmq.Producer, item string) error {
	body, err := json.Marshal(Counted{item})
	if err != nil {
		return err
	}
	_, err = p.SendSync(ctx, primitive.NewMessage("counted", body)) // edge: publish "counted" edges/queues.Counted high
	return err
}

func FromRocket(c rocketmq.PushConsumer) error {
	return c.Subscribe("counted", consumer.MessageSelector{}, func(ctx context.Context, messages ...*primitive.MessageExt) (consumer.ConsumeResult, error) { // edge: consume "counted" edges/queues.Counted high
		for _, m := range messages {
			var e Counted
			if err := json.Unmarshal(m.Body, &e); err != nil {
				return consumer.ConsumeSuccess, err
			}
		}
		return consumer.ConsumeSuccess, nil
	})
}

func Rocket5(ctx context.Context, p golang.Producer, item string) error {
	body, err := json.Marshal(Counted{item})
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, &golang.Message{Topic: "counted5", Body: body}) // edge: publish "counted5" edges/queues.Counted high
	return err
}

type handler struct{ last string }

func (h *handler) Consume(ctx context.Context, key, value string) error {
	var e Counted
	if err := json.Unmarshal([]byte(value), &e); err != nil {
		return err
	}
	h.last = e.Item
	return nil
}

func Push(ctx context.Context, brokers []string, item string) error {
	body, err := json.Marshal(Counted{item})
	if err != nil {
		return err
	}
	return kq.NewPusher(brokers, "pushed", kq.WithSyncPush()).Push(ctx, string(body)) // edge: publish "pushed" edges/queues.Counted high
}

func Pull() {
	kq.MustNewQueue(kq.KqConf{Topic: "pushed", Group: "stock"}, &handler{}) // edge: consume "pushed" edges/queues.Counted high
}

func MQTT(c mqtt.Client, item string) error {
	body, err := json.Marshal(Counted{item})
	if err != nil {
		return err
	}
	token := c.Publish("stock/counted", 1, false, body) // edge: publish "stock/counted" edges/queues.Counted high
	token.Wait()
	return token.Error()
}

func FromMQTT(c mqtt.Client) error {
	token := c.Subscribe("stock/counted", 1, func(_ mqtt.Client, m mqtt.Message) { // edge: consume "stock/counted" edges/queues.Counted high
		var e Counted
		_ = json.Unmarshal(m.Payload(), &e)
	})
	token.Wait()
	return token.Error()
}

func Append(ctx context.Context, c *kurrentdb.Client, item string) error {
	body, err := json.Marshal(Counted{item})
	if err != nil {
		return err
	}
	_, err = c.AppendToStream(ctx, "stock", kurrentdb.AppendToStreamOptions{}, kurrentdb.EventData{EventType: "counted", Data: body}) // edge: publish "stock" edges/queues.Counted high
	return err
}
