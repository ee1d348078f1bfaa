// Package sarama publishes with sarama and consumes with a reader of franz-go.
package sarama

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/twmb/franz-go/pkg/kgo"
)

type stockChanged struct {
	SKU   string `json:"sku"`
	Where struct {
		Warehouse string `json:"warehouse"`
		Shelf     int    `json:"shelf"`
	} `json:"where"`
}

func change(p sarama.SyncProducer, e *stockChanged) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: "stock", Value: sarama.ByteEncoder(body)}) // want "error: \"where.shelf\" is published as int64 and read as string, so sarama cannot read the event"
	return err
}

type stock struct {
	SKU   string `json:"sku"`
	Where place  `json:"where"`
}

type place struct {
	Shelf string `json:"shelf"`
}

func count(ctx context.Context, db *sql.DB) error {
	client, err := kgo.NewClient(kgo.ConsumeTopics("stock"), kgo.ConsumerGroup("counting"))
	if err != nil {
		return err
	}
	for {
		fetches := client.PollFetches(ctx)
		fetches.EachRecord(func(r *kgo.Record) {
			var s stock
			if err := json.Unmarshal(r.Value, &s); err != nil {
				return
			}
			db.Exec("UPDATE stock SET shelf = $1 WHERE sku = $2", s.Where.Shelf, s.SKU)
		})
	}
}
