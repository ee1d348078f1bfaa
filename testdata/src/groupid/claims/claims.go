// Package claims takes over what consumers that are gone have left.
package claims

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

func run(ctx context.Context, rdb *redis.Client) error {
	me := uuid.NewString()
	_, _, err := rdb.XAutoClaim(ctx, &redis.XAutoClaimArgs{Stream: "orders", Group: "returns", Consumer: me, MinIdle: time.Minute, Start: "0"}).Result()
	if err != nil {
		return err
	}
	_, err = rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "returns", Consumer: me, Streams: []string{"orders", ">"}}).Result()
	return err
}
