package franz

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func silence() (*kgo.Client, error) { return kgo.NewClient(kgo.SeedBrokers("kafka:9092")) }

func none() (*kgo.Client, error) {
	return kgo.NewClient(
		kgo.SeedBrokers("kafka:9092"),
		kgo.DisableIdempotentWrite(),
		kgo.RequiredAcks(kgo.NoAck()), // want "error: no broker acks \\(kgo.RequiredAcks\\)"
	)
}

func leader() (*kgo.Client, error) {
	opts := []kgo.Opt{kgo.SeedBrokers("kafka:9092")}
	opts = append(opts, kgo.RequiredAcks(kgo.LeaderAck())) // want "warning: only the leader acks \\(kgo.RequiredAcks\\)"
	return kgo.NewClient(opts...)
}

func sometimes(fast bool) (*kgo.Client, error) {
	var opts []kgo.Opt
	if fast {
		opts = append(opts, kgo.RequiredAcks(kgo.NoAck()))
	}
	return kgo.NewClient(opts...)
}

// The caller's options may say otherwise.
func open(opts ...kgo.Opt) (*kgo.Client, error) {
	return kgo.NewClient(append([]kgo.Opt{kgo.RequiredAcks(kgo.NoAck())}, opts...)...)
}

func opened() (*kgo.Client, error) { return open(kgo.RequiredAcks(kgo.AllISRAcks())) }

func acks(ctx context.Context, strict bool) (*kgo.Client, error) {
	a := kgo.LeaderAck()
	if strict {
		a = kgo.AllISRAcks()
	}
	return kgo.NewClient(kgo.RequiredAcks(a))
}
