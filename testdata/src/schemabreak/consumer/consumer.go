// Package consumer reads what others publish, into a struct of its own: it must still read what was stored before.
package consumer

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type stockMoved struct {
	SKU   string `json:"sku"`
	Count string `json:"count"` // want "error: .stockMoved. count: J15 kind of a value changed, so what was stored before cannot be read .BREAK."
}

func run(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var e stockMoved
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
		println(e.SKU, e.Count)
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
