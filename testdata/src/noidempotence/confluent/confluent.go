package confluent

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func off() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{
		"enable.idempotence": "false", // want "info: retries without idempotence \\(enable.idempotence\\)"
	})
}

func once() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"retries": 0})
}

func transactional() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"transactional.id": "billing"})
}

func configured(idempotent bool) (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"enable.idempotence": idempotent})
}

// Whoever calls it decides.
func open(config *kafka.ConfigMap) (*kafka.Producer, error) { return kafka.NewProducer(config) }
