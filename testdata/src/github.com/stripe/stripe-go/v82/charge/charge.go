// Package charge stands in for the real library in fixtures.
package charge

import "github.com/stripe/stripe-go/v82"

func New(params *stripe.ChargeParams) (*stripe.Charge, error) { panic("stub") }
