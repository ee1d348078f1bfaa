package franz

import "github.com/twmb/franz-go/pkg/kgo"

func silence() (*kgo.Client, error) { return kgo.NewClient(kgo.SeedBrokers("kafka:9092")) }

func off() (*kgo.Client, error) {
	return kgo.NewClient(kgo.DisableIdempotentWrite()) // want "info: retries without idempotence \\(kgo.DisableIdempotentWrite\\)"
}

func once() (*kgo.Client, error) {
	return kgo.NewClient(kgo.DisableIdempotentWrite(), kgo.RecordRetries(0))
}

func sometimes(fast bool) (*kgo.Client, error) {
	opts := []kgo.Opt{kgo.SeedBrokers("kafka:9092")}
	if fast {
		opts = append(opts, kgo.DisableIdempotentWrite())
	}
	return kgo.NewClient(opts...)
}
