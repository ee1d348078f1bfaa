// Package saramaconfig opens producers for other packages.
package saramaconfig

import "github.com/IBM/sarama"

// Open makes an idempotent producer.
func Open(config *sarama.Config) (sarama.SyncProducer, error) {
	idempotent(config)
	return sarama.NewSyncProducer(nil, config)
}

func idempotent(config *sarama.Config) { config.Producer.Idempotent = true }
