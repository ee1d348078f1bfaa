package export

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// server describes a broker. Where it runs is not known from the code.
func server(bus string) pairs {
	protocol := map[string]string{"rabbitmq": "amqp", "pubsub": "googlepubsub", "eventhubs": "amqps", "servicebus": "amqps"}[bus]
	return pairs{{"host", "{host}"}, {"protocol", orElse(protocol, bus)}, {"variables", pairs{{"host", pairs{{"description", "name and port of the broker, which the code does not say"}}}}}}
}

// channelBindings say what is known of a topic by its name and bus.
func channelBindings(t *topic) pairs {
	if t.name == "" || t.certainty != catalog.Constant {
		return nil
	}
	name := plain(t.name)
	switch t.bus {
	case "kafka":
		return pairs{{"kafka", pairs{{"topic", name}, {"bindingVersion", "0.5.0"}}}}
	case "sqs":
		return pairs{{"sqs", pairs{{"queue", pairs{{"name", name}, {"fifoQueue", strings.HasSuffix(name, ".fifo")}}}, {"bindingVersion", "0.2.0"}}}}
	case "sns":
		return pairs{{"sns", pairs{{"name", name}, {"bindingVersion", "0.1.0"}}}}
	case "rabbitmq":
		if len(t.edges) > 0 && len(name) <= 255 && !slices.ContainsFunc(t.edges, func(e catalog.Edge) bool { return e.Direction == catalog.Publish }) {
			return pairs{{"amqp", pairs{{"is", "queue"}, {"queue", pairs{{"name", name}}}, {"bindingVersion", "0.3.0"}}}} // what is consumed is a queue
		}
	}
	return nil
}

// operationBindings tell of a consumer's group.
func operationBindings(bus string, l link) pairs {
	var groups []string
	for _, e := range l.edges {
		if g := plain(e.Group); g != "" && !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	if l.direction != catalog.Consume || len(groups) == 0 {
		return nil
	}
	slices.Sort(groups)
	switch {
	case bus == "kafka":
		return pairs{{"kafka", pairs{{"groupId", pairs{{"type", "string"}, {"enum", groups}}}, {"bindingVersion", "0.5.0"}}}}
	case bus == "nats" && len(groups) == 1 && len(groups[0]) <= 255:
		return pairs{{"nats", pairs{{"queue", groups[0]}, {"bindingVersion", "0.1.0"}}}}
	}
	return nil
}

// messageBindings tell of the keys that an event has on Kafka.
func messageBindings(ev *event) pairs {
	keys := slices.DeleteFunc(ev.keys("kafka"), func(k string) bool { return k == string(catalog.ByNothing) })
	if len(keys) == 0 {
		return nil
	}
	return pairs{{"kafka", pairs{{"key", pairs{{"type", "string"}, {"description", "made of " + plain(strings.Join(keys, ", or "))}}}, {"bindingVersion", "0.5.0"}}}}
}
