// Package rueidis stands in for the real library in fixtures.
package rueidis

import (
	"context"

	"github.com/redis/rueidis/internal/cmds"
)

type Builder = cmds.Builder

type Completed = cmds.Completed

type Client interface{ CommandClient }

type CommandClient interface {
	B() Builder
	Do(ctx context.Context, cmd Completed) (resp RedisResult)
}

type RedisResult struct{ err error }

func (r RedisResult) Error() error { panic("stub") }

func (r RedisResult) AsStrSlice() ([]string, error) { panic("stub") }

func IsRedisNil(err error) bool { panic("stub") }
