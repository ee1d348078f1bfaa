// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"net/http"

	"github.com/segmentio/kafka-go"
)

type shop struct {
	w      *kafka.Writer
	failed func(error)
}

func (s *shop) bad(_ http.ResponseWriter, r *http.Request) {
	go func() {
		if err := s.w.WriteMessages(r.Context(), kafka.Message{Topic: "orders"}); err != nil { // want "error: context ends with the request, so the publish that goes on after it fails"
			s.failed(err)
		}
	}()
}

func (s *shop) good(_ http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context())
	go func() {
		if err := s.w.WriteMessages(ctx, kafka.Message{Topic: "orders"}); err != nil {
			s.failed(err)
		}
	}()
}
