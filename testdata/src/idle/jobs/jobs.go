// Package jobs has functions that are called by name, as values, through interfaces, by libraries, and never.
package jobs

import (
	"context"
	"net/http"

	"github.com/segmentio/kafka-go"
)

type job interface{ run(ctx context.Context) }

type direct struct{ w *kafka.Writer }

func (d direct) run(ctx context.Context) {
	d.w.WriteMessages(ctx, kafka.Message{Value: []byte("direct")}) // want "error: .*"
}

// Old is what Every ran before.
func (d direct) Old(ctx context.Context) {
	d.w.WriteMessages(ctx, kafka.Message{Value: []byte("old")}) // want "info: .*"
}

type page struct{ w *kafka.Writer }

// ServeHTTP is called by the server.
func (p page) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	p.w.WriteMessages(r.Context(), kafka.Message{Value: []byte("page")}) // want "error: .*"
}

// Every runs all jobs.
func Every(w *kafka.Writer) {
	for _, j := range []job{direct{w}} {
		j.run(context.Background())
	}
	http.Handle("/page", page{w})
	later(func() {
		w.WriteMessages(context.Background(), kafka.Message{Value: []byte("later")}) // want "error: .*"
	})
}

func later(f func()) { f() }

// Forgotten is exported, but this module cannot be downloaded.
func Forgotten(w *kafka.Writer) {
	func() {
		w.WriteMessages(context.Background(), kafka.Message{Value: []byte("forgotten")}) // want "info: .*"
	}()
}
