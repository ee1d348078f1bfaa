// Package answers tells a client that a publish failed, or that it did not.
package answers

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/segmentio/kafka-go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type api struct{ w *kafka.Writer }

func writeError(w http.ResponseWriter, code int, err error) {
	w.WriteHeader(code)
	fmt.Fprint(w, err)
}

func (a *api) plain(w http.ResponseWriter, r *http.Request) {
	if err := a.w.WriteMessages(r.Context(), kafka.Message{Topic: "t"}); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (a *api) helper(w http.ResponseWriter, r *http.Request) {
	if err := a.w.WriteMessages(r.Context(), kafka.Message{Topic: "t"}); err != nil {
		writeError(w, http.StatusInternalServerError, err)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (a *api) accepted(w http.ResponseWriter, r *http.Request) {
	if err := a.w.WriteMessages(r.Context(), kafka.Message{Topic: "t"}); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
	w.WriteHeader(http.StatusAccepted)
}

func (a *api) ginAnswered(c *gin.Context) {
	if err := a.w.WriteMessages(c.Request.Context(), kafka.Message{Topic: "t"}); err != nil {
		c.JSON(http.StatusServiceUnavailable, gin.H{"error": err.Error()})
		return
	}
	c.Status(http.StatusAccepted)
}

func (a *api) ginAborted(c *gin.Context) {
	if err := a.w.WriteMessages(c.Request.Context(), kafka.Message{Topic: "t"}); err != nil {
		_ = c.AbortWithError(http.StatusServiceUnavailable, err)
	}
}

func (a *api) ginAccepted(c *gin.Context) {
	err := a.w.WriteMessages(c.Request.Context(), kafka.Message{Topic: "t"}) // want "warning: failed publish is only logged"
	if err != nil {
		log.Printf("publish: %v", err)
	}
	c.JSON(http.StatusAccepted, gin.H{"ok": true})
}

func (a *api) echoAnswered(c echo.Context) error {
	if err := a.w.WriteMessages(c.Request().Context(), kafka.Message{Topic: "t"}); err != nil {
		log.Print(err)
		return c.JSON(http.StatusServiceUnavailable, "later")
	}
	return c.NoContent(http.StatusAccepted)
}

func (a *api) echoError(c echo.Context) error {
	if err := a.w.WriteMessages(c.Request().Context(), kafka.Message{Topic: "t"}); err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable, "later")
	}
	return c.NoContent(http.StatusAccepted)
}

func (a *api) echoAccepted(c echo.Context) error {
	if err := a.w.WriteMessages(c.Request().Context(), kafka.Message{Topic: "t"}); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
	return c.NoContent(http.StatusAccepted)
}

type reply struct{ Accepted bool }

func (a *api) rpc(ctx context.Context, m kafka.Message) (*reply, error) {
	if err := a.w.WriteMessages(ctx, m); err != nil {
		return nil, status.Error(codes.Unavailable, "later")
	}
	return &reply{Accepted: true}, nil
}

func (a *api) rpcLogged(ctx context.Context, m kafka.Message) (*reply, error) {
	if err := a.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
	return &reply{Accepted: true}, nil
}

func (a *api) rpcSaysSo(ctx context.Context, m kafka.Message) (*reply, error) {
	if err := a.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		return &reply{Accepted: false}, nil
	}
	return &reply{Accepted: true}, nil
}
