package handling

import (
	"context"
	"log"

	"github.com/segmentio/kafka-go"
)

type relay struct {
	in  *kafka.Reader
	out *kafka.Writer
}

// The message is not settled, so it is delivered again, and with it comes the publish.
func (r *relay) leftUnsettled(ctx context.Context, m kafka.Message) {
	if err := r.out.WriteMessages(ctx, kafka.Message{Topic: "t", Value: m.Value}); err != nil {
		log.Print(err)
		return
	}
	r.done(ctx, m)
}

func (r *relay) leftUnsettledInLoop(ctx context.Context) {
	for {
		m, err := r.in.FetchMessage(ctx)
		if err != nil {
			return
		}
		if len(m.Value) == 0 {
			r.done(ctx, m)
			continue
		}
		if err := r.out.WriteMessages(ctx, kafka.Message{Topic: "t", Value: m.Value}); err != nil {
			log.Print(err)
			continue
		}
		r.done(ctx, m)
	}
}

func (r *relay) settledAnyway(ctx context.Context, m kafka.Message) {
	if err := r.out.WriteMessages(ctx, kafka.Message{Topic: "t", Value: m.Value}); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
	r.done(ctx, m)
}

func (r *relay) settledOnFailure(ctx context.Context, m kafka.Message) {
	if err := r.out.WriteMessages(ctx, kafka.Message{Topic: "t", Value: m.Value}); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
		r.done(ctx, m)
		return
	}
	r.done(ctx, m)
}

func (r *relay) done(ctx context.Context, m kafka.Message) {
	if err := r.in.CommitMessages(ctx, m); err != nil {
		log.Print(err)
	}
}
