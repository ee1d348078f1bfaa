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

// editor is used through what its users know of it.
type editor interface {
	Edit(w http.ResponseWriter, r *http.Request)
	Drop(w http.ResponseWriter, r *http.Request)
}

type pages struct{ w *kafka.Writer }

func newEditor(w *kafka.Writer) editor { return &pages{w} }

// Edit is a method of an interface, handed on as a value.
func (p *pages) Edit(_ http.ResponseWriter, r *http.Request) {
	p.w.WriteMessages(r.Context(), kafka.Message{Value: []byte("edited")}) // want "error: .*"
}

// Drop is never handed on.
func (p *pages) Drop(_ http.ResponseWriter, r *http.Request) {
	p.w.WriteMessages(r.Context(), kafka.Message{Value: []byte("dropped")}) // want "info: .*"
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
	http.HandleFunc("/edit", newEditor(w).Edit)
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
