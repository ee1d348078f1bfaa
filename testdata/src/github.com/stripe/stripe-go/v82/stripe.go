// Package stripe stands in for the real library in fixtures.
package stripe

type Params struct{ IdempotencyKey *string }

func (p *Params) SetIdempotencyKey(val string) { p.IdempotencyKey = &val }

type ChargeParams struct {
	Params
	Amount *int64
}

type Charge struct{ ID string }

func Int64(v int64) *int64 { return &v }
