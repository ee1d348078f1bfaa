package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A generated service has five packages: domain, ports, store (database/sql), bus (Kafka) and app, which joins them through the interfaces of ports.
const packagesPerService = 5

// generate writes a module of n packages. Its Kafka library is a stand-in beside it, so that nothing need be downloaded.
func generate(dir string, n int) error {
	files := map[string]string{
		"go.mod":                "module example.com/shop\n\ngo 1.26\n\nrequire github.com/segmentio/kafka-go v0.4.47\n\nreplace github.com/segmentio/kafka-go => ./kafka\n",
		"kafka/go.mod":          "module github.com/segmentio/kafka-go\n\ngo 1.26\n",
		"kafka/kafka.go":        kafkaSource,
		"shared/money/money.go": moneySource + filler("money"), // every service imports it
	}
	for service := range n / packagesPerService {
		name := fmt.Sprintf("svc%d", service)
		for pkg, source := range map[string]string{"domain": domainSource, "ports": portsSource, "store": storeSource, "bus": busSource, "app": appSource} {
			files[filepath.Join(name, pkg, pkg+".go")] = strings.ReplaceAll(source, "SVC", name) + filler(pkg)
		}
	}
	for i := range n % packagesPerService {
		files[fmt.Sprintf("extra%d/extra.go", i)] = fmt.Sprintf("package extra%d\n", i) + filler("extra")
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("write module: %w", err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return fmt.Errorf("write module: %w", err)
		}
	}
	return nil
}

// filler is the code of a package that has nothing to do with events: about 400 lines.
func filler(pkg string) string {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, `
type Line%[2]d struct {
	SKU   string
	Count int
	Cents int64
}

// Total%[2]d adds up the lines of a basket in %[1]s.
func Total%[2]d(lines []Line%[2]d, discount map[string]int64) (sum int64, skipped []string) {
	for i, l := range lines {
		if l.Count <= 0 {
			skipped = append(skipped, l.SKU)
			continue
		}
		price := l.Cents * int64(l.Count)
		if d, ok := discount[l.SKU]; ok {
			price -= price * d / 100
		}
		if i%%7 == 0 && price > 1000 {
			price -= 1
		}
		sum += price
	}
	return sum, skipped
}
`, pkg, i)
	}
	return b.String()
}

const kafkaSource = `package kafka

import "context"

type Message struct {
	Topic      string
	Key, Value []byte
}

type Writer struct{ Topic string }

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { return nil }
`

const moneySource = `package money

type Cents int64
`

const domainSource = `package domain

import "example.com/shop/shared/money"

type Order struct {
	ID    string
	Cents money.Cents
}

type OrderPlaced struct {
	EventID string
	OrderID string
	Version int
}
`

const portsSource = `package ports

import (
	"context"

	"example.com/shop/SVC/domain"
)

type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	Save(ctx context.Context, o domain.Order) error
}

type Bus interface {
	Publish(ctx context.Context, topic string, event any) error
}
`

const storeSource = `package store

import (
	"context"
	"database/sql"

	"example.com/shop/SVC/domain"
)

type key struct{}

type Store struct{ DB *sql.DB }

func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(context.WithValue(ctx, key{}, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *Store) Save(ctx context.Context, o domain.Order) error {
	if tx, ok := ctx.Value(key{}).(*sql.Tx); ok {
		_, err := tx.ExecContext(ctx, "INSERT INTO orders VALUES ($1, $2)", o.ID, o.Cents)
		return err
	}
	_, err := s.DB.ExecContext(ctx, "INSERT INTO orders VALUES ($1, $2)", o.ID, o.Cents)
	return err
}
`

const busSource = `package bus

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type Bus struct{ Writer *kafka.Writer }

func (b *Bus) Publish(ctx context.Context, topic string, event any) error {
	data, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.Writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: data})
}
`

const appSource = `package app

import (
	"context"
	"database/sql"

	"github.com/segmentio/kafka-go"

	"example.com/shop/SVC/bus"
	"example.com/shop/SVC/domain"
	"example.com/shop/SVC/ports"
	"example.com/shop/SVC/store"
)

type Service struct {
	store ports.Store
	bus   ports.Bus
}

func New(db *sql.DB, w *kafka.Writer) *Service {
	return &Service{store: &store.Store{DB: db}, bus: &bus.Bus{Writer: w}}
}

// Place publishes while the transaction is open.
func (s *Service) Place(ctx context.Context, o domain.Order) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Save(ctx, o); err != nil {
			return err
		}
		return s.bus.Publish(ctx, "SVC.orders", domain.OrderPlaced{EventID: o.ID, OrderID: o.ID, Version: 1})
	})
}

// Cancel publishes after the commit.
func (s *Service) Cancel(ctx context.Context, o domain.Order) error {
	if err := s.store.InTx(ctx, func(ctx context.Context) error { return s.store.Save(ctx, o) }); err != nil {
		return err
	}
	return s.bus.Publish(ctx, "SVC.orders", domain.OrderPlaced{EventID: o.ID, OrderID: o.ID, Version: 1})
}
`
