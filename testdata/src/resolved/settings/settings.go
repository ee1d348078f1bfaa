// Package settings publishes to topics that libraries read from outside.
package settings

import (
	"cmp"
	"os"

	"github.com/caarlos0/env/v11"
	"github.com/kelseyhightower/envconfig"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
	"github.com/nats-io/nats.go"
	"github.com/spf13/viper"
)

type viperConfig struct {
	Kafka  brokers `mapstructure:"kafka"`
	Others others
}

type brokers struct {
	Orders   string `mapstructure:"orders_topic"`
	Payments string `mapstructure:"payments_topic"`
}

type others struct {
	Refunds string
}

type koanfConfig struct {
	Topic  string      `koanf:"topic"`
	Nested koanfNested `koanf:"nested"`
	Unset  string      `koanf:"unset"`
}

type koanfNested struct {
	Topic string `koanf:"topic"`
}

type preset struct {
	Stock string       `koanf:"stock"`
	Deep  presetNested `koanf:"deep"`
}

type presetNested struct {
	Stock string `koanf:"stock"`
}

type envconfigConfig struct {
	Topic       string `default:"orders"`
	Audit       string `envconfig:"AUDIT_TOPIC"`
	OrdersTopic string `split_words:"true" default:"split"`
	Kafka       envconfigKafka
}

type envconfigKafka struct {
	Topic string `default:"nested"`
}

type envConfig struct {
	Topic string   `env:"TOPIC" envDefault:"orders"`
	Kafka envKafka `envPrefix:"KAFKA_"`
}

type envKafka struct {
	Topic string `env:"TOPIC" envDefault:"nested"`
}

type parsed struct {
	Kafka parsedKafka `envPrefix:"KAFKA_"`
}

type parsedKafka struct {
	Topic string `env:"TOPIC"`
}

// twice is in two places, and what it is called in one of them is not what it is called in the other.
type twice struct {
	A inner `mapstructure:"a"`
	B inner `mapstructure:"b"`
}

type inner struct {
	Topic string `mapstructure:"topic"`
}

func first(nc *nats.Conn, arg string) {
	nc.Publish(cmp.Or(os.Getenv("X"), "x.y"), nil)                 // edge: publish "x.y" environment X
	nc.Publish(cmp.Or(os.Getenv("A"), os.Getenv("B"), "a.b"), nil) // edge: publish "a.b" environment A
	nc.Publish(cmp.Or(arg, "arg"), nil)                            // edge: publish "arg" constant
	nc.Publish("p."+cmp.Or(os.Getenv("X"), "y"), nil)              // edge: publish "p.y" environment X
}

func vipers(nc *nats.Conn) {
	viper.SetDefault("kafka.orders_topic", "orders")
	viper.SetDefault("Others.Refunds", "refunds")
	viper.SetDefault("plain", "plain.topic")
	viper.SetDefault("a.topic", "a.t")
	viper.SetDefault("b.topic", "b.t")
	var c viperConfig
	viper.Unmarshal(&c)
	nc.Publish(c.Kafka.Orders, nil)            // edge: publish "orders" configuration kafka.orders_topic
	nc.Publish(c.Kafka.Payments, nil)          // edge: publish unknown configuration kafka.payments_topic
	nc.Publish(c.Others.Refunds, nil)          // edge: publish "refunds" configuration others.refunds
	nc.Publish(viper.GetString("Plain"), nil)  // edge: publish "plain.topic" configuration Plain
	nc.Publish(viper.GetString("absent"), nil) // edge: publish unknown configuration absent
	var t twice
	viper.Unmarshal(&t)
	nc.Publish(t.A.Topic, nil) // edge: publish unknown field settings.inner.Topic
	nc.Publish(t.B.Topic, nil) // edge: publish unknown field settings.inner.Topic
}

func koanfs(nc *nats.Conn) {
	k := koanf.New(".")
	k.Load(confmap.Provider(map[string]any{"topic": "orders", "nested.topic": "nested", "deep": map[string]any{"topic": "deep"}}, "."), nil)
	k.Load(structs.Provider(preset{Stock: "stock", Deep: presetNested{Stock: "deeper"}}, "koanf"), nil)
	nc.Publish(k.String("topic"), nil)      // edge: publish "orders" configuration topic
	nc.Publish(k.String("deep.topic"), nil) // edge: publish "deep" configuration deep.topic
	nc.Publish(k.String("stock"), nil)      // edge: publish "stock" configuration stock
	nc.Publish(k.String("deep.stock"), nil) // edge: publish "deeper" configuration deep.stock
	nc.Publish(k.String("other"), nil)      // edge: publish unknown configuration other
	var c koanfConfig
	k.Unmarshal("", &c)
	nc.Publish(c.Topic, nil)        // edge: publish "orders" configuration topic
	nc.Publish(c.Nested.Topic, nil) // edge: publish "nested" configuration nested.topic
	nc.Publish(c.Unset, nil)        // edge: publish unknown configuration unset
}

func envs(nc *nats.Conn) {
	var c envconfigConfig
	envconfig.MustProcess("app", &c)
	nc.Publish(c.Topic, nil)       // edge: publish "orders" environment APP_TOPIC
	nc.Publish(c.Audit, nil)       // edge: publish unknown environment APP_AUDIT_TOPIC
	nc.Publish(c.OrdersTopic, nil) // edge: publish "split" environment APP_ORDERS_TOPIC
	nc.Publish(c.Kafka.Topic, nil) // edge: publish "nested" environment APP_KAFKA_TOPIC
	var e envConfig
	env.ParseWithOptions(&e, env.Options{Prefix: "SHOP_"})
	nc.Publish(e.Topic, nil)       // edge: publish "orders" environment SHOP_TOPIC
	nc.Publish(e.Kafka.Topic, nil) // edge: publish "nested" environment SHOP_KAFKA_TOPIC
	var p parsed
	env.Parse(&p)
	nc.Publish(p.Kafka.Topic, nil) // edge: publish unknown environment KAFKA_TOPIC
}
