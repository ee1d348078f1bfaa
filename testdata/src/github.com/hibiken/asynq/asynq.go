// Package asynq stands in for the real library in fixtures.
package asynq

import (
	"context"
	"time"
)

type Client struct{}

func (c *Client) Close() error                                          { panic("stub") }
func (c *Client) Enqueue(task *Task, opts ...Option) (*TaskInfo, error) { panic("stub") }
func (c *Client) EnqueueContext(ctx context.Context, task *Task, opts ...Option) (*TaskInfo, error) {
	panic("stub")
}

type Config struct{ Concurrency int }

type Handler interface {
	ProcessTask(context.Context, *Task) error
}

type HandlerFunc func(context.Context, *Task) error

func (fn HandlerFunc) ProcessTask(ctx context.Context, task *Task) error { panic("stub") }

func MaxRetry(n int) Option { panic("stub") }

func NewClient(r RedisConnOpt) *Client { panic("stub") }

func NewServeMux() *ServeMux { panic("stub") }

func NewServer(r RedisConnOpt, cfg Config) *Server { panic("stub") }

func NewTask(typename string, payload []byte, opts ...Option) *Task { panic("stub") }

type Option interface{ Type() OptionType }

type OptionType int

type RedisClientOpt struct{ Addr string }

func (opt RedisClientOpt) MakeRedisClient() any { panic("stub") }

type RedisConnOpt interface{ MakeRedisClient() any }

type ServeMux struct{}

func (mux *ServeMux) Handle(pattern string, handler Handler) { panic("stub") }
func (mux *ServeMux) HandleFunc(pattern string, handler func(context.Context, *Task) error) {
	panic("stub")
}
func (mux *ServeMux) ProcessTask(ctx context.Context, task *Task) error { panic("stub") }

type Server struct{}

func (srv *Server) Run(handler Handler) error { panic("stub") }

type Task struct{}

func (t *Task) Payload() []byte { panic("stub") }

func TaskID(id string) Option { panic("stub") }

func ProcessIn(d time.Duration) Option { panic("stub") }

type TaskInfo struct{ ID string }
