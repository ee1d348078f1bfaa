// Package doc holds the example of the documentation.
package doc

import "github.com/confluentinc/confluent-kafka-go/v2/kafka"

func bad() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092"}) // want "info: retries without idempotence \\(enable.idempotence is not set\\), so an event can be sent twice"
}

func good() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092", "enable.idempotence": true})
}
