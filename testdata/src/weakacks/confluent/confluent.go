package confluent

import (
	"maps"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func silence() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092"})
}

func none() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{
		"bootstrap.servers": "kafka:9092",
		"acks":              0, // want "error: no broker acks \\(acks\\)"
	})
}

func leader() (*kafka.Producer, error) {
	config := kafka.ConfigMap{"bootstrap.servers": "kafka:9092"}
	config["request.required.acks"] = "1" // want "warning: only the leader acks \\(request.required.acks\\)"
	return kafka.NewProducer(&config)
}

func all() (*kafka.Producer, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092", "acks": "all"})
}

func setKey() (*kafka.Producer, error) {
	config := &kafka.ConfigMap{"acks": "all"}
	if err := config.SetKey("acks", 1); err != nil { // want "warning: only the leader acks \\(acks\\)"
		return nil, err
	}
	return kafka.NewProducer(config)
}

func repaired() (*kafka.Producer, error) {
	config := &kafka.ConfigMap{"acks": 0}
	if err := config.SetKey("acks", -1); err != nil {
		return nil, err
	}
	return kafka.NewProducer(config)
}

// Anything may be in extra.
func extra(extra map[string]string) (*kafka.Producer, error) {
	config := kafka.ConfigMap{"acks": 1}
	for k, v := range extra {
		config[k] = v
	}
	return kafka.NewProducer(&config)
}

func copied(extra kafka.ConfigMap) (*kafka.Producer, error) {
	config := kafka.ConfigMap{"acks": 1}
	maps.Copy(config, extra)
	return kafka.NewProducer(&config)
}
