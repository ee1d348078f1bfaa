// Package web turns functions of the application into HTTP endpoints, and serves them until the process is told to stop.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"
)

// Handle decodes the request's JSON body and calls fn with it.
func Handle[T any](fn func(ctx context.Context, in T) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		reply(w, r, fn(r.Context(), in))
	}
}

// ByID calls fn with the id of the path.
func ByID(fn func(ctx context.Context, id string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { reply(w, r, fn(r.Context(), r.PathValue("id"))) }
}

func reply(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		slog.ErrorContext(r.Context(), "request", "path", r.URL.Path, "err", err)
		http.Error(w, "try again later", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Serve serves until ctx is done, then lets running requests finish.
func Serve(ctx context.Context, addr string, h http.Handler) error {
	srv := &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: 5 * time.Second}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	}()
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
