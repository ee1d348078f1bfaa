package ent

import "context"

type Mutation interface{ Type() string }

type Mutator interface {
	Mutate(context.Context, Mutation) (Value, error)
}

type Hook func(Mutator) Mutator
