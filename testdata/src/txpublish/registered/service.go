package registered

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"txpublish/registered/port"
)

// Service publishes through interfaces in its transactions.
type Service struct {
	pool   *pgxpool.Pool
	fx     port.Fx
	dig    port.Dig
	wire   port.Wire
	do     port.Do
	nobody port.Nobody
}

func (s *Service) inside(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if err := s.fx.PlacedFx(ctx, "1"); err != nil { // want "error: event is published before"
			return err
		}
		if err := s.dig.PlacedDig(ctx, "1"); err != nil { // want "error: event is published before"
			return err
		}
		if err := s.wire.PlacedWire(ctx, "1"); err != nil { // want "error: event is published before"
			return err
		}
		return s.do.PlacedDo(ctx, "1") // want "error: event is published before"
	})
}

// unknown calls an interface behind which there may be anything, or nothing.
func (s *Service) unknown(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.nobody.PlacedByNobody(ctx, "1")
	})
}

func (s *Service) after(ctx context.Context) error {
	if err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return nil }); err != nil {
		return err
	}
	return s.fx.PlacedFx(ctx, "1")
}
