// Package requests opens a transaction for each request, in a middleware, and commits it when the handler has returned.
package requests

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/segmentio/kafka-go"
)

type txKey struct{}

type server struct {
	db     *sql.DB
	writer *kafka.Writer
}

func (s *server) transactional(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tx, err := s.db.BeginTx(r.Context(), nil)
		if err != nil {
			http.Error(w, "no transaction", http.StatusInternalServerError)
			return
		}
		defer tx.Rollback()
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), txKey{}, tx)))
		if err := tx.Commit(); err != nil {
			http.Error(w, "not committed", http.StatusInternalServerError)
		}
	})
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /orders", s.transactional(http.HandlerFunc(s.place)))
	mux.HandleFunc("POST /pings", s.ping)
	return mux
}

func (s *server) place(w http.ResponseWriter, r *http.Request) {
	tx := r.Context().Value(txKey{}).(*sql.Tx)
	if _, err := tx.ExecContext(r.Context(), "INSERT INTO orders VALUES (1)"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := s.writer.WriteMessages(r.Context(), kafka.Message{Topic: "orders.v1"}); err != nil { // want "error: event is published before the transaction commits"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *server) ping(w http.ResponseWriter, r *http.Request) {
	if err := s.writer.WriteMessages(r.Context(), kafka.Message{Topic: "pings.v1"}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
